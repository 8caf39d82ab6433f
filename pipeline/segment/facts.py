"""What each line of a page is by itself: its facts, as the bits of one number."""

from __future__ import annotations

import re
from typing import Final

from pipeline.contacts.addresses import may_be_contact
from pipeline.contacts.contact_line import contact_label, may_name_function
from pipeline.contacts.looks import is_or_continues_contact, names_someone
from pipeline.definition.limits import LONGEST_THEME
from pipeline.definition.source import Source
from pipeline.definition.themes import is_aim_name, is_theme_name, shortest_alike, theme_span
from pipeline.gazetteer.gazetteer import Reference
from pipeline.gazetteer.limits import LONGEST_MUNICIPALITY
from pipeline.records import Kind, Label, Line
from pipeline.segment.asides import is_aside
from pipeline.segment.limits import MOST_OF_BRIEF, MOST_OF_TITLE
from pipeline.segment.named_titles import municipality_at_end, municipality_beside_label
from pipeline.text.normalise import letters_only

# One bit a fact, with a text that has it. The rows of `weights.WEIGHTS` say what each speaks for.
ALWAYS: Final = 1 << 0
TITLE_LABEL: Final = 1 << 1  # "Project: Samen sterk"
ALONE_TITLE_LABEL: Final = 1 << 2  # "Project", and the title on the next line
CONTACT_LABEL: Final = 1 << 3  # "Projectleider: Jan Jansen"
CONTACT_LABEL_OF_NOBODY: Final = 1 << 4  # "Projectleider: nog niet bekend"
ALONE_CONTACT_LABEL: Final = 1 << 5  # "Contact", and no contact on the next line
ONLY_CONTACTS: Final = 1 << 6  # "Jan Jansen, j.jansen@ommen.nl", "Trekker: Jan Jansen, j.jansen@ommen.nl"
OF_THE_SITE: Final = 1 << 7  # an address of the publisher's
MUNICIPALITY_LABEL: Final = 1 << 8  # "Gemeente: Zwolle"
TEXT_LABEL: Final = 1 << 9  # "Omschrijving"
THEME_LABEL: Final = 1 << 10  # "Thema: Sterke wijken"
MUNICIPALITY: Final = 1 << 11  # "Gemeente Zwolle"
WITH_MUNICIPALITY: Final = 1 << 12  # "Zwolle: Samen sterk", "Samen sterk (Zwolle)"
KNOWN_THEME: Final = 1 << 13  # written like the heading of a theme that the source knows
KNOWN_AIM: Final = 1 << 14  # written like an aim that the source knows
WORDS_OF_THEME: Final = 1 << 15  # has the words of a theme of the page
HEADING_OF_PAGE: Final = 1 << 16
HEADING: Final = 1 << 17
PANEL: Final = 1 << 18  # speaks only for what the others of its form are on this page: see `habits`
BOLD: Final = 1 << 19
ITEM: Final = 1 << 20
LINK: Final = 1 << 21
BRIEF: Final = 1 << 22  # few words, a capital, and no end as of a sentence: "Wat is bereikt"
LONG: Final = 1 << 23  # more words than any title has
ENDS_SENTENCE: Final = 1 << 24
REFERS: Final = 1 << 25  # "Postbus 1, 7730 AA Ommen", "Meer op www.ommen.nl"
LEADS_AWAY: Final = 1 << 26  # "Lees hier meer over het project."
# What the lines around it make of a line: see `neighbours`.
FIRST_OF_PANEL: Final = 1 << 27
AFTER_PANEL: Final = 1 << 28
NAMED_AGAIN: Final = 1 << 29  # in a table of contents
AFTER_TITLE_LABEL: Final = 1 << 30
AFTER_CONTACT_LABEL: Final = 1 << 31  # "Jan Jansen" after "Projectleiders:", and who is listed after that
LEADS_TO_CONTACT: Final = 1 << 32  # "Trekker:" or "Vraagbaak: Jan Jansen," right before an address
BEFORE_OPENING: Final = 1 << 33  # right before "De gemeente Zwolle werkt aan …", where Zwolle is new
TWO_BEFORE_OPENING: Final = 1 << 34
ABOVE_TITLE: Final = 1 << 35  # "Sterke wijken" right above "Project: Samen sterk"
NAMES_FACT: Final = 1 << 36  # "Looptijd: 2019-2021", "Resultaten"
WHEN_OR_WHERE: Final = 1 << 37  # or which: "Bijgewerkt op 12 mei 2021", "Markt 1, Ommen", "Project 2 van 27"

SENTENCE_ENDS: Final = frozenset(".;:,…")
ENDS_NO_NAME: Final = frozenset("!?;,…")  # "Bergen (NH.)" ends like a sentence, and a name may have a colon
LETTER: Final = re.compile(r"[^\W\d_]")
# "2021", ":", "www.", "ommen.nl", "(pdf": by the sign in each, which is found far faster than what is before it.
REFERRING: Final = re.compile(
    r"[\d:.(](?:(?<=[\d:])|(?<=\bwww\.)|(?<=\w\.)(?:nl|eu|com|org)\b|(?<=\()(?:pdf|docx?|xlsx?)\b)", re.IGNORECASE
)
OF_KIND: Final = {
    Kind.HEADING: HEADING, Kind.PANEL: PANEL, Kind.PARAGRAPH: 0, Kind.BOLD: BOLD, Kind.ITEM: ITEM, Kind.LINK: LINK,
    Kind.MUNICIPALITY: MUNICIPALITY_LABEL, Kind.LABEL: TEXT_LABEL,
}  # fmt: skip
OF_LABEL: Final = {
    "title": TITLE_LABEL, "municipality": MUNICIPALITY_LABEL, "text": TEXT_LABEL, "theme": THEME_LABEL,
}  # fmt: skip
ITEM_KIND: Final = Kind.ITEM  # looked up once: every line is compared


