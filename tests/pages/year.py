"""A made year of the page: captures with known edits between them, redesigns, error pages and pages that stay the same.

Names, projects and addresses that are not on the saved page are made up.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from pipeline.text.normalise import slug
from tests.pages.changes import NOT_FOUND
from tests.pages.markups import WRITERS, saved_text, split
from tests.pages.markups.page import Entry, Item, Node, Page, Theme, text_lines

Edit: TypeAlias = tuple[str, str, str | None, str | None, str | None]
"""A row of `changes`: level, change, municipality, and the values before and after where they are in VALUED."""

VALUED = {("page", "claim")} | {
    ("project", change) for change in ("came", "went", "retitled", "merged", "moved", "leaders", "emails")
}

BEGIN = datetime(2022, 1, 3, 4, 17, tzinfo=UTC)
DESIGNS = ("accordion", "headings", "details by title", "definitions", "line breaks")
PEOPLE = ("Anna Berg", "Bram Visser", "Carla de Wit", "Daan Mulder", "Eva Smeets", "Frits Hoekstra")
TITLES = ("Samen sterk tegen druk", "Een veilige raad", "De wijk aan zet", "Met open vizier", "Buren die opletten")
SENTENCES = ("In het najaar volgt een bijeenkomst.", "De evaluatie is gereed.", "Er doen twaalf ondernemers mee.")
LED = ("Brunssum", "Deventer", "Schiedam", "Tilburg", "Zaanstad")  # one entry, and one leader with one address
TEXT = (
    "De gemeente {} werkt met politie en ondernemers aan een veilig buitengebied.",
    "Alle agrariërs zijn bezocht, en er is een meldpunt voor leegstaande schuren.",
)
UDEN = "Veilig buitengebied"


@dataclass(frozen=True)
class Capture:
    """What a server or an archive gives at a time, and the edits since the capture before; an error page has none."""

    time: str
    body: bytes
    edits: tuple[Edit, ...]
    is_page: bool = True


@dataclass
class Year:
    """The page as it is edited; each method makes one edit, and returns the rows that it must give."""

    page: Page = field(default_factory=lambda: split(saved_text()))
    design: int = 0
    count: int = 0  # edits so far

    def leader(self) -> list[Edit]:
        place = self._of(LED)
        (before,) = (str(entry.contact) for entry in self.page.entries if entry.municipality == place)
        old, old_address = before.partition(": ")[2].split(", ")
        name = self._of([name for name in PEOPLE if name != old])
        address = f"{name.split()[0].lower()}{self.count}@voorbeeld.nl"
        self._entries(place, lambda entry: replace(entry, contact=f"Projectleider: {name}, {address}"))
        return [("project", "leaders", place, old, name), ("project", "emails", place, old_address.lower(), address)]

    def retitled(self) -> list[Edit]:
        place, title = self._of(("Zwolle", "Ede", "Rotterdam")), f"{self._of(TITLES)} in {2022 + self.count}"
        old = next(entry.title for entry in self.page.entries if entry.municipality == place)
        self._entries(place, lambda entry: replace(entry, title=title))
        return [("project", "retitled", place, old, title)]

    def text(self) -> list[Edit]:
        place = self._of(("Oss", "Eindhoven", "Dordrecht"))
        self._entries(place, lambda entry: replace(entry, nodes=(self._more(entry.nodes[0]), *entry.nodes[1:])))
        return [("project", "text", place, None, None)]

    def moved(self) -> list[Edit]:
        """Haarlem's project goes to the beginning of the next theme."""
        (number,) = (
            n for n, theme in enumerate(self.page.themes) if any(_is_of(part, "Haarlem") for part in theme.parts)
        )
        left, to = self.page.themes[number], self.page.themes[(number + 1) % len(self.page.themes)]
        (entry,) = (part for part in left.parts if _is_of(part, "Haarlem"))
        self._parts(left, tuple(part for part in left.parts if part is not entry))
        self._parts(to, (entry, *to.parts))
        return [("project", "moved", "Haarlem", slug(left.heading), slug(to.heading))]

    def uden(self) -> list[Edit]:
        """A project of Uden comes, is under Maashorst when that has merged, and goes."""
        theme = self.page.themes[0]
        there = next((part for part in theme.parts if _is_of(part, "Uden") or _is_of(part, "Maashorst")), None)
        if there is None:
            self._parts(theme, (_project_of("Uden"), *theme.parts))
            return [("project", "came", "Uden", None, UDEN)]
        if _is_of(there, "Uden"):
            merged = _project_of("Maashorst")
            self._parts(theme, tuple(merged if part is there else part for part in theme.parts))
            return [
                ("project", "merged", "Maashorst", "Uden", "Maashorst"),
                ("project", "text", "Maashorst", None, None),
            ]
        self._parts(theme, tuple(part for part in theme.parts if part is not there))
        return [("project", "went", "Maashorst", UDEN, None)]

    def claim(self) -> list[Edit]:
        old = next(word for word in self.page.introduction.split() if word.isdigit())
        new = str(int(old) + 1) if int(old) < 28 else "26"
        introduction = self.page.introduction.replace(f"{old} gemeenten", f"{new} gemeenten", 1)
        self.page = replace(self.page, introduction=introduction)
        return [("page", "claim", None, old, new)]

    def introduction(self) -> list[Edit]:
        self.page = replace(self.page, introduction=self._more(self.page.introduction))
        return [("page", "introduction", None, None, None)]

    def aim(self) -> list[Edit]:
        (title, text), *others = self.page.aims
        self.page = replace(self.page, aims=((title, self._more(text)), *others))
        return [("theme", "aim", None, None, None)]

    def note(self) -> list[Edit]:
        (theme,) = (theme for theme in self.page.themes if any(isinstance(part, str) for part in theme.parts))
        self._parts(theme, tuple(self._more(part) if isinstance(part, str) else part for part in theme.parts))
        return [("note", "text", None, None, None)]

    def typography(self) -> list[Edit]:
        """Curly apostrophes become straight ones in all paragraphs, or straight ones curly."""
        is_curly = any("’" in line for entry in self.page.entries for line in text_lines(entry.nodes))
        signs = ("’", "'") if is_curly else ("'", "’")
        for place in {entry.municipality for entry in self.page.entries}:
            self._entries(place, lambda entry: replace(entry, nodes=_set(entry.nodes, *signs)))
        return [("page", "typography", None, None, None)]

    def redesign(self) -> list[Edit]:
        self.design += 1
        return []

    def regenerated(self) -> list[Edit]:
        """The page is served anew: all that differs is the number in a comment."""
        return []

    # How

    @property
    def body(self) -> bytes:
        """The page as it is now; its bytes are never those of another time."""
        written = WRITERS[DESIGNS[self.design % len(DESIGNS)]](self.page)
        return written + f"<!-- {self.count} -->\n".encode()

    def edit(self, kind: str) -> tuple[Edit, ...]:
        """Make an edit; the rows that it must give."""
        self.count += 1
        return tuple(getattr(self, kind)())

    def _of(self, values: Sequence[str]) -> str:
        return values[self.count % len(values)]

    def _more(self, text: object) -> str:
        return f"{text} {self._of(SENTENCES)} ({self.count})"

    def _parts(self, changed: Theme, parts: tuple[Entry | str, ...]) -> None:
        themes = (replace(one, parts=parts) if one.heading == changed.heading else one for one in self.page.themes)
        self.page = replace(self.page, themes=tuple(themes))

    def _entries(self, municipality: str, change: Callable[[Entry], Entry]) -> None:
        for theme in self.page.themes:
            self._parts(theme, tuple(
                change(part) if isinstance(part, Entry) and part.municipality == municipality else part
                for part in theme.parts
            ))  # fmt: skip


