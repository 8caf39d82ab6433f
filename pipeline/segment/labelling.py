"""The labelling of a page: facts to scores, scores to states, and again with the habits that those show."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.definition.source import Source
from pipeline.definition.themes import SAME_WORDS, shared_words, theme_span, words_of
from pipeline.gazetteer.gazetteer import Reference
from pipeline.records import Block, Labelling, Line, Page, Row
from pipeline.segment.blocks import blocks_of
from pipeline.segment.facts import AIM, LONGEST_NAME, WORDS_OF_THEME
from pipeline.segment.habits import Mark, bonuses, marks_of, usual_steps
from pipeline.segment.neighbours import beginnings_of, facts_of
from pipeline.segment.viterbi import best_states
from pipeline.segment.weights import STEPS, THEME, score

MOST_ROUNDS = 4  # of decoding with the habits that the last round showed


def segment(page: Page, source: Source, reference: Reference) -> tuple[tuple[Block, ...], Labelling]:
    """The blocks of a page, in page order, without a gap, and the labelling that they come from."""
    labelling = label(page, source, reference)
    return blocks_of(page.lines, labelling.states, reference), labelling


def label(page: Page, source: Source, reference: Reference) -> Labelling:
    """The state of each line: by what the lines say, then with the habits that this shows, until nothing changes."""
    if not page.lines:
        return Labelling((), (), (), STEPS)
    beginnings = beginnings_of(page.lines)
    facts = facts_of(page, beginnings, source, reference)
    forms, labels = marks_of(page.lines, facts, beginnings)
    rows = {of_line: score(of_line) for of_line in set(facts)}
    scores, steps = [rows[of_line] for of_line in facts], STEPS
    states = best_states(scores, steps)
    for _ in range(MOST_ROUNDS):
        _add_words_of_themes(page.lines, facts, states)
        rows.update((of_line, score(of_line)) for of_line in set(facts) - rows.keys())
        scores, steps = _scores(rows, facts, states, forms, labels), usual_steps(states)
        before, states = states, best_states(scores, steps)
        if states == before:
            break
    return Labelling(tuple(facts), tuple(states), tuple(scores), steps)


def _scores(
    rows: dict[int, Row], facts: list[int], states: list[int], forms: list[Mark], labels: list[Mark]
) -> list[Row]:
    """How much speaks for each state of each line: its facts, and what other lines that look like it are now."""
    by_form, by_label = bonuses(states, forms), bonuses(states, labels)
    found: dict[tuple[int, int, Mark, Mark], Row] = {}
    for key in set(zip(facts, states, forms, labels, strict=True)):
        of_line, state, form, label = key
        addends = zip(rows[of_line], by_form[state, form], by_label[state, label], strict=True)
        found[key] = tuple(map(sum, addends))
    return [found[key] for key in zip(facts, states, forms, labels, strict=True)]


def _add_words_of_themes(lines: Sequence[Line], facts: list[int], states: list[int]) -> None:
    """Add which lines before the first theme have the words of a theme that the page turned out to have."""
    themes = [lines[n] for n, state in enumerate(states) if state == THEME]
    words = [words_of(line.text[slice(*theme_span(line))]) for line in themes]
    for n in range(states.index(THEME) if themes else 0):
        text = lines[n].text
        if len(text) <= LONGEST_NAME and not facts[n] & (AIM | WORDS_OF_THEME):
            own = words_of(text)
            if any(shared_words(own, each) >= SAME_WORDS for each in words):
                facts[n] |= WORDS_OF_THEME