class FactReader:
    """Reads the facts of lines; what it knows of the page and the language is looked up once."""

    def __init__(self, source: Source, reference: Reference) -> None:
        self.source = source
        self.reference = reference
        self.heading = letters_only(source.page["heading"])
        self.publisher = "@" + source.page["publisher"]
        self.shortest_aim = shortest_alike(min((len(aim) for _, aim in source.theme_names), default=0))
        self.is_introduction = True  # no contact was read yet: aims are above all entries
        self.known: dict[tuple[object, ...], int] = {}

    def read(self, line: Line) -> int:
        """The facts of a line, whatever is around it; of lines that are alike, one is looked at."""
        alike = (line.text, line.kind, line.level, line.label, self.is_introduction)
        facts = self.known.get(alike)
        if facts is None:
            facts = self.known[alike] = self._look(line)
        return facts

    def _look(self, line: Line) -> int:
        text, label = line.text, line.label
        facts = (
            ALWAYS | OF_KIND[line.kind] | (LEADS_AWAY if text.removeprefix("- ").startswith(self.source.away) else 0)
        )
        if len(text) > LONGEST_THEME and label is None and not may_be_contact(text):  # most of a page: paragraphs
            facts |= 0 if text[-1] in SENTENCE_ENDS or line.kind is ITEM_KIND else self._municipality(text)
            return facts | _length(line, text, facts)
        if line.kind is not ITEM_KIND and len(text) <= LONGEST_THEME:
            if line.level or text[0].isalpha() or LETTER.search(text):  # "06-12345678" names nothing
                facts |= NAMES_FACT if self.source.names_fact(text) else self._names(line, text, label)
            if text[-1] not in SENTENCE_ENDS and is_aside(text):
                facts = (facts | WHEN_OR_WHERE) & ~LEADS_AWAY  # only after a contact: see `neighbours`
        facts |= _length(line, text, facts)
        if label or (line.kind is not ITEM_KIND and self.source.may_be_contact_label(text)):
            facts |= self._labels(text, label)
        if not (label and label.colon) and not facts & (KNOWN_THEME | CONTACT_LABEL | ALONE_CONTACT_LABEL):
            facts |= self._contacts(text.removeprefix("- "))
        if facts & (ONLY_CONTACTS | CONTACT_LABEL):
            self.is_introduction = False
            facts &= ~LINK  # a number that can be clicked leads to nothing else
            facts |= OF_THE_SITE if self.publisher in text.lower() else 0
        return facts

    def _names(self, line: Line, text: str, label: Label | None) -> int:
        """What a short line names: a municipality, a theme, an aim."""
        facts = 0 if label else self._municipality(text)
        if (label is None or label.kind == "theme") and is_theme_name(text[slice(*theme_span(line))], self.source):
            return facts | KNOWN_THEME
        if not self.is_introduction:
            return facts
        if len(text) >= self.shortest_aim and is_aim_name(text, self.source):
            return facts | KNOWN_AIM
        is_heading = letters_only(text) == self.heading if self.heading else line.level == 1
        return facts | HEADING_OF_PAGE if is_heading else facts

    def _municipality(self, text: str) -> int:
        """Whether a line is a municipality, or a title that one is before or after."""
        if len(text) <= LONGEST_MUNICIPALITY and self.reference.names(text):
            return MUNICIPALITY
        if self.reference.leading(text) or municipality_at_end(text, self.reference):
            return WITH_MUNICIPALITY
        is_labelled = municipality_beside_label(text, self.source, self.reference) is not None
        return WITH_MUNICIPALITY | TITLE_LABEL if is_labelled else 0

    def _labels(self, text: str, label: Label | None) -> int:
        """What the label of a line says; whether a contact label that is alone labels anybody, the next line tells."""
        if label and label.kind == "text" and not label.alone:
            return NAMES_FACT  # "Omschrijving: De gemeente …" is text already
        if label and label.kind in OF_LABEL:
            return OF_LABEL[label.kind] | (ALONE_TITLE_LABEL if label.alone and label.kind == "title" else 0)
        contact = contact_label(text, self.source, label)
        if not (contact and contact.known):
            return 0
        if "@" in text or names_someone(text[contact.rest :], self.source):
            return CONTACT_LABEL
        return CONTACT_LABEL_OF_NOBODY if ":" in text else ALONE_CONTACT_LABEL

    def _contacts(self, text: str) -> int:
        """Whether a line is nothing but contacts, without a label of the vocabulary."""
        if not (may_be_contact(text) or may_name_function(text)):
            return 0
        return ONLY_CONTACTS if contact_label(text, self.source) or is_or_continues_contact(text, self.source) else 0


def is_title(line: Line) -> bool:
    """Whether a line below a label that is alone on its line is the title, and no label or paragraph."""
    return line.label is None and line.text.count(" ") < MOST_OF_BRIEF


def _length(line: Line, text: str, facts: int) -> int:
    """How long a line is, and whether it ends like a sentence."""
    words = text.count(" ") + 1
    if facts & MUNICIPALITY:
        return BRIEF
    if words > MOST_OF_BRIEF:
        found = LONG if words > MOST_OF_TITLE else 0
        return found | ENDS_SENTENCE if text[-1] in SENTENCE_ENDS else found
    begin, end = theme_span(line)
    text = text[begin:end] or text
    found = REFERS if not facts & WITH_MUNICIPALITY and REFERRING.search(text) else 0
    if text[-1] in SENTENCE_ENDS:
        return found | ENDS_SENTENCE
    return found | BRIEF if text[0].isupper() and text[-1] not in ENDS_NO_NAME else found
