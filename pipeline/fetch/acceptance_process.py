"""Acceptance in a process of its own, which is ended where a page takes it too long, too much memory, or down."""

from __future__ import annotations

from pipeline.bounded import BoundedProcess, GivenUp
from pipeline.definition.source import Source
from pipeline.fetch.acceptance import NOTHING_ACCEPTED, Accepting, Verdict, assess
from pipeline.fetch.limits import MOST_MEMORY
from pipeline.gazetteer.gazetteer import Reference
from pipeline.snapshots.store import Capture

UNREADABLE = "a page that cannot be read"


class AcceptanceProcess(BoundedProcess):
    """Says of captures whether they are the page."""

    def __init__(self, source: Source, reference: Reference) -> None:
        known = {"source": source, "reference": reference}
        super().__init__(assess, known, source.other["fetch"]["assessed_within"], MOST_MEMORY)

    def __call__(self, capture: Capture, accepting: Accepting = NOTHING_ACCEPTED) -> Verdict:
        """What `assess` says of the capture; where it says nothing, that and why."""
        said = {"media_type": capture.media_type, "charset": capture.charset}
        try:
            verdict: Verdict = self.call(data=capture.data, **said, accepting=accepting)
        except GivenUp as given_up:
            return Verdict(None, UNREADABLE, str(given_up))
        return verdict