def _is_of(part: Entry | str, municipality: str) -> bool:
    return isinstance(part, Entry) and part.municipality == municipality


def _project_of(municipality: str) -> Entry:
    return Entry(
        municipality, UDEN, (TEXT[0].format(municipality), *TEXT[1:]), "Projectleider: Jan ten Have, have@voorbeeld.nl"
    )


def _set(nodes: tuple[Node, ...], old: str, new: str) -> tuple[Node, ...]:
    return tuple(
        node.replace(old, new) if isinstance(node, str) else tuple(Item(_set(item.nodes, old, new)) for item in node)
        for node in nodes
    )


KINDS = (
    "leader", "redesign", "uden", "retitled", "error", "claim", "text", "again", "moved", "typography", "note", "aim",
    "uden", "regenerated", "introduction", "retitled", "uden", "leader",
)  # fmt: skip
"""Of what a year is made; "error" is an error page between, "again" the same bytes another week."""


def made_year(captures: int, seed: int) -> list[Capture]:
    """A year of so many captures, oldest to newest, in each of which one thing happens; the first is the saved page."""
    chance = random.Random(seed)
    kinds = [kind for _ in range(captures // len(KINDS) + 1) for kind in chance.sample(KINDS, len(KINDS))]
    year = Year()
    made = [Capture(_time(0), year.body, ())]
    for week, kind in enumerate(kinds[: captures - 1], start=1):
        if kind == "error":
            made.append(Capture(_time(week), NOT_FOUND.encode(), (), is_page=False))
        elif kind == "again":
            made.append(Capture(_time(week), year.body, ()))
        else:
            edits = year.edit(kind)
            made.append(Capture(_time(week), year.body, edits))
    return made


def _time(week: int) -> str:
    return (BEGIN + timedelta(days=6 * week)).strftime("%Y-%m-%dT%H:%M:%SZ")
