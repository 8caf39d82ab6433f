"""The records that pass between the stages: frozen, typed, picklable.

Offsets count characters in `Page.text`, end exclusive. A page has about a thousand of these: a struct of msgspec is
made in a tenth of the time of a frozen dataclass. None is part of a cycle, so the garbage collector need not look.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum

from msgspec import Struct

UNKNOWN = "unknown"  # is in an identifier instead of a municipality or a title that could not be found

Span = tuple[int, int]  # offsets in a text, in characters, end exclusive


class Refusal(Exception):
    """The input cannot be made into tables; the message says what was found, where, and what to do."""


class Kind(StrEnum):
    """What a line is on the page."""

    HEADING = "heading"
    PANEL = "panel"  # the title of a panel, a row or a term: it names what follows
    MUNICIPALITY = "place"  # names the municipality of its entry, because a label, a column or a term says so
    LABEL = "label"  # a label alone on a line before a text
    PARAGRAPH = "paragraph"
    BOLD = "bold"  # a paragraph that is bold from end to end
    LINK = "link"  # a paragraph that is nothing but a link
    ITEM = "item"  # begins with "- "


class Label(Struct, frozen=True, gc=False):
    """A label of the vocabulary at the beginning of a line."""

    kind: str  # title, contact, municipality, text, theme, furniture or credit
    end: int  # the offset in the line at which what it labels begins
    colon: bool  # a colon is after it
    alone: bool  # the line is nothing but the label


class Line(Struct, frozen=True, gc=False):
    """One line of the page; `level` is 1 to 6 for a heading, otherwise 0."""

    kind: Kind
    text: str
    start: int
    end: int
    level: int = 0
    label: Label | None = None


class LinkKind(StrEnum):
    """What a link leads to."""

    PAGE = "page"
    DOCUMENT = "document"
    EMAIL = "e-mail"
    TELEPHONE = "telephone"


AWAY = (LinkKind.PAGE, LinkKind.DOCUMENT)  # the other kinds of links are among the contacts


class Link(Struct, frozen=True, gc=False):
    """Where a link of the page leads, with the words that are read as the link, or what a picture in it is called.

    `line` is the number (0-based) of the line that it begins in. Of a link whose words are left out of the text, it is
    the line beside it, and `start` and `end` are both the place where the words would be.
    """

    text: str | None
    url: str
    kind: LinkKind
    line: int
    start: int
    end: int


class Remark(Struct, frozen=True, gc=False):
    """Something that reading, extracting or correcting noticed, for the table of checks. Holds no personal data."""

    check: str
    level: str  # "error", "warning" or "info"
    expected: str
    found: str
    detail: str
    lines: tuple[int, int] | None = None  # of which lines, as numbers: 0-based, end exclusive


class Page(Struct, frozen=True, gc=False):
    """A page as read: its lines, joined by line feeds, are `text`.

    `panels` are the collapsible panels, rows and articles, as ranges of line numbers (0-based, end exclusive), outer
    before inner; `links` are in the order of the text. `repaired` is how often each repair that the source lists found
    its flaw; `data` is what was saved, `url` where the page is published.
    """

    text: str
    lines: tuple[Line, ...]
    panels: tuple[tuple[int, int], ...]
    media_type: str
    encoding: str
    repaired: tuple[int, ...]
    remarks: tuple[Remark, ...]
    data: bytes
    links: tuple[Link, ...] = ()
    url: str = ""

    @property
    def sha256(self) -> str:
        """The hash of what was saved, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class Part(StrEnum):
    """What a block is."""

    INTRODUCTION = "introduction"
    AIM = "aim"
    THEME = "theme"
    ENTRY = "entry"
    NOTE = "note"


class Role(StrEnum):
    """What a line is on its page."""

    INTRODUCTION = "introduction"
    AIM_TITLE = "title of an aim"
    AIM = "aim"
    THEME = "theme"
    NAME = "municipality above a title"
    TITLE = "title"
    LABEL = "label below a title"
    TEXT = "text"
    CONTACT = "contact"
    EARLY_CONTACT = "contact before the text"
    LATE_TEXT = "text after the contact"
    NOTE = "note"


Points = tuple[int, ...]  # a number for each state that a line may have


