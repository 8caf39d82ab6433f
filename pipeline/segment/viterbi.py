"""The states of lines with the highest sum of scores and steps (Viterbi), and how sure each is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import add, getitem
from typing import Final

from pipeline.records import Labelling, Points, Steps
from pipeline.segment.limits import BEAM, WIDTH
from pipeline.segment.weights import NEVER, STATES, THEME

Sums = tuple[tuple[int, int], ...]  # the states that a line may have, each with the best sum up to it, less that of all
Likely = list[tuple[int, int, list[int]]]  # the states of a line, each with its score and its costs after each other

OTHERS: Final = [[n for n, role in enumerate(STATES) if role is not own] for own in STATES]  # of each, other roles


def best_states(scores: Sequence[Points], steps: Steps, width: int = WIDTH, beam: int = BEAM) -> list[int]:
    """The best sequence of states; `scores` has a row a line, with how much speaks for each state.

    A state that is more than `width` points below the best of its line counts only where the page cannot go on
    without one, and a sequence that is more than `beam` points below the best does not go on. Lines that are alike go
    on in the same way after the same sums: most lines of a page are in the midst of a text.
    """
    costs = _costs(steps)
    # Lines that are alike have one row, and it is told by where it is: to compare rows takes longer than all the rest.
    likely = {key: _likely(row, costs, width) for key, row in {id(row): row for row in scores}.items()}
    below = {key: [each for each in states if each[0] >= THEME] for key, states in likely.items()}  # the introduction
    sums: Sums = tuple([(n, score + steps.first[n]) for n, score in enumerate(scores[0]) if steps.first[n] > NEVER])
    numbers = {sums: 0}  # of the sums: to look up a number takes a fraction of the time
    known: dict[int, dict[int, tuple[Sums, int, dict[int, int]]]] = {key: {} for key in likely}
    number, came = 0, list[dict[int, int]]()
    for row in scores[1:]:
        of_row = known[id(row)]
        after = of_row.get(number)
        if after is None:
            onward, back = _onward(sums, (below if sums[0][0] >= THEME else likely)[id(row)], beam)
            if not onward:  # the page must go on, however unlikely
                onward, back = _onward(sums, _likely(row, costs, -NEVER), beam)
            after = of_row[number] = onward, numbers.setdefault(onward, len(numbers)), back
        sums, number, back = after
        came.append(back)
    states = [max(sums, key=lambda each: each[1] + steps.last[each[0]])[0]]
    for back in reversed(came):
        states.append(back[states[-1]])
    return states[::-1]


def sum_of(states: Sequence[int], scores: Sequence[Points], steps: Steps) -> int:
    """The sum of a sequence of states."""
    costs = _costs(steps)
    between = sum(costs[state][before] for before, state in pairwise(states))
    return steps.first[states[0]] + sum(map(getitem, scores, states)) + between + steps.last[states[-1]]


def _likely(row: Points, costs: list[list[int]], width: int) -> Likely:
    """The states that a line may well have."""
    least = max(row) - width
    return [(state, score, costs[state]) for state, score in enumerate(row) if score >= least]


def _onward(sums: Sums, likely: Likely, beam: int) -> tuple[Sums, dict[int, int]]:
    """The sums after one more line, and for each of its states the state of the line before."""
    totals: list[tuple[int, int]] = []
    back: dict[int, int] = {}
    for state, score, cost in likely:
        best = 2 * NEVER
        for before, total in sums:
            if total + cost[before] > best:
                best, back[state] = total + cost[before], before
        if best > 2 * NEVER:
            totals.append((state, best + score))
    most = max([total for _, total in totals], default=0)
    return tuple([(state, total - most) for state, total in totals if total >= most - beam]), back


def _costs(steps: Steps) -> list[list[int]]:
    """For each state what it costs after each other."""
    rows = [dict(after) for after in steps.after]
    return [[row.get(state, 4 * NEVER) for row in rows] for state in range(len(STATES))]


def margins(labelling: Labelling) -> list[tuple[int, int]]:
    """For each line the state that is second, and the margin: by how many points its best labelling is worse.

    The margin is 0 as well where it is none the worse, since it was left out for speed.
    """
    scores, steps = labelling.scores, labelling.steps
    before = [[step for step in enumerate(costs) if step[1] > NEVER] for costs in _costs(steps)]
    sums: Sequence[int] = steps.last
    after = [sums]
    for row in reversed(scores[1:]):
        sums = _best(list(map(add, sums, row)), steps.after)
        after.append(sums)
    sums = list(map(add, scores[0], steps.first))
    found = [_second(sums, after.pop(), labelling.states[0])]
    for row, own in zip(scores[1:], labelling.states[1:], strict=True):
        sums = list(map(add, row, _best(sums, before)))
        found.append(_second(sums, after.pop(), own))
    return found


def _best(sums: Sequence[int], steps: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    """For each state the best sum by way of one step; `steps` has those of each, each with its cost."""
    return [max([sums[other] + cost for other, cost in of_state]) for of_state in steps]


def _second(before: Sequence[int], after: Sequence[int], own: int) -> tuple[int, int]:
    whole = list(map(add, before, after))
    second = max(OTHERS[own], key=whole.__getitem__)
    return second, max(0, whole[own] - whole[second])
