"""Asking a server politely and within bounds of time, size, redirects and repetitions."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse, HTTPResponse
from urllib3.util.retry import Retry
from urllib3.util.url import parse_url

from pipeline.fetch.addresses import PORTS, as_asked, host_of, in_short, proxies_for, server_of
from pipeline.fetch.unreachable import BrokenOff, Busy, Unreachable, Unusable, named
from pipeline.warc.limits import CHUNK

REDIRECTS = (301, 302, 303, 307, 308)
TRY_AGAIN = (429, 500, 502, 503, 504)
# Where a machine keeps the certificates of its own, as a proxy that reads along needs them.
CERTIFICATES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
# What unpacks bodies that some servers send without being asked to, by the name of the encoding.
PACKAGES = {"br": "brotli", "zstd": "backports.zstd"}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete response: the address that gave it, those that led there, and its body, decompressed."""

    url: str
    redirects: tuple[str, ...]
    status: int
    headers: Mapping[str, str]
    data: bytes


class Patient(Retry):
    """Repeats after a pause that the server may lengthen, and says so; does not wait beyond the deadline."""

    def __init__(
        self, *args: Any, pause: float = 1, deadline: float = 0, say: Callable[[str], None] = print, **kw: Any
    ):
        super().__init__(*args, **kw)
        self.pause, self.deadline, self.say = pause, deadline, say

    def new(self, **kw: Any) -> Patient:
        """A copy with one repetition less, as urllib3 asks for it."""
        return super().new(pause=self.pause, deadline=self.deadline, say=self.say, **kw)

    def parse_retry_after(self, retry_after: str) -> float:
        """For how many seconds the server asks; 0 where what it says is no time, or none that there will be."""
        try:
            return float(super().parse_retry_after(retry_after))
        except (HTTPError, ValueError, OverflowError):
            return 0

    def sleep_for_retry(self, response: BaseHTTPResponse) -> bool:
        """Wait as long as the server asks; whether it asked.

        Raises:
            Unreachable: it asks for longer than there is time.
        """
        asked = self.get_retry_after(response)
        if not asked:
            return False
        if time.monotonic() + asked > self.deadline:
            raise Busy(f"the server answered {response.status} and asks to come back in {asked:.0f} seconds")
        self.say(f"  the server answered {response.status} and asks to wait {asked:.0f} s: waiting")
        time.sleep(max(asked, self.pause))
        return True

    def _sleep_backoff(self) -> None:
        time.sleep(max(self.pause, self.get_backoff_time()))


class _Session(requests.Session):
    """A session that leaves it to `Web` to read where an answer leads."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Nowhere: the library would read an address that may be none."""


