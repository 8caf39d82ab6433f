"""What each line of a page could be, by itself: a label, the name of a municipality, a theme's heading, any heading."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from pipeline.addresses import (
    find_emails,
    has_address,
    is_named,
    may_be_contact,
    may_have_number,
)
from pipeline.aims import LETTERS_APART, is_theme_name, theme_span
from pipeline.contacts import (
    LONGEST_CONTINUATION,
    contact_head,
    continues_contact,
    is_contact,
    like_contact,
    may_name_function,
    names_someone,
)
from pipeline.records import Kind, Line, Page
from pipeline.reference import Reference
from pipeline.source import Source
from pipeline.tokens import tokens
from pipeline.words import joined

# Labels that begin an entry, or end one.
SIGNALS = frozenset({"title", "contact"})
# How high a title stands that is no heading; headings have levels 1 to 6.
RANKS = {Kind.PANEL: 0, Kind.BOLD: 7}
TITLED = frozenset({Kind.HEADING, Kind.PANEL})
# A line of text may be a heading where it is short, begins with a capital and does not end as a sentence does. In
# words.
LONGEST_HEADING = 14
LONGEST_TITLE = 40  # behind the name of its municipality
# The heading of a section that the source does not know is no longer than this, in words, where nothing marks it.
LONGEST_THEME = 8
NO_SECTION = re.compile(r"[\d:]|\bwww\.|\w\.(?:nl|eu|com|org)\b|\((?:pdf|docx?|xlsx?)\b", re.IGNORECASE)
# The heading of a theme and the name of a municipality are shorter still. In characters.
LONGEST_NAME = 90
LONGEST_PLACE = 60
MOST_OF_PLACE = 6  # words
ENDS_A_SENTENCE = frozenset(".!?;:,…")
# "Bergen (NH.)" ends like a sentence, and names may have a colon behind them.
ENDS_NO_NAME = ENDS_A_SENTENCE - {".", ":"}


# Looked up once: to reach a member of an enum takes as long as four comparisons, and every line is compared.
ITEM: Final = Kind.ITEM
PLACE: Final = Kind.PLACE


class Signs:
    """What each line could be, by line number (0-based): the lists are as long as the page has lines."""

    def __init__(self, page: Page, source: Source, reference: Reference) -> None:
        self.lines = page.lines
        self.source = source
        self.reference = reference
        self.heading = joined(source.page["heading"])
        self.publisher = "@" + source.page["publisher"]
        self.shortest_theme = min((len(heading) for heading, _ in source.theme_names), default=0) - LETTERS_APART
        may_be_label = source.may_be_contact_label  # few lines are
        self.labels = [self._label(line) if line.label or may_be_label(line.text) else None for line in self.lines]
        self._unlabel_sentences()
        alone = [(n, line.label.kind) for n, line in enumerate(self.lines) if line.label and line.label.alone]
        self._unlabel_subheadings([n for n, kind in alone if kind == "title"])
        # The lines behind labels that stand alone: whatever such a line is like, it is what the label says.
        self.values = frozenset(n + 1 for n, kind in alone if kind in SIGNALS and self.labels[n] == kind)
        self.named = frozenset(n + 1 for n, kind in alone if kind == "municipality" and not self._is_theme(n + 1))
        self.places = [False] * len(self.lines)  # names a municipality and nothing else
        self.headings = [False] * len(self.lines)  # is written like the heading of a theme that the source knows
        # The titles that are marked as such, by how high they stand: see `RANKS`.
        self.ranked: defaultdict[int, list[int]] = defaultdict(list)
        for n, line in enumerate(self.lines):
            if len(line.text) <= LONGEST_NAME:
                self._read_short(n, line)

    def _read_short(self, n: int, line: Line) -> None:
        """Find out whether a short line names a municipality or a theme; neither is an item or ends as a sentence."""
        kind, text, label = line.kind, line.text, self.labels[n]
        if kind is ITEM:
            return
        if kind is PLACE or n in self.named:
            self.places[n] = True
        elif text[-1:] not in ENDS_NO_NAME:
            if label is None and len(text) <= LONGEST_PLACE and self.reference.names(text):
                self.places[n] = True
            if (label is None or label == "theme") and len(text) >= self.shortest_theme and text[-1] != ".":
                self.headings[n] = self._is_theme(n)
        if not self.headings[n] and (rank := line.level or RANKS.get(kind)) is not None:
            self.ranked[rank].append(n)

    def _is_theme(self, n: int) -> bool:
        """Whether a line is the heading of a theme that the source knows."""
        return n < len(self.lines) and is_theme_name(self.lines[n].text[slice(*theme_span(self.lines[n]))], self.source)

    def _label(self, line: Line) -> str | None:
        """The kind of the label that a line begins with, or that it is."""
        label, text = line.label, line.text
        if label and (label.colon or (label.kind in SIGNALS and line.kind is not Kind.LABEL)):
            return label.kind
        head = contact_head(text, self.source, label) if line.kind is not ITEM else None
        return "contact" if head and head.known else None

    def _unlabel_sentences(self) -> None:
        """Take the label from sentences like "Contact: bewoners spreken elkaar." where a real contact line follows."""
        contacts: list[int] = []  # since the last title
        for n, label in enumerate([*self.labels, "title"]):
            if label == "contact":
                contacts.append(n)
            elif label == "title":
                while len(contacts) > 1 and not self._names_someone(contacts[0]):
                    self.labels[contacts.pop(0)] = None
                contacts = []

    def _unlabel_subheadings(self, alone: list[int]) -> None:
        """Take the label from "Project" alone on a line, where most titles have a colon before them."""
        bare = [n for n in alone if self.lines[n].text[-1] != ":"]
        if bare and len(bare) * 2 < self.labels.count("title"):
            for n in bare:
                self.labels[n] = None

    def _names_someone(self, n: int) -> bool:
        """Whether a contact line names somebody; where a label stands alone, the line behind it does."""
        if not self.stands_alone(n):
            return names_someone(self.lines[n].text, self.source)
        texts = [line.text.removeprefix("- ") for line in self.lines[n + 1 : n + 2]]
        return any(is_contact(text, self.source) or continues_contact(text, self.source) for text in texts)

    def stands_alone(self, n: int) -> bool:
        """Whether a line is nothing but a label."""
        label = self.lines[n].label
        return label is not None and label.alone

    def like_heading(self, n: int, longest: int = LONGEST_HEADING) -> bool:
        """Whether a line could be a heading: by its kind, or with at most `longest` words and as no sentence."""
        line = self.lines[n]
        if n in self.values:
            return False
        if line.kind is Kind.HEADING or line.kind is Kind.PANEL:
            return True
        text = line.text
        return (
            (line.kind is Kind.PARAGRAPH or line.kind is Kind.BOLD)
            and line.label is None
            and self.labels[n] is None
            and text[-1:] not in ENDS_A_SENTENCE
            and text[:1].isupper()
            and "@" not in text
            and self._is_brief(text, longest)
        )

    def like_theme(self, n: int) -> bool:
        """Whether a line of text could be the heading of a section that no source knows: "Thema 4: Sterke wijken"."""
        begin, end = theme_span(self.lines[n])
        text = self.lines[n].text[begin:end]
        if begin or (self.adorned_themes and end < len(self.lines[n].text)):
            is_text = text[:1].isupper() and text[-1:] not in ENDS_A_SENTENCE and "@" not in text
            is_like = is_text and self._is_brief(text, LONGEST_THEME)
        else:
            is_like = self.like_heading(n, LONGEST_THEME)
        return is_like and NO_SECTION.search(text) is None and not self.is_of_contact(n)

    @cached_property
    def adorned_themes(self) -> bool:
        """Whether something stands behind the known headings of themes: a colon, or how many projects follow."""
        known = [self.lines[n] for n, is_heading in enumerate(self.headings) if is_heading]
        return sum(theme_span(line)[1] < len(line.text) for line in known) * 2 > len(known)

    def could_be_name(self, n: int) -> bool:
        """Whether a line at which an entry may begin is the name of a municipality, or could be one.

        Behind a contact without an address, a full name is that of one more person.
        """
        if self.places[n] or self.headings[n] or not (self.is_short(n) or self.lines[n].kind in TITLED):
            return self.places[n]
        text = self.lines[n].text
        is_brief = text[:1].isupper() and text[-1] not in ENDS_A_SENTENCE and self._is_brief(text, MOST_OF_PLACE)
        is_above_title = self.labels[n + 1 : n + 2] == ["title"]
        return is_brief and (is_above_title or not (self._is_open_contact(n - 1) and self.is_of_contact(n)))

    def could_be_title(self, n: int) -> bool:
        """Whether a line below a name could be the title: by its label or its kind, or as short as one."""
        if n == len(self.lines):
            return False
        return self.labels[n] == "title" or self.lines[n].kind in TITLED or self.is_short(n)

    def _is_open_contact(self, n: int) -> bool:
        """Whether a line is of a contact, and has no address."""
        is_of_contact = self.labels[n] == "contact" or n in self.values or self.continues_contact(n)
        return is_of_contact and not self.has_reach(n)

    def is_short(self, n: int) -> bool:
        """Whether a line of text is as short as a heading, whatever it ends in; labelled lines are none."""
        line = self.lines[n]
        is_text = line.kind is Kind.PARAGRAPH or line.kind is Kind.BOLD or line.kind is Kind.LINK
        is_free = line.label is None and self.labels[n] is None and not self.places[n] and n not in self.values
        return is_text and is_free and self._is_brief(line.text, LONGEST_HEADING)

    def _is_brief(self, text: str, longest: int) -> bool:
        """Whether a text has as few words as a heading; behind a municipality and a colon there may be more."""
        if len(text.split(maxsplit=longest)) <= longest:
            return True
        return len(text.split(maxsplit=LONGEST_TITLE)) <= LONGEST_TITLE and self.reference.leading(text) is not None

    def leads_on(self, n: int) -> bool:
        """Whether a line announces what follows: "In dit thema lopen de volgende projecten:"."""
        return self.lines[n].kind is Kind.PARAGRAPH and self.lines[n].text.endswith(":")

    def is_heading_of_page(self, n: int) -> bool:
        """Whether a line is the heading that the whole page has."""
        return self.lines[n].level > 0 and joined(self.lines[n].text) == self.heading

    def is_of_the_site(self, n: int) -> bool:
        """Whether the address in a line is that of the page's publisher, and not of a project."""
        return self.publisher in self.lines[n].text.lower()

    def continues_contact(self, n: int) -> bool:
        """Whether a line could say more of a contact: a name, a job title, an address with what introduces it."""
        line = self.lines[n]
        is_free = self.labels[n] is None and not self.places[n] and line.level == 0 and line.kind is not Kind.PANEL
        return is_free and continues_contact(line.text.removeprefix("- "), self.source)

    def is_of_contact(self, n: int) -> bool:
        """Whether a line is like a contact, or words that invite to ask: "Meer informatie"."""
        text = self.lines[n].text
        found = [token.kind for token in tokens(text, 0, self.source)]
        return found in ([], ["person"]) or like_contact(text, self.source)

    def has_reach(self, n: int) -> bool:
        """Whether an address or a number stands in a line."""
        return has_address(self.lines[n].text) or may_have_number(self.lines[n].text)

    def named_in(self, first: int, end: int) -> set[str]:
        """The municipalities that lines name, or at whose own domains the addresses in them are."""
        texts = [line.text for line in self.lines[first:end]]
        named = [place.municipality for text in texts for place in self.reference.find(text)]
        domains = [email.rpartition("@")[2] for text in texts for email, _, _ in find_emails(text)]
        return {place.name for place in (*named, *map(self.reference.owner, domains)) if place}

    def names_address(self, n: int) -> bool:
        """Whether a line names the person whose address begins the next."""
        text = self.lines[n].text
        if len(text) > LONGEST_CONTINUATION:
            return False
        addresses = [email for email, _, _ in find_emails(self.lines[n + 1].text)]
        return is_named(text, addresses) and self.continues_contact(n)

    def is_unlabelled_contact(self, n: int) -> bool:
        """Whether a line holds nothing but contacts, or a label that no vocabulary has and contacts."""
        text = self.lines[n].text.removeprefix("- ")
        if not (may_be_contact(text) or may_name_function(text)):
            return False
        return contact_head(text, self.source) is not None or is_contact(text, self.source)


def count_within(numbers: Sequence[int], first: int, end: int) -> int:
    """How many of the sorted `numbers` stand from `first` to `end` (exclusive)."""
    return bisect_left(numbers, end) - bisect_left(numbers, first) if first < end else 0
