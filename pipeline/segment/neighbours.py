"""What the lines around it make of a line: facts that no line has by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from pipeline.contacts.below_names import is_name, labels_below_names, lone_labels
from pipeline.contacts.contact_line import continues_contact, like_contact
from pipeline.contacts.tokens import tokens
from pipeline.definition.source import Source
from pipeline.definition.themes import theme_span
from pipeline.gazetteer.gazetteer import Reference
from pipeline.records import Kind, Label, Line, Page
from pipeline.segment import facts as f
from pipeline.segment.limits import (
    FEWEST_BEGINNINGS,
    FEWEST_PANELS,
    LONGEST_BEGINNING,
    LONGEST_OPENING,
    MOST_OF_BRIEF,
    MOST_OF_THEME,
)

# "De gemeente Zwolle werkt aan …": so far from its beginning a first paragraph names its municipality, in characters.
OPENING: Final = re.compile(r"\b[gG]emeente (['’]?[A-Z][\w'’-]*)")
# "j.jansen@ommen.nl", "E-mail: …", "06-…": a contact that names nobody begins so.
ADDRESS_FIRST: Final = re.compile(r"[^\s@:]+@|\(?[+0]\d|(?i:e-?mail|mail|tel\w*|[tem])\b\.?:?\s")
OF_NOBODY: Final = f.CONTACT_LABEL_OF_NOBODY | f.ALONE_CONTACT_LABEL
OF_CONTACT: Final = f.CONTACT_LABEL | f.CONTACT_LABEL_OF_NOBODY | f.ONLY_CONTACTS
SURELY_TITLE: Final = f.TITLE_LABEL | f.MUNICIPALITY | f.MUNICIPALITY_LABEL | f.WITH_MUNICIPALITY
NO_THEME: Final = (
    f.THEME | f.LEADS_AWAY | f.LEADS_TO_CONTACT | OF_CONTACT | f.ALONE_CONTACT_LABEL | f.MUNICIPALITY | f.LINK
    | f.REFERS
)  # fmt: skip
NO_TITLE: Final = f.LONG | f.ITEM | OF_CONTACT | f.ENDS_SENTENCE


def beginnings_of(lines: Sequence[Line]) -> list[str]:
    """What is before a colon early in each line, where several lines of the page begin so: "Waar" of "Waar: Zwolle"."""
    found = [_beginning(line) for line in lines]
    times = Counter(found)
    return [beginning if times[beginning] >= FEWEST_BEGINNINGS else "" for beginning in found]


def _beginning(line: Line) -> str:
    at = line.text.find(": ", 1, LONGEST_BEGINNING)
    return line.text[:at] if at > 0 and line.label is None and line.kind is not Kind.ITEM else ""


def facts_of(page: Page, beginnings: Sequence[str], source: Source, reference: Reference) -> list[int]:
    """The facts of each line of a page; what follows one of the `beginnings` is read without it."""
    read = f.Reader(source, reference).read
    facts = [
        read(replace(line, text=line.text[len(beginning) + 2 :]) if beginning else line)
        for line, beginning in zip(page.lines, beginnings, strict=True)
    ]
    _add_page(page, facts)
    alone = lone_labels(page.lines, source)
    below = _add_below_names(page.lines, facts, alone, source)
    _add_labelled(page.lines, facts, {n: label for n, label in alone.items() if n not in below}, source)
    _add_leading(page.lines, facts, source)
    _add_openings(page.lines, facts)
    _add_above_titles(page.lines, facts, source)
    return facts


def _add_page(page: Page, facts: list[int]) -> None:
    """Add what the page makes of lines: its panels, and lines that are there again."""
    alike = Counter(page.lines[first].text for first, end in page.panels if end - first > 1)
    for first, end in page.panels:
        if end - first > 1 and not _tells_facts(page.lines, facts, first, end, alike):
            facts[first] |= f.FIRST_OF_PANEL
            if end < len(facts):
                facts[end] |= f.AFTER_PANEL
    last = {line.text: n for n, line in enumerate(page.lines)}
    for n, line in enumerate(page.lines) if len(last) < len(facts) else ():
        if last[line.text] > n and not facts[n] & (f.MUNICIPALITY | f.CONTACT_LABEL | f.ITEM):
            facts[n] |= f.NAMED_AGAIN


def _tells_facts(lines: Sequence[Line], facts: list[int], first: int, end: int, alike: Counter[str]) -> bool:
    """Whether a panel is part of the text of a project: "Resultaten", or titled as several are that name no contact."""
    if facts[first] & f.NAMES_FACT:
        return True
    if alike[lines[first].text] < FEWEST_PANELS or facts[first] & (
        f.MUNICIPALITY | f.WITH_MUNICIPALITY | f.TITLE_LABEL
    ):
        return False
    if any(each & OF_CONTACT for each in facts[first:end]):
        return False
    facts[first] |= f.NAMES_FACT
    return True


def _add_below_names(
    lines: Sequence[Line], facts: list[int], alone: dict[int, Label], source: Source
) -> frozenset[int]:
    """Add which labels are below the names that they label: those are contacts together; and say which labels."""
    below = labels_below_names(lines, alone, source)
    for n in below:
        facts[n] = facts[n] & ~(f.CONTACT_LABEL | OF_NOBODY) | f.ONLY_CONTACTS
        facts[n - 1] |= f.LEADS_TO_CONTACT
    return below


def _add_labelled(lines: Sequence[Line], facts: list[int], alone: dict[int, Label], source: Source) -> None:
    """Add what a label that is alone on its line makes of the lines after it, and they of it."""
    end = 0  # of the contacts that were listed last: a label among them has the rest of these below it
    above = {n: label for n, label in alone.items() if n + 1 < len(lines)}
    for n, label in above.items():
        after, following = facts[n + 1], lines[n + 1]
        if facts[n] & f.ALONE_TITLE_LABEL and after & f.MUNICIPALITY:
            facts[n] = facts[n] & ~(f.ALONE_TITLE_LABEL | f.TITLE_LABEL) | f.TEXT_LABEL
        elif label.kind == "title" and f.is_title(following):
            facts[n + 1] |= f.AFTER_TITLE_LABEL
        elif label.kind == "contact":
            if end <= n + 1:
                end = _end_of_list(lines, facts, n + 1, source)
                if lines[n].kind is Kind.ITEM and not any(each & f.ONLY_CONTACTS for each in facts[n + 1 : end]):
                    end = n  # roles that a text lists
                for each in range(n + 1, end):
                    facts[each] |= f.AFTER_CONTACT_LABEL
            if end > n + 1:
                facts[n] = facts[n] & ~OF_NOBODY | f.CONTACT_LABEL
    for n in reversed(above):  # "Contact" above a heading "Projectleider" or "Ria Tak"
        if facts[n] & OF_NOBODY and facts[n + 1] & (f.CONTACT_LABEL | f.LEADS_TO_CONTACT):
            facts[n] = facts[n] & ~OF_NOBODY | f.CONTACT_LABEL


def _end_of_list(lines: Sequence[Line], facts: Sequence[int], first: int, source: Source) -> int:
    """Where the lines from `first` on end that are of one kind and of contacts, as a label above them labels them."""
    for n in range(first, len(lines)):
        text = lines[n].text.removeprefix("- ")
        is_contact = facts[n] & f.ONLY_CONTACTS or (not facts[n] & f.MUNICIPALITY and continues_contact(text, source))
        if not is_contact or facts[n] & f.OF_THE_SITE or lines[n].kind is not lines[first].kind or lines[n].level:
            return n
    return len(lines)


def _add_leading(lines: Sequence[Line], facts: list[int], source: Source) -> None:
    """Add which short lines go on with a contact in the next, the last first."""
    for n in range(len(facts) - 2, -1, -1):
        own, after, text = facts[n], facts[n + 1], lines[n].text
        if (
            not after & (f.ONLY_CONTACTS | f.LEADS_TO_CONTACT)
            or after & f.OF_THE_SITE
            or own & (f.ITEM | f.THEME | f.NAMES_FACT | OF_CONTACT)
        ):
            continue
        words = text.count(" ") + 1
        if n and own & f.MUNICIPALITY and facts[n - 1] & (f.ONLY_CONTACTS | f.LONG):
            continue
        is_address = ADDRESS_FIRST.match(lines[n + 1].text.removeprefix("- ")) is not None
        is_introduced = ":" in text and is_name(text, source)
        if text[-1] in ":," or is_introduced or (own & f.BRIEF and (is_address or words < 3)):
            facts[n] |= f.LEADS_TO_CONTACT if words <= MOST_OF_BRIEF else 0


def _add_openings(lines: Sequence[Line], facts: list[int]) -> None:
    """Add what a paragraph that names another municipality than the ones before makes of the two lines above it."""
    opened = ""
    for n in range(len(facts) - 1):
        following, own = lines[n + 1].text, facts[n]
        may_open = following.find("emeente ", 0, LONGEST_OPENING) >= 0
        if not (may_open and (opening := OPENING.search(following, 0, LONGEST_OPENING))):
            continue
        for above in range(max(n - 1, 0), n + 1):  # its name, whether or not a table has it
            if facts[above] & f.BRIEF and following.startswith(lines[above].text, opening.start(1)):
                facts[above] |= f.MUNICIPALITY
        if opening[1] != opened and not own & (f.LONG | f.ITEM):
            facts[n] |= f.BEFORE_OPENING
            if n and not own & SURELY_TITLE and not facts[n - 1] & NO_TITLE:
                facts[n - 1] |= f.TWO_BEFORE_OPENING
        opened = opening[1]


def _add_above_titles(lines: Sequence[Line], facts: list[int], source: Source) -> None:
    """Add which lines right above a title could head a theme; where more are than there are themes, none does."""
    brief = [n for n in range(len(facts) - 1) if facts[n] & f.BRIEF and not facts[n] & NO_THEME]
    above = [n for n in brief if facts[n + 1] & SURELY_TITLE and _may_head(lines[n], source)]
    for n in above if len(above) <= 2 * source.ranges["themes"][1] else ():
        facts[n] |= f.ABOVE_TITLE


def _may_head(line: Line, source: Source) -> bool:
    """Whether a brief line could be the heading of a theme: short, and not like a contact."""
    text = line.text[slice(*theme_span(line))]
    return text.count(" ") < MOST_OF_THEME and bool(tokens(text, 0, source)) and not like_contact(text, source)