class Web:
    """A session with one kind of server. `settings` is the section [fetch] of `source.toml`."""

    def __init__(self, settings: Mapping[str, Any], pause: float, say: Callable[[str], None]) -> None:
        self.settings, self.pause, self.say = settings, pause, say
        self.session = _Session()
        self.session.trust_env = False  # or it sends the passwords that ~/.netrc has for a host
        self.session.verify = next((os.environ[name] for name in CERTIFICATES if os.environ.get(name)), True)
        self.session.headers["User-Agent"] = settings["user_agent"]
        self.answering: set[str] = set()
        self.last = float("-inf")

    def get(
        self,
        url: str,
        permit: Callable[[str], None],
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Answer:
        """The response at `url`, redirects followed.

        `permit` is called with every address before it is asked, and raises where it must not be.

        Raises:
            Unreachable: no complete response within the bounds of time, size, redirects and repetitions.
        """
        deadline = time.monotonic() + self.settings["total_time"]
        try:
            seen = [as_asked(url, params)]
        except ValueError as error:
            raise Unusable(f"{in_short(url)} is no address that can be asked") from error
        while True:
            permit(seen[-1])
            answer = self._patiently(seen, headers or {}, deadline)
            target = answer.headers.get("Location") if answer.status in REDIRECTS else None
            if target is None:
                return answer
            seen.append(self._next(seen, target))

    def _next(self, seen: list[str], location: str) -> str:
        """The address to which the last one redirects, if it may be followed."""
        try:
            target = urljoin(seen[-1], location)
            if urlsplit(target).scheme not in PORTS:
                raise Unusable(f"it redirects to an address that is not on the web ({in_short(target)}): not followed")
            target = as_asked(target)
        except ValueError as error:
            raise Unusable(f"it redirects to what is no address ({in_short(location)}): not followed") from error
        if parse_url(target).auth:
            raise Unusable(
                f"it redirects to an address with a name or password in it ({host_of(target)}): not followed"
            )
        if target in seen:
            raise Unusable(f"it redirects in a circle ({in_short(target)})")
        if len(seen) > self.settings["redirects"]:
            raise Unusable(f"it redirects more than {self.settings['redirects']} times")
        if (urlsplit(seen[-1]).scheme, urlsplit(target).scheme) == ("https", "http"):
            raise Unusable(f"it redirects from https to http ({in_short(target)}): not followed")
        return target

    def _patiently(self, seen: list[str], headers: Mapping[str, str], deadline: float) -> Answer:
        """One response, its body asked for again where it breaks off. All repetitions count together."""
        patience: Retry = Patient(
            self.settings["retries"], connect=0, read=1, redirect=0, status_forcelist=TRY_AGAIN, backoff_factor=1,
            raise_on_status=False, raise_on_redirect=False, pause=self.pause, deadline=deadline, say=self.say,
        )  # fmt: skip
        while True:
            self._await_turn()
            self._expect_answer(seen[-1])
            try:
                return within(deadline - time.monotonic(), partial(self._once, seen, headers, patience))
            except TimeoutError as error:
                bound = self.settings["total_time"]
                raise Unreachable(f"it was not complete within {bound:g} seconds: given up") from error
            except BrokenOff as error:
                if not error.patience.total:
                    raise
                self.say("  the body broke off before its end: asking again")
                patience = error.patience.increment()
            finally:
                self.last = time.monotonic()

    def _once(self, seen: list[str], headers: Mapping[str, str], patience: Retry) -> Answer:
        adapter = HTTPAdapter(max_retries=patience)
        self.session.mount("https://", adapter)
        self.session.mount("http://", adapter)
        try:
            with self.session.get(
                seen[-1],
                headers=headers,
                stream=True,
                allow_redirects=False,
                timeout=self.settings["read_timeout"],  # of the TLS handshake too: `_expect_answer` bounds connecting
                proxies=proxies_for(seen[-1]),
            ) as response:
                patience = response.raw.retries or patience  # what is left of it after this response
                data = b"" if response.status_code in REDIRECTS else self._body(response)
                return Answer(seen[-1], tuple(seen[:-1]), response.status_code, response.headers, data)
        except Unreachable:
            raise
        except Exception as error:  # the libraries raise one of any kind at headers that they did not expect
            raise named(error, self.settings, patience) from error

    def _body(self, response: requests.Response) -> bytes:
        """The body, decompressed; what is beyond the bound is not even unpacked."""
        largest = self.settings["largest"]
        encoding = response.headers.get("Content-Encoding", "").lower()
        if encoding in PACKAGES and encoding not in HTTPResponse.CONTENT_DECODERS:
            package = f"for which a package is missing: pip install {PACKAGES[encoding]}"
            raise Unusable(f"its body is compressed with {encoding}, {package}")
        parts, size = [], 0
        for part in response.iter_content(CHUNK):
            parts.append(part)
            size += len(part)
            if size > largest:
                raise Unusable(f"its body is larger than {largest:,} bytes: given up there")
        return b"".join(parts)

    def _await_turn(self) -> None:
        time.sleep(max(0.0, self.last + self.pause - time.monotonic()))

    def _expect_answer(self, url: str) -> None:
        """Find out soon whether the server, or the proxy before it, takes connections at all."""
        host, port = server_of(url)
        if f"{host}:{port}" in self.answering:
            return
        seconds = self.settings["answer_within"]
        try:
            within(seconds, lambda: socket.create_connection((host, port), timeout=seconds).close())
        except TimeoutError as error:
            raise Unreachable(f"no connection to {host} within {seconds:g} seconds") from error
        except OSError as error:
            raise Unreachable(f"no connection to {host}: {error.strerror or error}") from error
        self.answering.add(f"{host}:{port}")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns or raises, if it comes within so many seconds.

    The work goes on in the background when it is given up: a system call for a name or a byte that drips in
    now and then cannot be cut short otherwise.

    Raises:
        TimeoutError: it does not come in time.
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(0.0, seconds))
    if errors:
        raise errors[0]
    if not results:
        raise TimeoutError
    return results[0]
