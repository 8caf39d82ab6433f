"""The published page as it is now: robots.txt respected, and asked for only if it has changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from pipeline.definition.source import Source
from pipeline.fetch.addresses import in_short, permit_hosts
from pipeline.fetch.http import Web
from pipeline.fetch.unreachable import Unreachable
from pipeline.snapshots.snapshot import Snapshot
from pipeline.snapshots.store import Capture, content_type, kept_headers

GONE = (404, 410)
# What a header may hold. One that a server sent with other characters is not sent back: no request could hold it.
VALUE = re.compile(r"[!-~]([ -~]*[!-~])?")


def fetch_live(web: Web, source: Source, newest: Snapshot | None, now: Callable[[], str]) -> Capture | None:
    """The page as published now, or None where the server says it is still the `newest` saved one.

    `now` tells the time, in UTC.

    Raises:
        Unreachable: there was no page: out of reach, forbidden by robots.txt, gone, or out of bounds.
    """
    url = source.page["url"]
    answer = web.get(url, Robots(web, source), _conditions(newest, url))
    if answer.status == 304 and newest and _conditions(newest, url):
        return None
    if answer.status in GONE:
        raise Unreachable(f"the page is gone: {in_short(answer.url)} answered {answer.status}")
    if answer.status != 200:
        raise Unreachable(f"{in_short(answer.url)} answered {answer.status}")
    media_type, charset = content_type(answer.headers)
    return Capture(
        data=answer.data,
        url=url,
        url_reached=answer.url,
        redirects=answer.redirects,
        captured_at=now(),
        obtained={"how": "live"},
        status=answer.status,
        headers=kept_headers(answer.headers),
        media_type=media_type,
        charset=charset,
    )


def _conditions(newest: Snapshot | None, url: str) -> dict[str, str]:
    """Headers that ask for the page only if it has changed since the newest saved one."""
    if newest is None or newest.how != "live" or newest.url != url:
        return {}
    headers = newest.metadata.get("headers", {})
    pairs = (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified"))
    return {condition: headers[name] for condition, name in pairs if VALUE.fullmatch(str(headers.get(name, "")))}


class Robots:
    """Permits an address if the source allows its host and the host's robots.txt allows us to ask for it."""

    def __init__(self, web: Web, source: Source) -> None:
        self.web = web
        # The name that rules address (RFC 9309, 2.2.1); what is after it would match the names of others.
        self.agent = source.other["fetch"]["user_agent"].partition("/")[0]
        self.permit_host = permit_hosts(source.other["fetch"]["hosts"])
        self.rules: dict[str, str] = {}

    def __call__(self, url: str) -> None:
        """Do nothing where `url` may be asked for.

        Raises:
            Unreachable: it may not, or whether it may could not be found out.
        """
        from protego import Protego

        self.permit_host(url)
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.rules:
            self.rules[site] = self._read(site)
        if not Protego.parse(self.rules[site]).can_fetch(url, self.agent):
            raise Unreachable(f"{site}/robots.txt forbids to ask for {in_short(url)}")

    def _read(self, site: str) -> str:
        """The site's rules: none published is none set, unknown ones are a refusal (RFC 9309, 2.3.1)."""
        answer = self.web.get(f"{site}/robots.txt", self.permit_host)
        if answer.status == 200:
            return answer.data.decode("utf-8", "replace")
        if 400 <= answer.status < 500 and answer.status != 429:
            return ""
        raise Unreachable(f"{site}/robots.txt answered {answer.status}, so nothing more is asked of the site")
