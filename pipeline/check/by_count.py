"""Refusals by a count: a page that holds less or more than it should, which somebody may accept with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.check.accepted_losses import BEFORE_REASON, AcceptedLoss, losses_of
from pipeline.check.losses import Loss
from pipeline.check.outcomes import outcome
from pipeline.tables.schema import Row

COUNTS = ("count_", "municipalities_claimed_", "address_of_its_municipality")  # how the names of such checks begin


def is_count(check: str) -> bool:
    """Whether the check of this name compares a count with what the page should hold, or with how much may be odd."""
    return check.startswith(COUNTS)


def counts_refused(checks: Iterable[Row]) -> list[Loss]:
    """The counts for which a page is refused."""
    return [as_loss(row) for row in checks if row["level"] == "error" and not row["passed"] and is_count(row["check"])]


def as_loss(row: Row) -> Loss:
    """A check as the list of what was accepted holds it."""
    return Loss(row["check"], row["expected"], row["found"], row["detail"] or "")


def with_accepted(checks: Iterable[Row], sha256: str, listed: Sequence[AcceptedLoss]) -> list[Row]:
    """The checks of a page with what was accepted of it, which is a warning with the reason and no error any more."""
    reasons = {entry.loss: entry.reason for entry in listed if entry.sha256 == sha256 and is_count(entry.loss.check)}
    left = [row for row in checks if row["level"] != "error" or as_loss(row) not in reasons]
    reasoned = [
        outcome(loss.check, "warning", False, loss.expected, loss.found, f"{loss.detail}{BEFORE_REASON}{why}")
        for loss, why in reasons.items()
    ]
    return [*left, *reasoned, *losses_of(sha256, [entry for entry in listed if not is_count(entry.loss.check)])]
