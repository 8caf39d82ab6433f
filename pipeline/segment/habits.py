"""What this page does: a mark that has one role nearly everywhere speaks for that role, and usual steps cost less."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import Final

from pipeline.records import Line, Points, Steps
from pipeline.segment import facts as f
from pipeline.segment import weights as w
from pipeline.segment.limits import DOUBT, MARK_STRENGTH, RAREST_STEP, STEP_STRENGTH

SIGNS: Final = re.compile(r"(?!- )[^\w\s]{1,3}")  # "“Samen sterk”", "▸ Samen sterk", "** Samen sterk **"
Mark = int | str  # how lines look alike: the form of a line, as bits and a level, or the label that it begins with
FORMS: Final = f.HEADING | f.PANEL | f.BOLD | f.LINK | f.MUNICIPALITY_LABEL | f.TEXT_LABEL
# What marks may speak for, and between what steps may be usual.
STATES_OF_MARKED: Final = (w.AIMHD, w.THEME, w.NAME, w.TITLE, w.LABEL, w.TEXT, w.CONT, w.EARLY, w.LATE)
USUAL_FROM: Final = frozenset({w.THEME, w.NAME, w.TITLE, w.LABEL, w.TEXT, w.CONT, w.LATE})
USUAL_TO: Final = frozenset({w.THEME, w.NAME, w.TITLE, w.LABEL, w.TEXT, w.CONT, w.EARLY, w.NOTE})


def marks_of(lines: Sequence[Line], facts: Sequence[int], beginnings: Sequence[str]) -> tuple[list[Mark], list[Mark]]:
    """How each line is marked: by its form, and by the label, words or signs that it begins with, or 0, or ""."""
    labels: list[Mark] = [
        f"{line.label.kind} {line.label.alone}" if line.label else beginning or _signs(line.text)
        for line, beginning in zip(lines, beginnings, strict=True)
    ]
    return [*map(_form, lines, facts)], labels


def _signs(text: str) -> str:
    """The signs that a line begins with; a number or the marker of an item is none."""
    signs = SIGNS.match(text)
    return signs[0] if signs else ""


def _form(line: Line, facts: int) -> int:
    first = facts & f.FIRST_OF_PANEL
    if form := facts & FORMS:
        return form | first | line.level
    return first | f.BRIEF if facts & f.BRIEF and not (facts & f.ITEM or line.label) else first


def bonuses(states: Sequence[int], marks: Sequence[Mark]) -> dict[tuple[int, Mark], Points]:
    """What the other lines with its mark speak for, by the state that a line has now and its mark."""
    of_both = Counter(zip(states, marks, strict=True))
    of_state, of_mark = Counter[int](), Counter[Mark]()
    for (own, mark), times in of_both.items():
        of_state[own] += times
        of_mark[mark] += times
    found = {}
    for own, mark in of_both:
        row = [0] * len(w.STATES)
        others = of_mark[mark] - 1
        for state in STATES_OF_MARKED if mark else (w.THEME,):
            share = max(of_state[state], 1) / len(states)
            alike = of_both[state, mark] - (state == own)
            row[state] = round(MARK_STRENGTH * log((alike + DOUBT * share) / ((others + DOUBT) * share)))
        if not mark or (isinstance(mark, int) and mark & f.BRIEF):  # plain lines: that themes are such tells of none
            row[w.THEME] = min(row[w.THEME], 0)
        found[own, mark] = tuple(row)
    return found


def usual_steps(states: Sequence[int], steps: Steps) -> Steps:
    """The steps between lines, those that are rare on this page at a higher cost."""
    pairs = Counter(pairwise(states))
    left = Counter(states[:-1])

    def cost(before: int, state: int, cost: int) -> int:
        if before == state or before not in USUAL_FROM or state not in USUAL_TO:
            return cost
        share = (pairs[before, state] + 1.0) / (left[before] - pairs[before, before] + 2.0)
        return cost + max(RAREST_STEP, round(STEP_STRENGTH * log(share)))

    after = [
        tuple([(state, cost(before, state, plain)) for state, plain in row]) for before, row in enumerate(steps.after)
    ]
    ends = sum(pairs[w.TEXT, state] for state in (w.THEME, w.NAME, w.TITLE))
    share = (ends + 1.0) / (left[w.TEXT] - pairs[w.TEXT, w.TEXT] + 2.0)
    last = list(steps.last)
    last[w.TEXT] += max(RAREST_STEP, round(STEP_STRENGTH * log(share)))
    return Steps(steps.first, tuple(after), tuple(last))
