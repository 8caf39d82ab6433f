"""What this page does: a mark that has one role nearly everywhere speaks for that role, and usual steps cost less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log

from pipeline.records import Kind, Line, Row, Steps
from pipeline.segment.facts import BRIEF, FIRST_OF_PANEL
from pipeline.segment.weights import (
    AIMHD,
    CONT,
    EARLY,
    LABEL,
    LATE,
    NAME,
    NOTE,
    STATES,
    STEPS,
    TEXT,
    THEME,
    TITLE,
)  # fmt: skip

# Points for a mark that is e times as frequent among the lines of a role as among all, or for as much a rarer step.
STRENGTH = 3.0
STEP_STRENGTH = 2.0
# As much as so many lines of the page, a mark is thought to have the roles that all lines have.
DOUBT = 2.0
LEAST_STEP = -7  # what the rarest step costs at most

Mark = tuple[Kind, int, bool] | tuple[str, bool] | None  # None for a line that nothing marks
MARKED = (AIMHD, THEME, NAME, TITLE, LABEL, TEXT, CONT, EARLY, LATE)  # what marks may speak for
USUAL_FROM = frozenset({THEME, NAME, TITLE, LABEL, TEXT, CONT, LATE})
USUAL_TO = frozenset({THEME, NAME, TITLE, LABEL, TEXT, CONT, EARLY, NOTE})


def marks_of(lines: Sequence[Line], facts: Sequence[int], beginnings: Sequence[str]) -> tuple[list[Mark], list[Mark]]:
    """How each line is marked: by its form, and by the label or the words that it begins with."""
    labels = (_label(line, beginning) for line, beginning in zip(lines, beginnings, strict=True))
    return [*map(_form, lines, facts)], [*labels]


def _form(line: Line, facts: int) -> Mark:
    if line.kind is Kind.ITEM or (
        line.kind is Kind.PARAGRAPH and (line.label or not facts & BRIEF) and not facts & FIRST_OF_PANEL
    ):
        return None
    return line.kind, line.level, facts & FIRST_OF_PANEL != 0


def _label(line: Line, beginning: str) -> Mark:
    return (line.label.kind, line.label.alone) if line.label else (beginning, False) if beginning else None


def bonuses(states: Sequence[int], marks: Sequence[Mark]) -> dict[tuple[int, Mark], Row]:
    """What the other lines with its mark speak for, by the state that a line has now and its mark."""
    of_state, of_mark, of_both = Counter(states), Counter(marks), Counter(zip(states, marks, strict=True))
    found = {}
    for own, mark in of_both:
        row = [0] * len(STATES)
        others = of_mark[mark] - 1
        for state in MARKED if mark is not None else (THEME,):
            share = max(of_state[state], 1) / len(states)
            alike = of_both[state, mark] - (state == own)
            row[state] = round(STRENGTH * log((alike + DOUBT * share) / ((others + DOUBT) * share)))
        if mark is None or mark[0] is Kind.PARAGRAPH:
            row[THEME] = min(row[THEME], 0)
        found[own, mark] = tuple(row)
    return found


def usual_steps(states: Sequence[int]) -> Steps:
    """The steps between lines, those that are rare on this page at a higher cost."""
    pairs = Counter(pairwise(states))
    left = Counter(states[:-1])
    after = []
    for before, row in enumerate(STEPS.after):
        leaving = left[before] - pairs[before, before] + 2.0
        after.append(
            tuple(
                [
                    (
                        state,
                        cost + _rarity(pairs[before, state], leaving)
                        if before != state and before in USUAL_FROM and state in USUAL_TO
                        else cost,
                    )
                    for state, cost in row
                ]
            )
        )
    return Steps(STEPS.first, tuple(after), STEPS.last)


def _rarity(times: int, leaving: float) -> int:
    return max(LEAST_STEP, round(STEP_STRENGTH * log((times + 1.0) / leaving)))
