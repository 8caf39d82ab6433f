"""Blocks to records: title, municipality, contacts and mentions, each with the evidence for it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from pipeline.contacts import Reading, make_contacts, read_contacts
from pipeline.place import Whereabouts, decide, own_domains
from pipeline.read import read_page
from pipeline.records import (
    Block,
    Entry,
    Evidence,
    Line,
    Mention,
    Note,
    Page,
    Part,
    Records,
    Remark,
    Theme,
)
from pipeline.reference import Municipality, Place, Reference
from pipeline.segment import pair_aims, segment, theme_begin
from pipeline.source import Source
from pipeline.words import slug

UNKNOWN = "unknown"  # stands in an identifier for a municipality or a title that could not be found
RULE_HEADING = "section heading"
RULE_TITLE = "title label"
RULE_TITLE_PLACE = "title in panel or heading"
RULE_TEXT = "lines between title and contact"
RULE_CONTACT_LINE = "contact label"


def read_records(
    data: bytes, source: Source, reference: Reference, media_type: str | None = None, charset: str | None = None
) -> Records:
    """All that a saved page says: a pure function of its bytes and the source's definition.

    Raises:
        Refusal: the bytes cannot be read as a page.
    """
    page = read_page(data, source, media_type, charset)
    return extract(page, segment(page, source, reference), source, reference)


def extract(page: Page, blocks: tuple[Block, ...], source: Source, reference: Reference) -> Records:
    """The records in the blocks of a page, in page order."""
    return Extractor(page, blocks, source, reference).records()


class Extractor:
    """One pass over the blocks of one page."""

    def __init__(self, page: Page, blocks: tuple[Block, ...], source: Source, reference: Reference) -> None:
        self.page = page
        self.lines = page.lines
        self.blocks = blocks
        self.source = source
        self.reference = reference
        self.places = reference.find(page.text)
        self.starts = [place.start for place in self.places]
        self.remarks: list[Remark] = []
        self.used: Counter[str] = Counter()
        self.entry_blocks = [block for block in blocks if block.part is Part.ENTRY]
        self.title_places = {block.first: self._title_places(block) for block in self.entry_blocks}
        # Where most entries stand under the name of a municipality, a title in that place always is one.
        self.titled_by_place = sum(map(bool, self.title_places.values())) * 2 >= max(1, len(self.entry_blocks))

    def records(self) -> Records:
        """Everything, theme identifiers first since entries and notes carry them."""
        themes = self._themes()
        ids = {block.first: theme.theme_id for block, theme in zip(self._of(Part.THEME), themes, strict=True)}
        entries = tuple(self._entry(n, block, ids) for n, block in enumerate(self.entry_blocks, start=1))
        notes = tuple(self._note(n, block, ids) for n, block in enumerate(self._of(Part.NOTE), start=1))
        remarks = (*self.page.remarks, *self.remarks)
        return Records(self.page, self.blocks, themes, entries, notes, self._claim(), remarks)

    def _of(self, part: Part) -> list[Block]:
        return [block for block in self.blocks if block.part is part]

    def _span(self, first: int, end: int) -> tuple[int, int]:
        """The offsets of lines `first` to `end` (exclusive); of none, the place where they would stand."""
        if first >= end:
            at = self.lines[first].start if first < len(self.lines) else len(self.page.text)
            return at, at
        return self.lines[first].start, self.lines[end - 1].end

    def _quote(self, column: str, value: str, rule: str, start: int, end: int) -> Evidence:
        return Evidence(column, value, rule, self.page.text[start:end], start, end)

    def _within(self, start: int, end: int) -> list[Place]:
        """The places that the page names between two offsets."""
        return self.places[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    # Introduction and themes

    def _claim(self) -> Evidence | None:
        """The number of municipalities that the introduction claims."""
        for block in self._of(Part.INTRODUCTION):
            start, end = self._span(block.first, block.end)
            if found := self.source.claim.search(self.page.text, start, end):
                return self._quote("municipalities", found.group(1), "claim of the introduction", *found.span(1))
        return None

    def _themes(self) -> tuple[Theme, ...]:
        blocks, aims = self._of(Part.THEME), self._of(Part.AIM)
        headings = [self.lines[block.first] for block in blocks]
        begins = [line.start + theme_begin(line.text, self.source) for line in headings]
        names = [self.page.text[begin : line.end] for begin, line in zip(begins, headings, strict=True)]
        paired = pair_aims(names, [self.lines[aim.first].text for aim in aims])
        return tuple(
            self._theme(name, begin, line, None if number is None else aims[number])
            for name, begin, line, number in zip(names, begins, headings, paired, strict=True)
        )

    def _theme(self, name: str, begin: int, line: Line, aim: Block | None) -> Theme:
        evidence = [self._quote("theme", name, RULE_HEADING, begin, line.end)]
        title = text = None
        if aim:
            title, text = self.lines[aim.first].text, self.page.text[slice(*self._span(aim.first + 1, aim.end))]
            evidence.append(
                self._quote(
                    "aim_title", title, "aim with the words of the theme", *self._span(aim.first, aim.first + 1)
                )
            )
            evidence.append(self._quote("aim", text, "description of the aim", *self._span(aim.first + 1, aim.end)))
        theme_id = self._unique(slug(name) or UNKNOWN)
        return Theme(theme_id, name, title, text, line.start, line.end, tuple(evidence))

    def _unique(self, name: str) -> str:
        """`name`, numbered where it stands on the page already."""
        self.used[name] += 1
        return name if self.used[name] == 1 else self._unique(f"{name}-{self.used[name]}")

    # Entries

    def _title_places(self, block: Block) -> list[tuple[Municipality, int, int]]:
        """The municipalities that the titles above an entry name, with their offsets."""
        found = []
        for n in self._title_lines(block):
            line = self.lines[n]
            split = self.source.split_label(line.text)
            if n == block.title and split:
                continue  # behind its label stands a title, not a place
            begin = split[1] if split and split[0] == "municipality" else 0
            named = self.reference.named(line.text[begin:])
            leading = None if named else self.reference.leading(line.text)
            if named:
                found.append((named, line.start + begin + (line.text[begin:] != line.text[begin:].lstrip()), line.end))
            elif leading and split is None:
                found.append((leading[0], line.start, line.start + leading[1]))
            elif n != block.title:
                found.extend(
                    (place.municipality, place.start, place.end) for place in self._within(line.start, line.end)
                )
        return found

    def _title_lines(self, block: Block) -> list[int]:
        """The lines above the text of an entry that may name its municipality, its own title last."""
        scope = [] if block.place is None else [block.place]
        around = [
            n
            for n in range(block.first, block.text[0] if block.text[0] < block.contact[0] else block.contact[0])
            if n != block.title
        ]
        return [*scope, *around, block.title] if block.title < block.text[0] else [*scope, *around]

    def _entry(self, position: int, block: Block, theme_ids: dict[int, str]) -> Entry:
        theme_id = theme_ids.get(block.theme) if block.theme is not None else None
        title = self._title(block)
        start, end = self._span(*block.text)
        text = self.page.text[start:end]
        contact_lines = [(self.lines[n].text, self.lines[n].start) for n in range(*block.contact)]
        reading = read_contacts(contact_lines, self.source)
        place = self._municipality(block, title, (start, end), reading)
        municipality = place.municipality if place else None
        contacts = make_contacts(reading, self.page.text, own_domains(municipality, self.source))
        evidence = [title] if title else []
        if place:
            evidence.append(self._quote("municipality", place.municipality.name, place.rule, place.start, place.end))
        if text:
            evidence.append(self._quote("text", text, RULE_TEXT, start, end))
        contact_line = self.page.text[slice(*self._span(*block.contact))] or None
        if contact_line:
            evidence.append(self._quote("contact_line", contact_line, RULE_CONTACT_LINE, *self._span(*block.contact)))
        names = [
            theme_id or UNKNOWN,
            slug(municipality.name) if municipality else UNKNOWN,
            slug(title.value) if title else UNKNOWN,
        ]
        entry_id = self._unique("/".join(name or UNKNOWN for name in names))
        self._remark_contacts(entry_id, reading)
        spans = [(title.start, title.end)] if title else []
        mentions = self._mentions([*spans, (start, end)], municipality)
        return Entry(
            entry_id, position, theme_id, municipality.name if municipality else None, title.value if title else None, text,
            contact_line, contacts, mentions, *self._span(block.first, block.end), tuple(evidence),
        )  # fmt: skip

    def _title(self, block: Block) -> Evidence | None:
        """The title of an entry, without its label and without the municipality that may stand before it."""
        if block.title >= block.text[0] and block.title >= block.contact[0]:
            return None
        line = self.lines[block.title]
        split = self.source.split_label(line.text)
        if split and split[0] == "title":
            begin, rule = split[1], RULE_TITLE
        elif self.source.label_kind(line.text) == "title":
            begin, rule = len(line.text), RULE_TITLE
        else:
            leading = self.reference.leading(line.text)
            begin, rule = (leading[1] if leading else 0), RULE_TITLE_PLACE
        begin += len(line.text[begin:]) - len(line.text[begin:].lstrip())
        if begin >= len(line.text):
            following = block.title + 1
            if following >= min(block.text[0], block.contact[0]):
                return None
            line, begin = self.lines[following], 0
        return self._quote("title", line.text[begin:], rule, line.start + begin, line.end)

    def _municipality(
        self, block: Block, title: Evidence | None, text: tuple[int, int], reading: Reading
    ) -> Whereabouts | None:
        head = self.title_places[block.first]
        others = [n for n in self._title_lines(block) if n != block.title]
        if not head and others and (self.titled_by_place or any(self.lines[n].kind == "place" for n in others)):
            self._remark_unknown(others[0])
            return None
        first_line = self.lines[block.text[0]] if block.text[0] < block.text[1] else None
        whole = [(title.start, title.end)] if title else []
        found = decide(
            head=head,
            opening=[*whole, *([(first_line.start, first_line.end)] if first_line else [])],
            title=whole[0] if whole else None,
            text=text,
            addresses=tuple(reading.addresses),
            page=self.page.text,
            within=self._within,
            source=self.source,
            reference=self.reference,
        )
        if found is None:
            self._remark_unknown(block.title)
        return found

    def _remark_unknown(self, n: int) -> None:
        self.remarks.append(
            Remark(
                "municipality_known",
                "warning",
                "a municipality of the reference table",
                "none",
                f"entry at line {n + 1} of page.txt",
            )
        )

    def _mentions(self, spans: list[tuple[int, int]], own: Municipality | None) -> tuple[Mention, ...]:
        """The first naming of each municipality other than its own."""
        found: dict[str, Mention] = {}
        for start, end in spans:
            for place in self._within(start, end):
                name = place.municipality.name
                if place.municipality != own and name not in found:
                    found[name] = Mention(name, self.page.text[place.start : place.end], place.start, place.end)
        return tuple(found.values())

    def _remark_contacts(self, entry_id: str, reading: Reading) -> None:
        """Remark what the grammar of contact lines did not take in: labels without vocabulary, pieces that are nothing."""
        where = f"entry {entry_id}"
        for label in reading.unknown_labels:
            self.remarks.append(Remark("contact_label_known", "warning", "a label of the vocabulary", label, where))
        if reading.others:
            found = f"{reading.others} of another kind"
            self.remarks.append(
                Remark("contact_line_read", "warning", "names, job titles, addresses, numbers", found, where)
            )

    # Notes

    def _note(self, position: int, block: Block, theme_ids: dict[int, str]) -> Note:
        theme_id = theme_ids.get(block.theme) if block.theme is not None else None
        start, end = self._span(block.first, block.end)
        text = self.page.text[start:end]
        evidence = self._quote("text", text, "text outside every entry", start, end)
        mentions = self._mentions([(start, end)], None)
        return Note(f"note-{position}", theme_id, text, mentions, start, end, (evidence,))
