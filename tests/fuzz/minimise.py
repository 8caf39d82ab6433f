"""The smallest piece of an input that still fails."""

import re
import time
from collections.abc import Callable

# What is taken away in turns: tags, lines and the texts between them, then words, then bytes.
PIECES = (re.compile(rb"<[^<>]*>|[^<\n]+|\n|<"), re.compile(rb"\s*[^\s<>]+|\s+|[<>]"), re.compile(rb".", re.DOTALL))


def minimised(data: bytes, fails: Callable[[bytes], bool], seconds: float) -> bytes:
    """What is left of `data` after so many seconds of taking pieces away, large ones first, without which it fails."""
    until = time.monotonic() + seconds
    for pattern in PIECES:
        pieces = pattern.findall(data)
        size = len(pieces) // 2
        while size and time.monotonic() < until:
            pieces = _without(pieces, size, fails, until)
            size //= 2
        data = b"".join(pieces)
    return data


def _without(pieces: list[bytes], size: int, fails: Callable[[bytes], bool], until: float) -> list[bytes]:
    """The pieces without each run of so many that the failure does not need."""
    at = 0
    while at < len(pieces) and time.monotonic() < until:
        fewer = pieces[:at] + pieces[at + size :]
        if fails(b"".join(fewer)):
            pieces = fewer
        else:
            at += size
    return pieces
