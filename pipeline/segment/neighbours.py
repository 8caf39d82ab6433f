"""What the lines around it make of a line: facts that no line has by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from pipeline.contacts.grouping import is_job_title
from pipeline.contacts.looks import like_contact
from pipeline.contacts.tokens import tokens
from pipeline.definition import dutch
from pipeline.definition.source import Source
from pipeline.definition.themes import theme_span
from pipeline.gazetteer.gazetteer import Reference
from pipeline.gazetteer.names import GEMEENTE
from pipeline.records import AWAY, Kind, Line, Page
from pipeline.segment import facts as f
from pipeline.segment.around_contacts import OF_CONTACT, add_contacts
from pipeline.segment.limits import (
    FEWEST_BEGINNINGS,
    LONGEST_BEGINNING,
    LONGEST_OPENING,
)

# "De gemeente Zwolle werkt aan …": so far from its beginning a first paragraph names its municipality, in characters.
MUNICIPALITY_OPENING: Final = re.compile(rf"\b{dutch.in_either_case(GEMEENTE)} ((?:['’]s-|['’])?[A-Z][\w'’-]*)")
SURELY_TITLE: Final = f.TITLE_LABEL | f.MUNICIPALITY | f.MUNICIPALITY_LABEL | f.WITH_MUNICIPALITY
ABOVE_TAGS: Final = f.HEADING | f.PANEL | f.TITLE_LABEL
NO_THEME: Final = (
    f.KNOWN_THEME | f.LEADS_AWAY | f.LEADS_TO_CONTACT | OF_CONTACT | f.ALONE_CONTACT_LABEL | f.MUNICIPALITY | f.REFERS
)  # fmt: skip
UNMARKED: Final = frozenset({Kind.PARAGRAPH, Kind.LINK})
POSTCODE: Final = re.compile(r"\b\d{4} ?[A-Z]{2}\b")  # "Postbus 1, 7730 AA Ommen"
OF_TEXT: Final = f.LONG | f.ENDS_SENTENCE  # "Weerbaarheid van de gemeente Ommen" may be a title


def beginnings_of(lines: Sequence[Line]) -> list[str]:
    """What is before a colon early in each line, where several lines of the page begin so: "Waar" of "Waar: Zwolle"."""
    found = [_beginning(line) for line in lines]
    times = Counter(found)
    return [beginning if times[beginning] >= FEWEST_BEGINNINGS else "" for beginning in found]


def _beginning(line: Line) -> str:
    at = line.text.find(": ", 1, LONGEST_BEGINNING)
    return line.text[:at] if at > 0 and line.label is None else ""


def facts_of(page: Page, beginnings: Sequence[str], source: Source, reference: Reference) -> list[int]:
    """The facts of each line of a page; what follows one of the `beginnings` is read without it."""
    read = f.FactReader(source, reference).read
    facts = [
        read(replace(line, text=line.text[len(beginning) + 2 :]) if beginning else line)
        for line, beginning in zip(page.lines, beginnings, strict=True)
    ]
    _add_page(page, facts)
    _add_tags(facts, source)
    _add_named_items(page.lines, facts, reference)
    add_contacts(page.lines, facts, source)
    _add_openings(page.lines, facts)
    _add_above_titles(page.lines, facts, source)
    _add_after_contacts(page.lines, facts)
    return facts


def _add_page(page: Page, facts: list[int]) -> None:
    """Add what the page makes of lines: its panels, items that are links and no more, lines that are there again."""
    for first, end in page.panels:
        if end - first > 1 and not facts[first] & f.NAMES_FACT:  # "Resultaten" is part of the text of a project
            facts[first] = facts[first] & ~f.LINK | f.FIRST_OF_PANEL  # the title of a card leads to its page
            if end < len(facts):
                facts[end] |= f.AFTER_PANEL
    for link in page.links:
        line = page.lines[link.line]
        if (
            link.kind in AWAY
            and facts[link.line] & f.ITEM
            and (link.start, link.end) == (line.start + len("- "), line.end)
        ):
            facts[link.line] |= f.LINK
    named = {line.text[line.label.end :].lstrip() if line.label else line.text for line in page.lines}
    last = {line.text: n for n, line in enumerate(page.lines)}
    for n, line in enumerate(page.lines):
        if last[line.text] > n and not facts[n] & f.ENDS_SENTENCE:
            facts[n] |= f.NAMED_AGAIN
        if facts[n] & f.ITEM and line.text[len("- ") :].partition(" (")[0] in named:  # of an index
            facts[n] |= f.LINK


def _add_tags(facts: list[int], source: Source) -> None:
    """Make labels of the names of themes below titles where more are than themes can be: each is of a project."""
    inner = [n for n in range(1, len(facts) - 1) if facts[n] & f.KNOWN_THEME]
    below = [n for n in inner if facts[n - 1] & f.BRIEF and not facts[n - 1] & OF_CONTACT]
    tags = [n for n in below if facts[n + 1] & (OF_TEXT | f.NAMES_FACT)]
    for n in tags if len(tags) > 2 * len(source.themes) else ():
        facts[n] = facts[n] & ~(f.KNOWN_THEME | f.THEME_LABEL) | f.TEXT_LABEL


def _add_named_items(lines: Sequence[Line], facts: list[int], reference: Reference) -> None:
    """Make no item of a list below a title that is nothing but the name of one municipality: it is a tag."""
    below = [n for n in range(1, len(facts)) if facts[n] & f.ITEM and facts[n - 1] & ABOVE_TAGS]
    for n in below:
        is_alone = not any(following & f.ITEM for following in facts[n + 1 : n + 2])
        if is_alone and reference.names(lines[n].text.removeprefix("- ")):
            facts[n] = facts[n] & ~f.ITEM | f.MUNICIPALITY


def _add_openings(lines: Sequence[Line], facts: list[int]) -> None:
    """Add what a paragraph that names another municipality than the ones before makes of the two lines above it."""
    opened, government = "", f"{GEMEENTE[1:]} "
    for n in range(len(facts) - 1):
        following, own = lines[n + 1].text, facts[n]
        may_open = facts[n + 1] & OF_TEXT and following.find(government, 0, LONGEST_OPENING) >= 0
        if not (may_open and (opening := MUNICIPALITY_OPENING.search(following, 0, LONGEST_OPENING))):
            continue
        for above in range(max(n - 1, 0), n + 1):  # its name, whether or not a table has it
            if facts[above] & f.BRIEF and following.startswith(lines[above].text, opening.start(1)):
                facts[above] |= f.MUNICIPALITY
        if opening[1] != opened and not own & (f.LONG | f.ITEM):
            facts[n] |= f.BEFORE_OPENING
            if n and not own & SURELY_TITLE and not facts[n - 1] & OF_TEXT:
                facts[n - 1] |= f.TWO_BEFORE_OPENING
        opened = opening[1]


def _add_above_titles(lines: Sequence[Line], facts: list[int], source: Source) -> None:
    """Add which lines right above a title could head a theme; where more of a form are than themes, none of it does.

    Nor does a heading below the level of the themes that the source knows: "Waterschap Limburg" is within one.
    """
    most = 2 * source.ranges["themes"][1]
    levels = Counter(line.level for line in lines)
    known = {line.level for line, own in zip(lines, facts, strict=True) if line.level and own & f.KNOWN_THEME}
    of_names = {line.level for line, own in zip(lines, facts, strict=True) if own & f.MUNICIPALITY}
    of_themes = {level for level, times in levels.items() if level and times <= most} - of_names
    lowest = max(known or levels, default=0)
    above = [
        n
        for n in range(len(facts) - 1)
        if facts[n] & f.BRIEF
        and not facts[n] & NO_THEME
        and lines[n].level <= lowest
        and (_is_title_below(facts, n + 1) or (lines[n].level in of_themes and _is_outline(lines, facts, n)))
        and not (n and facts[n - 1] & f.KNOWN_THEME)  # "Overzicht van projecten"
        and _may_head(lines[n], source)
    ]
    times_of = Counter((lines[n].kind, lines[n].level) for n in above)
    for n in above:
        if times_of[lines[n].kind, lines[n].level] <= most:
            facts[n] |= f.ABOVE_TITLE


def _is_title_below(facts: Sequence[int], n: int) -> bool:
    """Whether a line is surely a title or above one: a municipality that is right above a text is below its title."""
    if facts[n] & f.MUNICIPALITY and n + 1 < len(facts) and facts[n + 1] & OF_TEXT:
        return False
    return bool(facts[n] & SURELY_TITLE)


def _is_outline(lines: Sequence[Line], facts: Sequence[int], n: int) -> bool:
    """Whether below a heading, but for contacts, is something that is marked as a title of less: none of a theme."""
    below = next((k for k in range(n + 1, len(lines)) if not facts[k] & OF_CONTACT), n)
    is_less = lines[below].level > lines[n].level or lines[below].kind in {Kind.PANEL, Kind.BOLD}
    return is_less and not facts[below] & (f.KNOWN_THEME | f.KNOWN_AIM)


def _add_after_contacts(lines: Sequence[Line], facts: list[int]) -> None:
    """Add which lines that say when or where are after a contact, and so of no title, unless a panel begins.

    "Gemeente Ommen" may be between it and where letters go to.
    """
    for n in range(1, len(facts)):
        if not facts[n] & f.WHEN_OR_WHERE or facts[n] & (f.FIRST_OF_PANEL | f.AFTER_PANEL):
            continue
        is_letter = POSTCODE.search(lines[n].text) and facts[n - 1] & f.MUNICIPALITY and lines[n - 1].kind in UNMARKED
        if facts[n - 1 - (n > 1 and bool(is_letter))] & OF_CONTACT:
            facts[n] |= f.LEADS_AWAY


def _may_head(line: Line, source: Source) -> bool:
    """Whether a brief line could be the heading of a theme: short, and not like a contact or a job title."""
    text = line.text[slice(*theme_span(line))]
    if like_contact(text, source):
        return False
    found = tokens(text, 0, source)
    return bool(found) and not is_job_title(found[0], source)
