"""A page as it is read, beside its best reading in which one line has another role: what parts the two, in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.check.outcomes import lines_named
from pipeline.records import Labelling
from pipeline.segment.viterbi import best_states
from pipeline.segment.weights import NEVER, STATES, score

Addend = tuple[str, int, int]  # what speaks for the role of a line, with its points in the two readings


@dataclass(frozen=True, slots=True)
class Readings:
    """Line `n`, from 0, of a page, and the state of each line in the other reading."""

    labelling: Labelling
    n: int
    others: Sequence[int]

    @property
    def both(self) -> tuple[Sequence[int], Sequence[int]]:
        """The states of all lines, as the page is read and in the other reading."""
        return self.labelling.states, self.others

    @property
    def own(self) -> tuple[int, int]:
        """The states of the line itself in the two."""
        return self.labelling.states[self.n], self.others[self.n]

    @property
    def roles(self) -> tuple[str, str]:
        """The roles of the line in the two."""
        state, other = self.own
        return STATES[state].value, STATES[other].value

    def changed(self) -> list[int]:
        """The other lines whose state differs."""
        return [m for m, (state, other) in enumerate(zip(*self.both, strict=True)) if state != other and m != self.n]

    def reread(self) -> Iterator[str]:
        """The other lines whose role differs, in words: "lines 12 to 14 would be text"."""
        states = self.labelling.states
        changed = [m for m in self.changed() if STATES[states[m]] is not STATES[self.others[m]]]
        for (_, role), run in groupby(
            enumerate(changed), lambda each: (each[1] - each[0], STATES[self.others[each[1]]])
        ):
            numbers = [m + 1 for _, m in run]
            yield f"{lines_named(numbers[0], numbers[-1])} would be {role}"

    def beyond_facts(self) -> Iterator[Addend]:
        """What speaks for the line besides its facts; with those the two sums differ by its margin."""
        n, (own, other) = self.n, self.own
        whole, by_facts = self.labelling.scores[n], score(self.labelling.facts[n])
        yield "what the page does elsewhere", whole[own] - by_facts[own], whole[other] - by_facts[other]
        yield self._beside(n - 1), self._step(n, 0), self._step(n, 1)
        yield self._beside(n + 1), self._step(n + 1, 0), self._step(n + 1, 1)
        if self.changed():
            yield "the other lines that change", self._elsewhere(0), self._elsewhere(1)

    def _beside(self, m: int) -> str:
        """What the step from or to the line beside this one is called."""
        if not 0 <= m < len(self.others):
            return "the page begins so" if m < 0 else "the page ends so"
        roles = dict.fromkeys(STATES[states[m]].value for states in self.both)
        return f"{'after' if m < self.n else 'before'} line {m + 1}, {' or '.join(roles)}"

    def _step(self, m: int, which: int) -> int:
        """What it costs to go on to line `m`: to the first is how the page begins, beyond the last how it ends."""
        states, steps = self.both[which], self.labelling.steps
        if m == 0:
            return steps.first[states[0]]
        return steps.last[states[-1]] if m == len(states) else dict(steps.after[states[m - 1]])[states[m]]

    def _elsewhere(self, which: int) -> int:
        """What the other lines that change have, with the steps that are not beside this line."""
        changed, states = self.changed(), self.both[which]
        steps = {step for m in changed for step in (m, m + 1)} - {self.n, self.n + 1}
        return sum(self.labelling.scores[m][states[m]] for m in changed) + sum(self._step(m, which) for m in steps)


def readings(labelling: Labelling, n: int, second: int) -> Readings:
    """The two readings for line `n`, `second` being the best of its states that are another role."""
    only = tuple(points if state == second else NEVER for state, points in enumerate(labelling.scores[n]))
    scores = [*labelling.scores[:n], only, *labelling.scores[n + 1 :]]
    return Readings(labelling, n, best_states(scores, labelling.steps, width=-NEVER, beam=-NEVER))
