"""The labelling of a page: facts to scores, scores to states, and again with the habits that those show."""

from __future__ import annotations

from pipeline.aims import SAME_WORDS, shared_words, theme_span, words_of
from pipeline.records import Block, Labelling, Page, Row, Steps
from pipeline.reference import Reference
from pipeline.segment.blocks import blocks_of
from pipeline.segment.facts import AIM, LONGEST_NAME, WORDS_OF_THEME
from pipeline.segment.habits import bonuses, marks_of, usual_steps
from pipeline.segment.neighbours import beginnings_of, facts_of
from pipeline.segment.viterbi import best_states
from pipeline.segment.weights import STEPS, THEME, score
from pipeline.source import Source

MOST_ROUNDS = 4  # of decoding with the habits that the last round showed


def segment(page: Page, source: Source, reference: Reference) -> tuple[tuple[Block, ...], Labelling]:
    """The blocks of a page, in page order, without a gap, and the labelling that they come from."""
    labelling = label(page, source, reference)
    return blocks_of(page, labelling.states, reference), labelling


def label(page: Page, source: Source, reference: Reference) -> Labelling:
    """The state of each line: by what the lines say, then with the habits that this shows, until nothing changes."""
    if not page.lines:
        return Labelling((), (), (), STEPS)
    beginnings = beginnings_of(page.lines)
    facts = facts_of(page, beginnings, source, reference)
    marks = marks_of(page.lines, facts, beginnings)
    known: dict[int, Row] = {of_line: score(of_line) for of_line in set(facts)}
    plain = scores = [known[of_line] for of_line in facts]
    steps: Steps = STEPS
    states = best_states(scores, steps)
    for _ in range(MOST_ROUNDS):
        for n in _like_themes(page, facts, states):
            facts[n] |= WORDS_OF_THEME
            plain[n] = score(facts[n])
        steps = usual_steps(states)
        rows = [plain]
        for of_lines in marks:
            bonus = bonuses(states, of_lines)
            rows.append([bonus[key] for key in zip(states, of_lines, strict=True)])
        scores = [tuple(map(sum, zip(*row, strict=True))) for row in zip(*rows, strict=True)]
        before, states = states, best_states(scores, steps)
        if states == before:
            break
    return Labelling(tuple(facts), tuple(states), tuple(scores), steps)


def _like_themes(page: Page, facts: list[int], states: list[int]) -> list[int]:
    """The lines before the first theme that have the words of a theme that the page turned out to have."""
    themes = [page.lines[n] for n, state in enumerate(states) if state == THEME]
    words = [words_of(line.text[slice(*theme_span(line))]) for line in themes]
    return [
        n
        for n in range(states.index(THEME) if themes else 0)
        if not facts[n] & (AIM | WORDS_OF_THEME)
        and len(page.lines[n].text) <= LONGEST_NAME
        and any(shared_words(words_of(page.lines[n].text), each) >= SAME_WORDS for each in words)
    ]