class Steps(Struct, frozen=True, gc=False):
    """What it costs to go from one state to the next, in points."""

    first: Points  # to begin with a state
    after: tuple[tuple[tuple[int, int], ...], ...]  # for each state those that may follow, each with its cost
    last: Points  # to end with a state


class Labelling(Struct, frozen=True, gc=False):
    """What segmentation found of each line, and what it found it by: for saying how sure it is, and why.

    `facts` are bits (see `segment.facts`), `states` numbers (see `segment.weights`); `scores` say how much speaks for
    each state of a line, and `steps` what the steps cost, both with the habits of the page. `contacts_first` says that
    the contacts of an entry are above its title, everywhere on the page.
    """

    facts: tuple[int, ...]
    states: tuple[int, ...]
    scores: tuple[Points, ...]
    steps: Steps
    contacts_first: bool = False


class Block(Struct, frozen=True, gc=False):
    """A run of lines that belong together, as line numbers: 0-based, ends exclusive.

    An entry is `first` .. `title` (its panel titles), `title` .. `body` (its title and what labels it), and then its
    text and its contact lines in either order; on a page with contacts above titles they are among the panel titles.
    Where there are none, the two numbers are equal; an entry without title begins with its text. An aim is a title
    and its description.
    """

    part: Part
    first: int
    end: int
    theme: int | None = None  # the line number of the theme's heading
    title: int = 0
    text: tuple[int, int] = (0, 0)
    contact: tuple[int, int] = (0, 0)

    @property
    def body(self) -> int:
        """The line at which an entry goes on below its title and what labels it."""
        return self.text[0] if self.contact[1] <= self.title else min(self.text[0], self.contact[0])

    @property
    def names(self) -> list[int]:
        """The lines of the panel titles of an entry."""
        return [n for n in range(self.first, self.title) if not self.contact[0] <= n < self.contact[1]]


class Evidence(Struct, frozen=True, gc=False):
    """Where one cell comes from: the rule that decided, and the quote, which is at `start` to `end` of the text."""

    column: str
    value: str
    rule: str
    quote: str
    start: int
    end: int


class Contact(Struct, frozen=True, gc=False):
    """One person, job title or mailbox, with one of its addresses; `number` in its entry where another was removed."""

    label: str
    name: str | None
    function: str | None
    email: str | None
    phone: str | None
    external: bool | None
    start: int
    end: int
    evidence: tuple[Evidence, ...]
    number: int | None = None


class Mention(Struct, frozen=True, gc=False):
    """A municipality or public body that a text names besides its own."""

    municipality: str
    quote: str
    start: int
    end: int


class Theme(Struct, frozen=True, gc=False):
    """A theme section, with the aim that the introduction gives for it."""

    theme_id: str
    heading: str
    aim_title: str | None
    aim: str | None
    evidence: tuple[Evidence, ...]


class Entry(Struct, frozen=True, gc=False):
    """What is on the page for one project under one theme.

    Where a person corrected the municipality or the title, `named` holds both as they were read: identifiers are those
    of the page. `project_id` is that of its project where a person decided it.
    """

    entry_id: str
    position: int
    theme_id: str | None
    municipality: str | None
    title: str | None
    text: str
    contact_line: str | None
    contacts: tuple[Contact, ...]
    mentions: tuple[Mention, ...]
    start: int
    end: int
    evidence: tuple[Evidence, ...]
    named: tuple[str | None, str | None] | None = None
    project_id: str | None = None


class Note(Struct, frozen=True, gc=False):
    """Text on the page that belongs to no project."""

    note_id: str
    theme_id: str | None
    text: str
    mentions: tuple[Mention, ...]
    start: int
    end: int
    evidence: tuple[Evidence, ...]


class Records(Struct, frozen=True, gc=False):
    """All that one page says, in page order.

    `claimed` is the introduction's own number of municipalities, with its quote.
    """

    page: Page
    blocks: tuple[Block, ...]
    labelling: Labelling
    themes: tuple[Theme, ...]
    entries: tuple[Entry, ...]
    notes: tuple[Note, ...]
    claimed: Evidence | None
    remarks: tuple[Remark, ...]


class Project(Struct, frozen=True, gc=False):
    """Entries that are the same project: their numbers in page order, how each differs, and the most complete one."""

    project_id: str
    entries: tuple[int, ...]
    repeats: tuple[str, ...]
    similarities: tuple[float, ...]
    fullest: int
