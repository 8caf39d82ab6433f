"""What is left out of a page, counted by reason; what of it may be a project, or the contact of one, is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from pipeline.contacts.addresses import has_address, may_have_number
from pipeline.contacts.contact_line import may_begin_with_label
from pipeline.contacts.looks import like_contact
from pipeline.definition import dutch
from pipeline.definition.source import Source
from pipeline.records import Label
from pipeline.text.normalise import clean

ADDRESS: Final = "address"
COPY: Final = "copy"  # of what is read
# In the frame of a site an address alone is that of the publisher; so is one that is hidden there.
OF_PUBLISHER: Final = frozenset({"header", "nav", "footer", "hidden"})


@dataclass(slots=True)
class LeftOut:
    """How many words were left out for each reason."""

    source: Source
    words: Counter[str] = field(default_factory=Counter)
    like: Counter[str] = field(default_factory=Counter)  # those of parts that may be of a project

    def add(self, texts: Sequence[str], reason: str, *to_tell: Sequence[str], is_text: bool = False) -> None:
        """Count the words of some texts, and tell of what looks like a project in them, or in what there is `to_tell`.

        The same may be there in pieces of text and in lines. What `is_text` is running text amid a project.
        """
        if words := len(" ".join(texts).split()):
            self.words[reason] += words
            kinds = [] if reason == COPY else looks_like(to_tell or [texts], self.source)
            like = ", ".join([*kinds, *(["text"] if is_text else [])])
            if like and not (like == ADDRESS and reason in OF_PUBLISHER):
                self.like[f"{reason} ({like})"] += words


def looks_like(readings: Sequence[Sequence[str]], source: Source) -> list[str]:
    """What of a project is in some texts, of which there may be several readings: title, contact, address."""
    written = ([text for text in texts if not text.isspace()] for texts in readings)
    read = dict.fromkeys(tuple(filter(None, map(clean, texts))) for texts in written)
    labels = {line: label for lines in read for line in lines if (label := source.label(line))}
    kinds = {label.kind for label in labels.values() if label.colon}
    if "contact" not in kinds and any(_hold_contact(lines, labels, source) for lines in read):
        kinds.add("contact")
    if "contact" in kinds:  # else the title may be a word of a menu: "Project"
        kinds |= {label.kind for label in labels.values()}
    if any(has_address(" ".join(lines)) for lines in read):
        kinds.add(ADDRESS)
    return [kind for kind in ("title", "contact", ADDRESS) if kind in kinds]


def _hold_contact(lines: Sequence[str], labels: Mapping[str, Label], source: Source) -> bool:
    return any(_is_contact(line, labels.get(line), following, source) for line, following in pairwise([*lines, ""]))


def _is_contact(line: str, label: Label | None, following: str, source: Source) -> bool:
    """Whether a line is somebody with a number, or somebody is after a label in it or that it is.

    "Contact" may be a word of a menu, as the label of a title is; after "Telefoon:" nobody is.
    """
    if label and label.alone and label.kind == "contact":
        is_of_menu = line in dutch.LISTS["labels"]["contact"]
        return not (is_of_menu or may_have_number(following)) and like_contact(f"{line}: {following}", source)
    if may_have_number(line):
        return like_contact(line.rpartition(":")[2].strip(), source)
    return may_begin_with_label(line, source) and like_contact(line, source)
