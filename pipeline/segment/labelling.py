"""The labelling of a page: facts to scores, scores to states, and again with the habits that those show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.contacts.addresses import may_have_addresses
from pipeline.definition.limits import LONGEST_THEME, SAME_WORDS
from pipeline.definition.source import Source
from pipeline.definition.themes import shared_words, theme_span, words_of
from pipeline.gazetteer.gazetteer import Reference
from pipeline.records import Block, Labelling, Line, Page, Points, Steps
from pipeline.segment import facts as f
from pipeline.segment.around_contacts import OF_CONTACT
from pipeline.segment.blocks import at_home, blocks_of
from pipeline.segment.habits import Mark, bonuses, marks_of, usual_steps
from pipeline.segment.limits import MOST_ROUNDS, ONE_THEME_TOO_MANY
from pipeline.segment.neighbours import beginnings_of, facts_of
from pipeline.segment.viterbi import best_states, sum_of
from pipeline.segment.weights import CONT, CONTACTS_FIRST, STEPS, TEXT, THEME, score


def segment(page: Page, source: Source, reference: Reference) -> tuple[tuple[Block, ...], Labelling]:
    """The blocks of a page, in page order, without a gap, and the labelling that they come from."""
    labelling = labelling_of(page, source, reference)
    return blocks_of(page.lines, labelling.states, labelling.contacts_first, reference), labelling


def labelling_of(page: Page, source: Source, reference: Reference) -> Labelling:
    """The state of each line: by what the lines say, then with the habits that this shows, until nothing changes."""
    if not page.lines:
        return Labelling((), (), (), STEPS)
    beginnings = beginnings_of(page.lines)
    facts = facts_of(page, beginnings, source, reference)
    forms, labels = marks_of(page.lines, facts, beginnings)
    rows = {of_line: score(of_line) for of_line in set(facts)}
    scores, plain = [rows[of_line] for of_line in facts], STEPS
    states = best_states(scores, plain)
    if _may_come_first(facts, states):
        first = best_states(scores, CONTACTS_FIRST)
        if _fit(first, scores, CONTACTS_FIRST, page, reference) > _fit(states, scores, plain, page, reference):
            states, plain = first, CONTACTS_FIRST
    most, is_crowded = source.ranges["themes"][1], False
    for _ in range(MOST_ROUNDS):
        _add_words_of_themes(page.lines, facts, states)
        rows.update((of_line, score(of_line)) for of_line in set(facts) - rows.keys())
        if is_crowded := is_crowded or states.count(THEME) > most:
            rows = {of_line: _without_theme(of_line, row) for of_line, row in rows.items()}
        scores, steps = _scores(rows, facts, states, forms, labels), usual_steps(states, plain)
        before, states = states, best_states(scores, steps)
        if states == before:
            break
    return Labelling(tuple(facts), tuple(states), tuple(scores), steps, plain is CONTACTS_FIRST)


def _may_come_first(facts: Sequence[int], states: Sequence[int]) -> bool:
    """Whether contacts may be above the titles of their entries.

    They may where one is not right after a text, or is right below a name, or where the last entry of a theme has none.
    """
    if states[-1] == TEXT or (TEXT, THEME) in pairwise(states):
        return True
    above = 0
    for of_line, state in zip(facts, states, strict=True):
        if of_line & OF_CONTACT and not of_line & f.OF_THE_SITE:
            if state != CONT or above & (f.KNOWN_THEME | f.MUNICIPALITY):
                return True
        elif not of_line & f.ALONE_CONTACT_LABEL:
            above = of_line
    return False


def _without_theme(of_line: int, row: Points) -> Points:
    """A row of a page with too many themes: lines between projects are none that no source and no label calls one."""
    if of_line & (f.KNOWN_THEME | f.THEME_LABEL):
        return row
    return (*row[:THEME], ONE_THEME_TOO_MANY, *row[THEME + 1 :])


def _fit(
    states: Sequence[int], scores: Sequence[Points], steps: Steps, page: Page, reference: Reference
) -> tuple[int, int]:
    """How well a sequence fits its page: the entries with an address of their own municipality, and its sum."""
    total = sum_of(states, scores, steps)
    if not may_have_addresses(page.text):
        return 0, total
    return at_home(blocks_of(page.lines, states, steps is CONTACTS_FIRST, reference), page.lines, reference), total


def _scores(
    rows: dict[int, Points], facts: list[int], states: list[int], forms: list[Mark], labels: list[Mark]
) -> list[Points]:
    """How much speaks for each state of each line: its facts, and what other lines that look like it are now."""
    by_form, by_label = bonuses(states, forms), bonuses(states, labels)
    found: dict[tuple[int, int, Mark, Mark], Points] = {}
    for key in set(zip(facts, states, forms, labels, strict=True)):
        of_line, state, form, label = key
        addends = zip(rows[of_line], by_form[state, form], by_label[state, label], strict=True)
        found[key] = tuple(map(sum, addends))
    return [found[key] for key in zip(facts, states, forms, labels, strict=True)]


def _add_words_of_themes(lines: Sequence[Line], facts: list[int], states: list[int]) -> None:
    """Add which lines before the first theme have the words of a theme that the page turned out to have."""
    themes = [lines[n] for n, state in enumerate(states) if state == THEME]
    words = {words_of(line.text[slice(*theme_span(line))]) for line in themes}
    for n in range(states.index(THEME) if themes else 0):
        text = lines[n].text
        if len(text) <= LONGEST_THEME and not facts[n] & (f.KNOWN_AIM | f.WORDS_OF_THEME):
            own = words_of(text)
            if any(shared_words(own, each) >= SAME_WORDS for each in words):
                facts[n] |= f.WORDS_OF_THEME
