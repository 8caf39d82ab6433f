"""What contacts make of the lines around them: labels above and below names, lists, who is reached in the next line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.contacts.addresses import AT
from pipeline.contacts.below_names import is_full_name, is_reached_below, labels_below_names, lone_labels
from pipeline.contacts.contact_line import UNKNOWN_LABEL_ALONE
from pipeline.contacts.looks import are_job_titles, continues_contact
from pipeline.definition import dutch
from pipeline.definition.source import Source
from pipeline.records import Kind, Label, Line
from pipeline.segment import facts as f
from pipeline.segment.limits import MOST_OF_BRIEF

# "j.jansen@ommen.nl", "j.jansen (at) ommen.nl", "E-mail: …", "06-…": a contact that names nobody begins so.
BEFORE_ADDRESS: Final = dutch.one_of("contacts", "ways_to_reach")
ADDRESS_FIRST: Final = re.compile(rf"[^\s@:]+{AT}|\(?[+0]\d|(?i:{BEFORE_ADDRESS})\b\.?:?(?:\s|\Z)")
OF_NOBODY: Final = f.CONTACT_LABEL_OF_NOBODY | f.ALONE_CONTACT_LABEL
OF_CONTACT: Final = f.CONTACT_LABEL | f.CONTACT_LABEL_OF_NOBODY | f.ONLY_CONTACTS
NO_LABEL: Final = f.ITEM | f.KNOWN_THEME | f.MUNICIPALITY | f.NAMES_FACT | f.CONTACT_LABEL


def add_contacts(lines: Sequence[Line], facts: list[int], source: Source) -> None:
    """Add to the facts of the lines what labels of contacts, and contacts, make of the lines beside them."""
    alone = lone_labels(lines, source)
    below = _add_below_names(lines, facts, alone, source)
    _add_labelled(lines, facts, {n: label for n, label in alone.items() if n not in below}, source)
    _add_listed(lines, facts, source)
    _add_leading(lines, facts, source)


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
    roles = 0  # the end of those that a text listed last
    above = {n: label for n, label in alone.items() if n + 1 < len(lines)}
    for n, label in above.items():
        after, following = facts[n + 1], lines[n + 1]
        if facts[n] & f.ALONE_TITLE_LABEL and after & f.MUNICIPALITY:
            facts[n] = facts[n] & ~(f.ALONE_TITLE_LABEL | f.TITLE_LABEL) | f.TEXT_LABEL
        elif label.kind == "title" and f.is_title(following):
            facts[n + 1] |= f.AFTER_TITLE_LABEL
        elif label.kind == "contact":
            is_item = lines[n].kind is Kind.ITEM
            if end <= n + 1 and not (is_item and n + 1 < roles):
                end = _end_of_list(lines, facts, n + 1, source)
                if is_item and not any(each & f.ONLY_CONTACTS for each in facts[n + 1 : end]):
                    roles, end = end, n
                for each in range(n + 1, end):
                    facts[each] |= f.AFTER_CONTACT_LABEL
            if end > n + 1:
                facts[n] = facts[n] & ~OF_NOBODY | f.CONTACT_LABEL
    for n in reversed(above):  # "Contact" above a heading "Projectleider" or "Ria Tak"
        if facts[n] & OF_NOBODY and facts[n + 1] & (f.CONTACT_LABEL | f.LEADS_TO_CONTACT):
            facts[n] = facts[n] & ~OF_NOBODY | f.CONTACT_LABEL


def _add_listed(lines: Sequence[Line], facts: list[int], source: Source) -> None:
    """Add which labels that no vocabulary has are above a list of nothing but somebody and how to reach them.

    "Aanspreekpunt:" or "Meer weten?", and in a list "Jan Jansen", "j.jansen@ommen.nl", "06-…". Who is named so and
    reached by nothing may be one of a team.
    """
    for n in range(len(facts) - 2, -1, -1):
        own, text = facts[n], lines[n].text
        if text[-1] not in ":?" or not facts[n + 1] & f.ITEM or own & NO_LABEL or source.label(text):
            continue
        if not (own & f.LEADS_AWAY or UNKNOWN_LABEL_ALONE.fullmatch(text)):
            continue
        end = _end_of_list(lines, facts, n + 1, source)
        if any(each & f.ONLY_CONTACTS for each in facts[n + 1 : end]) and (
            end == len(lines) or not facts[end] & f.ITEM or facts[end] & f.LEADS_AWAY
        ):
            facts[n] |= f.CONTACT_LABEL
            for each in range(n + 1, end):
                facts[each] |= f.AFTER_CONTACT_LABEL


def _end_of_list(lines: Sequence[Line], facts: Sequence[int], first: int, source: Source) -> int:
    """Where the lines from `first` on end that are of one kind and of contacts, as a label above them labels them."""
    for n in range(first, len(lines)):
        text = lines[n].text.removeprefix("- ")
        is_contact = facts[n] & f.ONLY_CONTACTS or (
            not facts[n] & (f.MUNICIPALITY | f.KNOWN_THEME) and continues_contact(text, source)
        )
        is_other = facts[n] & (f.OF_THE_SITE | f.LEADS_AWAY) or lines[n].kind is not lines[first].kind or lines[n].level
        if not is_contact or is_other:
            return n
    return len(lines)


def _add_leading(lines: Sequence[Line], facts: list[int], source: Source) -> None:
    """Add which short lines go on with a contact in the next, the last first."""
    for n in range(len(facts) - 2, -1, -1):
        own, after = facts[n], facts[n + 1]
        if (
            not after & (f.ONLY_CONTACTS | f.LEADS_TO_CONTACT)
            or after & f.OF_THE_SITE
            or own & (f.KNOWN_THEME | f.NAMES_FACT | OF_CONTACT)
            or lines[n].text.count(" ") >= MOST_OF_BRIEF
        ):
            continue
        leads = _leads_in_list if own & f.ITEM else _leads
        if leads(lines, facts, n, source):
            facts[n] |= f.LEADS_TO_CONTACT


def _leads(lines: Sequence[Line], facts: Sequence[int], n: int, source: Source) -> bool:
    """Whether a line that is no item goes on in the contact below it."""
    own, text = facts[n], lines[n].text
    is_introduced = (":" in text or text[0].islower()) and is_full_name(text, source)  # "mw. J. Jansen"
    if text[-1] in ":," or is_introduced or _is_of_name_above(lines, n, source):
        return True
    is_address = ADDRESS_FIRST.match(lines[n + 1].text.removeprefix("- ")) is not None
    return bool(own & f.BRIEF) and (is_address or (_may_be_name(text, source) and not own & f.MUNICIPALITY))


def _leads_in_list(lines: Sequence[Line], facts: Sequence[int], n: int, source: Source) -> bool:
    """Whether an item is who the next item reaches, or what they are: "- Jan Jansen", "- adviseur", "- j.jansen@…".

    Above the name is none but another contact, since a text may end in a list; else the address is of that name.
    """
    text, above, after = lines[n].text, facts[n - 1] if n else 0, facts[n + 1]
    if not after & f.ITEM:
        return False
    if _is_of_name_above(lines, n, source):
        return True
    if not is_full_name(text, source) or is_full_name(lines[n + 1].text, source):
        return False
    return not above & f.ITEM or bool(above & f.ONLY_CONTACTS) or is_reached_below(lines, n)


def _is_of_name_above(lines: Sequence[Line], n: int, source: Source) -> bool:
    """Whether a line is the job title of the name above it: one that is known, or is between it and its address."""
    name, text = lines[n - 1].text if n else ":", lines[n].text.removeprefix("- ")
    if not is_full_name(name, source):
        return False
    is_between = (
        text[0].islower() and f.SENTENCE_ENDS.isdisjoint(name[-1] + text[-1]) and is_reached_below(lines, n - 1)
    )
    return is_between or are_job_titles(text, source)


def _may_be_name(text: str, source: Source) -> bool:
    """Whether a brief line can be somebody, or what they are: of two words whatever they are, else a full name."""
    return text.count(" ") < 2 or is_full_name(text, source)
