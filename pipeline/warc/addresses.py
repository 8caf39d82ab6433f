"""Whether two addresses are one page."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit


def same_address(one: str, other: str) -> bool:
    """Whether two addresses are one page: scheme, "www.", default port, escapes and final slash aside."""
    return _key(one) == _key(other)


def _key(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url.strip("<>"))
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url, "", ""
    return host + port, unquote(parts.path).rstrip("/"), parts.query
