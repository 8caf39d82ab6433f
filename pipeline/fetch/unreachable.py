"""What goes wrong between here and a server, in words, and whether asking again may help."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from typing import Any

from urllib3.exceptions import HTTPError
from urllib3.util.retry import Retry

from pipeline.text.normalise import shown


class Unreachable(Exception):
    """A server gave no answer that can be used; the message says which and why, without what steers a terminal."""

    def __str__(self) -> str:
        return shown(super().__str__())


class Unusable(Unreachable):
    """What a server gave is of no use, and asking again would give the same."""


class Busy(Unreachable):
    """The server asks to come back later than there is time for: nothing more is asked of it."""


class BrokenOff(Unreachable):
    """The body ended before it was complete: worth another try, for which `patience` is left."""

    def __init__(self, message: str, patience: Retry) -> None:
        super().__init__(message)
        self.patience = patience


def named(error: Exception, settings: Mapping[str, Any], patience: Retry) -> Unreachable:
    """What went wrong between here and the server, in words."""
    chain: list[BaseException] = []
    _collect(error, chain)
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Unreachable(f"its certificate could not be verified ({cause.verify_message})")
    names = {type(cause).__name__ for cause in chain}
    if names & {"ReadTimeoutError", "ReadTimeout"}:
        return Unreachable(f"it sent nothing for {settings['read_timeout']:g} seconds")
    if "ConnectTimeoutError" in names:
        return Unreachable(f"it took no connection within {settings['read_timeout']:g} seconds")
    if names & {"IncompleteRead", "InvalidChunkLength"}:
        return BrokenOff("its body broke off before its end, each time", patience)
    if names & {"DecodeError", "ContentDecodingError"}:
        return Unusable("its compressed body cannot be unpacked")
    if isinstance(error, OSError | HTTPError):
        return Unreachable(f"the connection failed ({type(error).__name__})")
    return Unusable(f"its answer cannot be read ({type(error).__name__})")


def _collect(error: BaseException | None, chain: list[BaseException]) -> None:
    """The error and all that caused it, arguments included: urllib3 hands causes on in either way."""
    if error is None or error in chain:
        return
    chain.append(error)
    for other in (error.__cause__, error.__context__, getattr(error, "reason", None), *error.args):
        if isinstance(other, BaseException):
            _collect(other, chain)
