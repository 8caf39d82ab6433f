"""The options of a fetch: which belong together, and what is an address."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.records import Refusal
from pipeline.warc.holders import is_warc

NETWORK = ("live", "archive")


def misused(args: argparse.Namespace, origins: list[str]) -> str | None:
    """Which option does not belong to these origins, in words; without any, the live page and the archive are asked."""
    if args.all and "archive" not in origins:
        return "--all belongs to --from archive."
    if args.archive and origins and "archive" not in origins:
        return "--archive belongs to --from archive."
    if (args.captured_at or args.not_before) and not (origins and all(map(_has_no_time, origins))):
        return (
            "--captured-at and --not-before belong to --from FILE, with saved pages: "
            "the live page, the archive and the records of WARC files say their time themselves."
        )
    return None


def _has_no_time(origin: str) -> bool:
    """Whether it is a file that does not say itself when it was captured."""
    with suppress(Refusal):  # a file that cannot be read: said when it is its turn
        return origin not in NETWORK and not is_warc(Path(origin))
    return True


def web_address(text: str) -> str:
    """An address on the web that the user gives."""
    with suppress(ValueError):  # a port that is no number, brackets that do not close
        parts = urlsplit(text)
        if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0:
            return text
    raise argparse.ArgumentTypeError(f"expected an address like https://archive.example/pages, found {text!r}")
