"""The states of lines with the highest sum of scores and steps, found exactly (Viterbi), and how sure each is."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Labelling, Row, Steps
from pipeline.segment.weights import NEVER, STATES


def best_states(scores: Sequence[Row], steps: Steps) -> list[int]:
    """The best sequence of states; `scores` has a row a line, with how much speaks for each state."""
    sums = [score + first for score, first in zip(scores[0], steps.first, strict=True)]
    came: list[list[int]] = []
    for row in scores[1:]:
        sums, before = _onward(sums, row, steps.after)
        came.append(before)
    ends = [total + last for total, last in zip(sums, steps.last, strict=True)]
    states = [max(range(len(ends)), key=ends.__getitem__)]
    for before in reversed(came):
        states.append(before[states[-1]])
    return states[::-1]


def _onward(sums: list[int], row: Row, after: tuple[tuple[tuple[int, int], ...], ...]) -> tuple[list[int], list[int]]:
    """The best sum with which a line has each state, and the state of the line before in that."""
    best = [NEVER] * len(row)
    came = [0] * len(row)
    for before, total in enumerate(sums):
        if total > NEVER // 2:
            for state, cost in after[before]:
                if total + cost > best[state]:
                    best[state], came[state] = total + cost, before
    return [total + score for total, score in zip(best, row, strict=True)], came


def margins(labelling: Labelling) -> list[tuple[int, int]]:
    """For each line the state that comes second and the margin: by how much its best labelling of the page is worse."""
    scores, steps = labelling.scores, labelling.steps
    ahead = [list(steps.last)]
    for row in reversed(scores[1:]):
        ahead.append(_back(ahead[-1], row, steps.after))
    ahead.reverse()
    sums = [score + first for score, first in zip(scores[0], steps.first, strict=True)]
    found = [_second(sums, ahead[0], labelling.states[0])]
    for n in range(1, len(scores)):
        sums, _ = _onward(sums, scores[n], steps.after)
        found.append(_second(sums, ahead[n], labelling.states[n]))
    return found


def _back(ahead: list[int], row: Row, after: tuple[tuple[tuple[int, int], ...], ...]) -> list[int]:
    """The best sum of all that follows a line, by its state."""
    return [max((cost + row[state] + ahead[state] for state, cost in steps), default=NEVER) for steps in after]


def _second(sums: list[int], ahead: list[int], own: int) -> tuple[int, int]:
    whole = [before + behind for before, behind in zip(sums, ahead, strict=True)]
    others = (state for state in range(len(whole)) if STATES[state] is not STATES[own])
    second = max(others, key=whole.__getitem__)
    return second, whole[own] - whole[second]
