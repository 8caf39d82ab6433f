"""Which saved page the tables are made from, said where the order of the saved pages is not known."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.snapshots.snapshot import Snapshot


def why_newest(saved: Sequence[Snapshot]) -> str | None:
    """From which of distinct pages, oldest to newest, tables are made, and why; None where all others have a time."""
    undated = [one.name for one in saved[:-1] if one.captured_at is None]
    if not undated:
        return None
    return (
        f"the tables are made from {saved[-1].described}: {_why(saved[-1])}. No capture time, so counted as older: "
        f"{', '.join(undated)}. If you know it, say so: python -m pipeline fetch --from FILE --captured-at TIME"
    )


def _why(newest: Snapshot) -> str:
    if newest.captured_at:
        return "of the capture times that are known it has the latest"
    if newest.captured_not_before:
        return "of the bounds that are known it has the latest"
    return "no time is known of any page, and its digest is the last"
