"""Addresses as they are asked: their hosts, which may be asked, and the proxies on the way to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError
from urllib3.util.url import parse_url

from pipeline.fetch.unreachable import Unreachable, Unusable

PORTS = {"http": 80, "https": 443}
LONGEST_SHOWN = 100  # characters of an address in a message


def permit_hosts(hosts: list[str]) -> Callable[[str], None]:
    """A check for `Web.get` that permits these hosts, at the port that is named or, without one, at the usual ones."""

    def permit(url: str) -> None:
        try:
            parts = parse_url(url)
        except HTTPError as error:
            raise Unusable(f"{in_short(url)} is no address that can be asked") from error
        port = parts.port or PORTS.get(parts.scheme or "")
        named = {f"{parts.host}:{port}"} | ({parts.host} if port in PORTS.values() else set())
        if not named & set(hosts):
            raise Unusable(f"it redirects to another host or port ({host_of(url)}): not followed")

    return permit


def as_asked(url: str, params: Mapping[str, str] | None = None) -> str:
    r"""The address that the client asks for `url`, in which it has one host for every reader.

    `http://one\@other/` is read in two ways: as the host "other", and by the client as the host "one".

    Raises:
        ValueError: it is no address.
    """
    if urlsplit(url).port == 0:  # the client would take the usual one
        raise ValueError(f"{url} has no port that can be asked")
    asked = requests.Request("GET", url, params=params).prepare().url or url  # its errors are of that kind
    _expect_host(urlsplit(asked).hostname)
    return asked


def _expect_host(host: str | None) -> None:
    """Do nothing where names of hosts may be so: no connection can be asked for with others.

    Raises:
        ValueError: one of its parts is empty, or longer than any may be.
    """
    (host or ".").encode("idna")


def server_of(url: str) -> tuple[str, int]:
    """The host and the port to which the connection for `url` is made: those of the proxy, where there is one.

    Raises:
        Unreachable: what the environment names as the proxy is no address.
    """
    proxy = requests.utils.select_proxy(url, proxies_for(url))
    try:
        parts = parse_url(proxy or url)
        host = (parts.host or "").strip("[]")
        _expect_host(host)
    except (HTTPError, ValueError) as error:  # its value may hold a password, and is not said
        raise Unreachable(
            f"the proxy that the environment names for {in_short(url)} is no address: in the variables http_proxy, "
            "https_proxy and all_proxy, expected one like http://proxy.example:8080"
        ) from error
    return host, parts.port or PORTS.get(parts.scheme or "", PORTS["http"])


def proxies_for(url: str) -> dict[str, str]:
    """The proxies that the environment names, by scheme; none where it exempts the host of `url`."""
    return dict(requests.utils.get_environ_proxies(url))


def host_of(url: str) -> str:
    """The host of an address with its port, for a message."""
    parts = parse_url(url)
    return f"{parts.host}:{parts.port}" if parts.port else parts.host or in_short(url)


def in_short(url: str) -> str:
    """`url` without query and at a length that fits a message."""
    plain = url.partition("?")[0]
    return plain if len(plain) <= LONGEST_SHOWN else plain[: LONGEST_SHOWN - 1] + "…"
