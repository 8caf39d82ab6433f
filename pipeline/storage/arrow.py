"""Bytes as Arrow reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow


def as_file(data: bytes) -> pyarrow.BufferReader:
    """Bytes as a file in memory of Arrow's own.

    Its threads may let go of what they read only after Python has ended, and memory of Python let go of then ends the
    process: "terminate called without an active exception" (apache/arrow, issues 34314 and 36389).
    """
    import pyarrow

    copied = pyarrow.BufferOutputStream()
    copied.write(data)
    return pyarrow.BufferReader(copied.getvalue())
