"""Labels on lines of their own below whom they label: "Ria Tak", "Projectleider", "r.tak@assen.nl"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.contacts.addresses import find_emails, is_in_addresses, may_be_contact
from pipeline.contacts.former import FORMER_MARKS
from pipeline.contacts.limits import LONGEST_NAME_LINE, MOST_BELOW
from pipeline.contacts.tokens import tokens
from pipeline.definition.limits import LONGEST_LABEL
from pipeline.definition.source import Source, fold_label
from pipeline.records import Kind, Label, Line

# Kinds of lines that are more often a title than somebody: an address must be theirs.
TITLES: Final = frozenset({Kind.HEADING, Kind.PANEL, Kind.MUNICIPALITY})
ITEM_OF_LIST: Final = Kind.ITEM  # looked up once: every line is compared


def labels_below_names(lines: Sequence[Line], alone: dict[int, Label], source: Source) -> frozenset[int]:
    """The numbers of the lines that are nothing but a label of the person whose name is the line above them.

    `alone` are the `lone_labels` of the lines. From the last to the first, since a name that is below such a label as
    well is that of the next contact only where it has a label of its own below it.
    """
    found: set[int] = set()
    job_titles = [n for n in alone if n and fold_label(lines[n].text) in source.job_titles]
    for n in reversed(job_titles):
        is_labelled, name = _name_above(lines[n - 1])
        follows_name = n + 1 < len(lines) and is_full_name(lines[n + 1].text, source)
        is_of_next = follows_name and (is_labelled or n + 2 not in found)
        is_of_name = follows_name or is_labelled or _may_be_name(lines, n)
        if not is_of_next and is_of_name and is_full_name(name, source):
            found.add(n)
    return frozenset(found)


def _name_above(line: Line) -> tuple[bool, str]:
    """Whether the line above has a label of contacts before a colon, and what is there besides: "Contact: Ria Tak"."""
    label = line.label
    if label is not None and label.kind == "contact" and label.colon:
        return True, line.text[label.end :].lstrip()
    return False, line.text


def lone_labels(lines: Sequence[Line], source: Source) -> dict[int, Label]:
    """The label that a line is nothing but, by its number; the item of a list has none but that of a contact.

    So has what is after another label of contacts.
    """
    may_be = [
        n
        for n, line in enumerate(lines)
        if line.label or (line.kind is ITEM_OF_LIST and len(line.text) <= LONGEST_LABEL)
    ]
    found = ((n, _last_label(lines[n], source)) for n in may_be)
    return {n: label for n, label in found if label is not None and label.alone}


def _last_label(line: Line, source: Source) -> Label | None:
    """The label that a line begins with; of contacts the one in an item, or after another: "Contact: Contact"."""
    label = line.label
    if label is None and line.text[0] == "-" and line.kind is ITEM_OF_LIST:
        begin = len("- ")
    elif label is not None and label.kind == "contact" and label.colon and not label.alone:
        begin = label.end  # below the head of a column
    else:
        return label
    label = source.label(line.text[begin:].lstrip())
    return label if label and label.kind == "contact" else None


def is_full_name(text: str, source: Source) -> bool:
    """Whether a text is nothing but one full name, and what introduces it: "Naam: Jan Jansen"."""
    text = text.removeprefix("- ")
    if len(text) > LONGEST_NAME_LINE or " " not in text or text[-1] == ":" or source.label(text):
        return False
    found = [token for token in tokens(text, 0, source) if token.kind != "break" and token.kind not in FORMER_MARKS]
    return len(found) == 1 and found[0].kind == "person" and " " in found[0].text


def is_reached_below(lines: Sequence[Line], n: int) -> bool:
    """Whether an address soon below line `n` is of the name on it."""
    below = lines[n + 1 : n + 1 + MOST_BELOW]
    return is_in_addresses(lines[n].text, [email for line in below for email, _, _ in find_emails(line.text)])


def _may_be_name(lines: Sequence[Line], n: int) -> bool:
    """Whether what is like a name above line `n` is one: somebody is reached below, and by an address of that name."""
    if lines[n - 1].kind in TITLES:
        return is_reached_below(lines, n - 1)
    return n + 1 == len(lines) or any(may_be_contact(line.text) for line in lines[n + 1 : n + 1 + MOST_BELOW])
