"""A `Page` to blocks: every line belongs to exactly one of introduction, aim, theme heading, entry or note."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from pipeline.contacts import contact_head, is_contact, may_be_contact, may_have_address, names_someone
from pipeline.records import Block, Kind, Line, Page, Part
from pipeline.reference import Reference
from pipeline.source import Source
from pipeline.words import NOT_WORD, fold, joined

# A heading of the page's vocabulary may be written a little differently: "Anti-democratische gedragingen". Of 100.
SAME_HEADING = 90
LETTERS_APART = 6
# The title of an aim holds the words of its theme's heading, and some of its own: this share of them at least.
SAME_WORDS = 0.75
# A line of text may be a heading where it is short, begins with a capital and does not end as a sentence does. In words.
LONGEST_HEADING = 14
LONGEST_NAME = 90  # characters
LONGEST_THEME = 8
ENDS_A_SENTENCE = (".", "!", "?", ";", ":", ",", "…")
LONGEST_PLACE = 60  # characters
TITLE_LINES = frozenset({Kind.HEADING, Kind.PANEL, Kind.PLACE, Kind.LABEL})


def segment(page: Page, source: Source, reference: Reference) -> tuple[Block, ...]:
    """The blocks of a page, in page order, without a gap."""
    return Segmenter(page, source, reference).blocks()


class Segmenter:
    """What each line could be, and what follows from that for its neighbours. Line numbers are 0-based, ends exclusive."""

    def __init__(self, page: Page, source: Source, reference: Reference) -> None:
        self.lines = page.lines
        self.panels = page.panels
        self.source = source
        self.reference = reference
        self.labels = [self._label(line) for line in self.lines]
        self._unlabel_sentences()
        self.values = self._values()
        self.places = [self._is_place(n) for n in range(len(self.lines))]
        self.headings = [self._is_theme_name(n) for n in range(len(self.lines))]
        self.contacts = [n for n, label in enumerate(self.labels) if label == "contact"]
        self.titles = sorted({n for n, label in enumerate(self.labels) if label == "title"} | self._panel_titles())
        self.untitled: set[int] = set()  # the first lines of entries that have no title
        self.themes = self._themes()
        self.titles = sorted({*self.titles, *self._unlabelled_titles()} - set(self.themes))
        self.themes = sorted({*self.themes, *self._themes_without_name()})

    # What a line could be

    def _label(self, line: Line) -> str | None:
        """The kind of the label that a line begins with, or that it is."""
        if line.kind is Kind.ITEM:
            return None
        split = self.source.split_label(line.text)
        if split:
            return split[0]
        if line.kind is not Kind.LABEL and (kind := self.source.label_kind(line.text)) in {"title", "contact"}:
            return kind
        if may_have_address(line.text) and (head := contact_head(line.text, self.source)) and head.known:
            return "contact"
        return None

    def _unlabel_sentences(self) -> None:
        """A sentence may begin like a contact line ("Contact: bewoners spreken elkaar."); it is none where a real one follows."""
        titles = [n for n, label in enumerate(self.labels) if label == "title"]
        for first, end in zip([0, *titles], [*titles, len(self.lines)], strict=True):
            lines = [n for n in range(first, end) if self.labels[n] == "contact"]
            while len(lines) > 1 and not names_someone(self.lines[lines[0]].text, self.source):
                self.labels[lines.pop(0)] = None

    def _values(self) -> set[int]:
        """The lines behind labels that stand alone: whatever such a line is like, it is what the label says."""
        alone = (n for n, label in enumerate(self.labels) if label in {"title", "contact"})
        return {n + 1 for n in alone if self.source.label_kind(self.lines[n].text)}

    def _is_place(self, n: int) -> bool:
        """Whether a line names a municipality and nothing else."""
        line = self.lines[n]
        if line.kind is Kind.PLACE:
            return True
        if line.kind is Kind.ITEM or len(line.text) > LONGEST_PLACE or line.text.endswith(ENDS_A_SENTENCE[1:]):
            return False
        return self.labels[n] is None and self.reference.names(line.text)

    def _is_theme_name(self, n: int) -> bool:
        """Whether a line is written like the heading of a theme that the source knows."""
        line = self.lines[n]
        if self.labels[n] not in {None, "theme"}:
            return False
        if line.kind is Kind.ITEM or len(line.text) > LONGEST_NAME or line.text.endswith(ENDS_A_SENTENCE):
            return False
        name = joined(line.text[theme_begin(line.text, self.source) :] if self.labels[n] else line.text)
        near = (heading for heading, _ in self.source.theme_names if abs(len(heading) - len(name)) <= LETTERS_APART)
        return any(ratio(heading, name, score_cutoff=SAME_HEADING) for heading in near)

    def _like_heading(self, n: int, longest: int = LONGEST_HEADING) -> bool:
        """Whether a line could be a heading: by its kind, or because it is short and no sentence."""
        line = self.lines[n]
        if n in self.values:
            return False
        if line.kind in {Kind.HEADING, Kind.PANEL}:
            return True
        text = line.text
        return (
            line.kind is Kind.PARAGRAPH
            and text[:1].isupper()
            and len(text.split()) <= longest
            and not text.endswith(ENDS_A_SENTENCE)
            and self.labels[n] is None
            and "@" not in text
        )

    # Titles

    def _panel_titles(self) -> set[int]:
        """The titles of panels that hold one project whose title has no label."""
        titles: set[int] = set()
        labelled = {n for n, label in enumerate(self.labels) if label == "title"}
        titled = [
            first for first, _ in self.panels if self.lines[first].kind is Kind.PANEL and not self.headings[first]
        ]
        if sum(self.places[first] for first in titled) * 2 > len(titled):
            for first in (
                titled
            ):  # where most panels have the name of a municipality, a title that no table knows is one as well
                self.places[first] = self.places[first] or first not in labelled
        for first, end in reversed(self.panels):
            inside = range(first, end)
            if any(n in labelled or n in titles for n in inside):
                continue
            if any(self.headings[n] for n in inside):
                continue
            held = self.places[first] or any(self.labels[n] == "contact" for n in inside)
            if held and (title := self._title_in_panel(first, end)) is not None:
                titles.add(title)
        return titles

    def _title_in_panel(self, first: int, end: int) -> int | None:
        """The line that is the title: the panel's own, or the first behind the municipality's name."""
        behind = next((n for n in range(first, end) if not self.places[n]), None)
        if behind is None:
            return None
        return behind if behind == first or self._like_heading(behind) else None

    def _unlabelled_titles(self) -> set[int]:
        """The titles of entries that neither a label nor a panel marks: a contact line shows that there was one."""
        titles: set[int] = set()
        start = self.themes[0] + 1 if self.themes else 0
        is_open = False
        stops = {*self.themes, *self.titles}
        for n in range(start, len(self.lines)):
            if n in stops:
                start, is_open = n + 1, n in set(self.titles)
            elif self.labels[n] == "contact":
                if not is_open and start < n:
                    titles.update(self._titles_between(start, n))
                start, is_open = n + 1, False
        return titles

    def _titles_between(self, start: int, contact: int) -> list[int]:
        """The titles in lines that end with a contact line: headings of the highest level, or the first line that could be one."""
        headings = [n for n in range(start, contact) if self.lines[n].kind is Kind.HEADING and not self.places[n]]
        if headings:
            level = min(self.lines[n].level for n in headings)
            return [n for n in headings if self.lines[n].level == level]
        title = next((n for n in range(start, contact) if self._like_heading(n) and not self.places[n]), None)
        if title is None:
            self.untitled.add(start)
        return [start if title is None else title]

    # Themes

    def _themes(self) -> list[int]:
        """The headings that the source knows, where each stands as a section: with an entry behind it before the next of them."""
        named = [n for n, is_heading in enumerate(self.headings) if is_heading]
        signals = sorted({*self.titles, *self.contacts})
        themes: list[int] = []
        for n, behind in zip(named, [*named[1:], len(self.lines)], strict=False):
            if themes or any(n < signal < behind for signal in signals):
                themes.append(n)
        return themes

    def _themes_without_name(self) -> list[int]:
        """Headings of sections that the source does not know."""
        levels = {self.lines[n].level for n in self.themes if self.lines[n].kind is Kind.HEADING}
        first = self.themes[0] if self.themes else 0
        found = [n for n in range(first, len(self.lines)) if self._is_section(n, levels)]
        return found + [n for n in self._lines_before_entries() if n not in found]

    def _is_section(self, n: int, levels: set[int]) -> bool:
        """Whether a heading stands as high as those of the known themes and has entries with titles of their own below it."""
        line = self.lines[n]
        if (
            line.kind not in {Kind.HEADING, Kind.PANEL}
            or n in self.titles
            or self.places[n]
            or self.labels[n] == "title"
        ):
            return False
        if line.kind is Kind.HEADING and line.level in levels and n not in self.themes:
            behind = next(
                (
                    m
                    for m in range(n + 1, len(self.lines))
                    if self.lines[m].level in levels and self.lines[m].kind is Kind.HEADING
                ),
                None,
            )
            return any(n < title < (behind or len(self.lines)) for title in self.titles)
        if line.kind is Kind.PANEL:
            end = next((end for first, end in self.panels if first == n), n)
            return sum(n < title < end for title in self.titles) > 1
        return False

    def _lines_before_entries(self) -> list[int]:
        """Short lines directly before an entry, behind the contact line of the last: a heading, unless most entries have such a line."""
        found = []
        named = 0
        for title in self.titles:
            head = self._head(title)
            named += any(self.places[n] for n in range(head, title + 1))
            before = head - 1
            if before < 0 or before in self.themes or self.lines[before].kind is not Kind.PARAGRAPH:
                continue
            closed = self._is_behind_contact(before) or not any(t < before for t in self.titles)
            if closed and self._like_heading(before, LONGEST_THEME):
                found.append(before)
        return found if named * 2 < len(self.titles) else []

    def _is_behind_contact(self, n: int) -> bool:
        """Whether a contact line, and no title, stands before line `n`, in the same section."""
        for m in range(n - 1, -1, -1):
            if self.labels[m] == "contact":
                return True
            if m in self.titles or m in self.themes:
                return m in self.themes
        return False

    # Blocks

    def blocks(self) -> tuple[Block, ...]:
        """All lines in blocks."""
        starts = [self._head(title) for title in self.titles]
        first = min([*self.themes[:1], *starts[:1], len(self.lines)])
        blocks = self._introduction(first)
        theme: int | None = None
        stops = sorted({*self.themes, *starts, len(self.lines)})
        by_start = dict(zip(starts, self.titles, strict=True))
        at = first
        for n, end in zip(stops, stops[1:], strict=False):
            if n in by_start:
                entry = self._entry(n, by_start[n], end, theme)
                blocks.append(entry)
                at = entry.end
            else:
                theme = n
                blocks.append(Block(Part.THEME, n, n + 1, n))
                at = n + 1
            if at < end:
                blocks.append(Block(Part.NOTE, at, end, theme))
        return tuple(blocks)

    def _head(self, title: int) -> int:
        """The first of the lines that belong to the title of an entry: panel titles, headings, the municipality's name."""
        head = title
        while head > 0 and head - 1 not in self.themes and head - 1 not in self.titles:
            line = self.lines[head - 1]
            if not (line.kind in TITLE_LINES or self.places[head - 1]) or self.headings[head - 1]:
                break
            if line.kind is Kind.PANEL and self._panel_holds_more(head - 1, title):
                break
            head -= 1
        return head

    def _panel_holds_more(self, panel: int, title: int) -> bool:
        """Whether a panel title stands over several entries and is the name of no municipality: then it heads a section."""
        end = next((end for first, end in self.panels if first == panel), panel)
        return not self.places[panel] and sum(panel < other < end for other in self.titles) > 1

    def _entry(self, first: int, title: int, limit: int, theme: int | None) -> Block:
        """The entry whose titles begin at `first`; what stands behind its contact line or its panel is not of it."""
        limit = min([limit, *(end for start, end in self.panels if start <= title < end)])
        begin = title + (title not in self.untitled)
        if self.source.label_kind(self.lines[title].text) == "title" and begin < limit:
            begin += 1  # the label stood alone: the title is the next line
        while begin < limit and (
            self.lines[begin].kind in {Kind.PLACE, Kind.LABEL} or (self.places[begin] and begin == title + 1)
        ):
            begin += 1
        contact = self._contact_lines(begin, limit)
        if contact is None:
            return Block(
                Part.ENTRY, first, limit, theme, title, (begin, limit), (limit, limit), self._scope(first, title)
            )
        if contact[0] == begin and contact[1] < limit:
            return Block(
                Part.ENTRY, first, limit, theme, title, (contact[1], limit), contact, self._scope(first, title)
            )
        return Block(
            Part.ENTRY, first, contact[1], theme, title, (begin, contact[0]), contact, self._scope(first, title)
        )

    def _contact_lines(self, begin: int, limit: int) -> tuple[int, int] | None:
        """Where the contact lines of an entry begin and end: a label that is known, else one that is not, else nothing but contacts."""
        at = next((n for n in range(begin, limit) if self.labels[n] == "contact"), None)
        if at is None:
            at = next((n for n in range(limit - 1, begin - 1, -1) if self._is_unlabelled_contact(n)), None)
        if at is None:
            return None
        while at > begin and self._is_unlabelled_contact(at - 1):
            at -= 1
        end = at + 1
        if self.source.label_kind(self.lines[at].text) == "contact" and end < limit:
            end += 1  # the label stood alone: the contact is the next line
        while end < limit and (self.labels[end] == "contact" or self._is_unlabelled_contact(end)):
            end += 1
        return at, end

    def _is_unlabelled_contact(self, n: int) -> bool:
        text = self.lines[n].text.removeprefix("- ")
        if not may_be_contact(text):
            return False
        return contact_head(text, self.source) is not None or is_contact(text, self.source)

    def _scope(self, first: int, title: int) -> int | None:
        """The panel or section title in whose scope an entry stands that has none of its own."""
        if any(self.lines[n].kind in TITLE_LINES or self.places[n] for n in range(first, title)):
            return None
        for start, end in reversed(self.panels):
            if start < first < end and self.places[start]:
                return start
        for n in range(first - 1, -1, -1):
            line = self.lines[n]
            if n in self.themes:
                return None
            if line.kind is Kind.HEADING and n not in self.titles and line.level < (self.lines[title].level or 7):
                return n if self.places[n] else None
        return None

    def _introduction(self, end: int) -> list[Block]:
        """The introduction, the aims in it, and what stands behind the first aim without being one."""
        aims = [n for n in range(end - 1) if self._is_aim(n)]
        blocks = [Block(Part.INTRODUCTION, 0, aims[0] if aims else end)] if (aims[0] if aims else end) else []
        for n, behind in zip(aims, [*aims[1:], end], strict=False):
            last = n + 2
            while last < behind and self.lines[last].kind is Kind.ITEM:
                last += 1
            blocks.append(Block(Part.AIM, n, last))
            if last < behind:
                blocks.append(Block(Part.NOTE, last, behind))
        return blocks

    def _is_aim(self, n: int) -> bool:
        """Whether a line of the introduction is the title of an aim: it could be a heading, and has the words of a theme's."""
        if not self._like_heading(n) or self._like_heading(n + 1) or self.lines[n + 1].kind is Kind.ITEM:
            return False
        headings = [self.lines[theme].text for theme in self.themes]
        return any(same_words(self.lines[n].text, heading) for heading in headings) or self._is_known_aim(
            self.lines[n].text
        )

    def _is_known_aim(self, text: str) -> bool:
        return any(ratio(aim, joined(text), score_cutoff=SAME_HEADING) for _, aim in self.source.theme_names)


def theme_begin(text: str, source: Source) -> int:
    """Where the heading itself begins: behind "Thema:" or "Thema 1:"."""
    split = source.split_label(text)
    if not split or split[0] != "theme":
        return 0
    return len(text) - len(text[split[1] :].lstrip())


def same_words(aim: str, heading: str) -> bool:
    """Whether the title of an aim holds the words of a heading; hyphens within words do not matter."""
    return shared_words(aim, heading) >= SAME_WORDS


def shared_words(aim: str, heading: str) -> float:
    """The share, 0 to 1, of a heading's words that stand in the title of an aim."""
    words = _words(heading)
    return len(words & _words(aim)) / len(words) if words else 0.0


def _words(text: str) -> set[str]:
    return set(NOT_WORD.sub(" ", fold(text.replace("-", ""))).split())


def pair_aims(headings: Sequence[str], aims: Sequence[str]) -> list[int | None]:
    """For each theme heading the number of the aim that has most of its words; None where none has."""
    paired: list[int | None] = []
    for heading in headings:
        scores = [shared_words(aim, heading) for aim in aims]
        best = max(range(len(aims)), key=scores.__getitem__, default=None)
        paired.append(best if best is not None and scores[best] >= SAME_WORDS else None)
    return paired
