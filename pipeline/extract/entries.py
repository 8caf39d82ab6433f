"""Blocks to records: title, municipality, contacts and mentions, each with the evidence for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.contacts.contact_line import Reading, make_contacts, read_contacts
from pipeline.contacts.former import STRIKE, STRUCK
from pipeline.contacts.pairs import is_crowded
from pipeline.contacts.person_names import names_nobody
from pipeline.definition.source import Source
from pipeline.extract.evidence import PageEvidence
from pipeline.extract.introduction import claimed, themes_of
from pipeline.extract.limits import FEWEST_OF_INVITATION
from pipeline.extract.municipality import Whereabouts, decide, in_title, own_domains
from pipeline.extract.scope import Scope
from pipeline.extract.sections import headings_of
from pipeline.extract.title import Titles, habit_of, read_titles
from pipeline.gazetteer.gazetteer import Reference
from pipeline.gazetteer.names import Municipality
from pipeline.records import (
    UNKNOWN,
    Block,
    Contact,
    Entry,
    Evidence,
    Kind,
    Label,
    Labelling,
    Line,
    Note,
    Page,
    Part,
    Records,
    Remark,
    Span,
)
from pipeline.text.normalise import counted, slug, unique

RULE_ENTRY_TEXT = "lines between title and contact"
RULE_CONTACT_LINE = "contact label"
LABEL_EXPECTED = "a label of the vocabulary"
RULE_NOTE = "text outside every entry"

Written = tuple[tuple[str, Label | None], ...]  # what lines say, wherever they are


def extract(
    page: Page, blocks: tuple[Block, ...], labelling: Labelling, source: Source, reference: Reference
) -> Records:
    """The records in the blocks of a page, in page order."""
    return Extractor(page, blocks, labelling, source, reference).records()


class Extractor:
    """One pass over the blocks of one page."""

    def __init__(
        self, page: Page, blocks: tuple[Block, ...], labelling: Labelling, source: Source, reference: Reference
    ) -> None:
        self.evidence = PageEvidence(page, reference)
        self.page = page
        self.lines = page.lines
        self.blocks = blocks
        self.labelling = labelling
        self.source = source
        self.reference = reference
        self.remarks: list[Remark] = []
        self.unusual: defaultdict[str, list[str]] = defaultdict(list)  # labels that are none of the vocabulary
        self.used: Counter[str] = Counter()
        self.entry_blocks = self._of(Part.ENTRY)
        times = Counter(self._written(self._contact_lines(block)) for block in self.entry_blocks)
        # Of contact lines that several entries have; any other reading is needed once, and takes much memory.
        self.readings: dict[Written, Reading | None] = {written: None for written, n in times.items() if n > 1}
        self.habit = habit_of(self.entry_blocks, self.evidence, reference)
        scope = Scope(page, self.entry_blocks, reference)
        self.all_titles = [
            read_titles(block, scope.of(block), self.evidence, source, reference, self.habit)
            for block in self.entry_blocks
        ]
        # Where most entries are under the name of a municipality, a title there always is one.
        named = sum(bool(titles.municipalities) for titles in self.all_titles)
        self.titled_by_municipality = named * 2 >= max(1, len(self.all_titles))

    def records(self) -> Records:
        """Everything, theme identifiers first since entries and notes carry them."""
        names = [titles.title.value if titles.title else "" for titles in self.all_titles]
        of_entries = headings_of(self.blocks, names, self.lines, self.source)
        headings = sorted({block.first for block in self._of(Part.THEME)}.union(n for n in of_entries if n is not None))
        themes = themes_of(headings, self._of(Part.AIM), self.evidence, self.used)
        ids: dict[int | None, str] = dict(zip(headings, [theme.theme_id for theme in themes], strict=True))
        entries = tuple(
            self._entry(n, block, titles, ids.get(theme))
            for n, (block, titles, theme) in enumerate(
                zip(self.entry_blocks, self.all_titles, of_entries, strict=True), start=1
            )
        )
        self._remark_unlabelled(entries)
        self._remark_labels()
        self._remark_titles()
        notes = tuple(
            self._note(n, block, ids.get(block.theme)) for n, block in enumerate(self._of(Part.NOTE), start=1)
        )
        claim = claimed(self._of(Part.INTRODUCTION), self.evidence, self.source)
        remarks = (*self.page.remarks, *self.remarks)
        return Records(self.page, self.blocks, self.labelling, themes, entries, notes, claim, remarks)

    def _of(self, part: Part) -> list[Block]:
        return [block for block in self.blocks if block.part is part]

    # Entries

    def _entry(self, position: int, block: Block, titles: Titles, theme_id: str | None) -> Entry:
        title = titles.title
        start, end = self._text(block)
        lines = self._contact_lines(block)
        reading = self._reading(lines)
        decided = self._municipality(block, titles, (start, end), reading)
        municipality = decided.municipality if decided else None
        evidence = [title] if title else []
        if decided:
            quote = self.page.text[decided.start : decided.end]
            evidence.append(
                Evidence("municipality", decided.municipality.name, decided.rule, quote, decided.start, decided.end)
            )
        text = contact_line = None
        if start < end:
            text = self.evidence.verbatim("text", RULE_ENTRY_TEXT, start, end)
            evidence.append(text)
        if lines:
            contact_line = self.evidence.verbatim("contact_line", RULE_CONTACT_LINE, lines[0].start, lines[-1].end)
            evidence.append(contact_line)
        entry_id = self._entry_id(theme_id, municipality, title)
        self._remark_contacts(entry_id, reading, block)
        self._remark_struck(f"entry {entry_id}", block.first, block.end)
        return Entry(
            entry_id,
            position,
            theme_id,
            municipality.name if municipality else None,
            title.value if title else None,
            text.value if text else "",
            contact_line.value if contact_line else None,
            self._contacts(reading, contact_line, municipality),
            self.evidence.mentions(self._spans(block, titles, (start, end)), municipality),
            *self.evidence.span(block.first, block.end),
            tuple(evidence),
        )

    def _contact_lines(self, block: Block) -> tuple[Line, ...]:
        return self.lines[block.contact[0] : block.contact[1]]

    def _reading(self, lines: tuple[Line, ...]) -> Reading:
        """What contact lines say; a project that is under several themes has the same ones there."""
        if not self.readings or (written := self._written(lines)) not in self.readings:
            return read_contacts(lines, self.source)
        reading = self.readings[written] = self.readings[written] or read_contacts(lines, self.source)
        return reading

    def _written(self, lines: tuple[Line, ...]) -> Written:
        return tuple([(line.text, line.label) for line in lines])

    def _contacts(
        self, reading: Reading, lines: Evidence | None, municipality: Municipality | None
    ) -> tuple[Contact, ...]:
        if lines is None:
            return ()
        return make_contacts(reading, lines.value, own_domains(municipality, self.source), lines.start)

    def _text(self, block: Block) -> Span:
        """Where the text of an entry is, without the label that may begin it."""
        start, end = self.evidence.span(*block.text)
        label = self.lines[block.text[0]].label if start < end else None
        if label and label.colon and label.kind == "text":
            start += label.end
            start += len(self.page.text[start:end]) - len(self.page.text[start:end].lstrip())
        return start, end

    def _entry_id(self, theme_id: str | None, municipality: Municipality | None, title: Evidence | None) -> str:
        whose = municipality.slug if municipality else UNKNOWN
        name = slug(title.value) if title else UNKNOWN
        return unique(f"{theme_id or UNKNOWN}/{whose or UNKNOWN}/{name or UNKNOWN}", self.used)

    def _municipality(self, block: Block, titles: Titles, text: Span, reading: Reading) -> Whereabouts | None:
        if titles.names_unknown:
            self._remark_unknown(block.title)
            return None
        if titles.municipalities:
            return in_title(*titles.municipalities[-1])
        above = titles.above
        if above and (self.titled_by_municipality or any(self.lines[n].kind is Kind.MUNICIPALITY for n in above)):
            self._remark_unknown(above[0])
            return None
        title = (titles.title.start, titles.title.end) if titles.title else None
        first = self.evidence.span(block.text[0], block.text[0] + 1) if text[0] < text[1] else None
        found = decide(
            opening=[span for span in (title, first) if span],
            title=title,
            text=text,
            addresses=tuple(reading.addresses(self.lines[block.contact[0]].start)) if reading.groups else (),
            page=self.page.text,
            within=self.evidence.within,
            source=self.source,
            reference=self.reference,
        )
        if found is None:
            self._remark_unknown(block.title)
        return found

    def _spans(self, block: Block, titles: Titles, text: Span) -> list[Span]:
        """Where an entry may name others: in its title and its text, and above them where it names several."""
        spans = [(titles.title.start, titles.title.end), text] if titles.title else [text]
        if len(titles.municipalities) > 1:
            spans[:0] = [self.evidence.span(n, n + 1) for n in titles.above if n >= block.first]
        return spans

    # Remarks

    def _remark_unknown(self, n: int) -> None:
        where = f"entry at line {n + 1} of page.txt"
        self._warn("municipality_known", "a municipality of the reference table", "none", where, (n, n + 1))

    def _remark_contacts(self, entry_id: str, reading: Reading, block: Block) -> None:
        """Remark what the grammar did not take in: labels that no vocabulary has, phrases that are nothing."""
        where = f"entry {entry_id}"
        labels = [label if names_nobody(label, self.source) else "another label" for label in reading.unknown_labels]
        self._remark_labels_of(labels, where, reading, block)
        if reading.others:
            found = f"{reading.others} of another kind"
            self._warn("contact_line_read", "names, job titles, addresses, numbers", found, where, block.contact)
        if crowded := sum(map(is_crowded, reading.groups)):
            found = counted(crowded, "list in which it is not told", "lists in which it is not told")
            expected = "who is reached by which address and number"
            self._warn("contact_line_read", expected, found, where, block.contact)
        lines = block.contact
        if reading.unsure:
            found = f"{reading.unsure} others"
            self._warn("names_certain", "whole names, and job titles that are none", found, where, lines)
        if reading.former:
            found = f"{len(reading.former)} left out"
            self._warn("contacts_current", "nobody who is a contact no more", found, where, lines)
        if reading.ended:
            self._warn("contacts_current", "no contact with an end", f"{len(reading.ended)} kept", where, lines)

    def _remark_struck(self, where: str, first: int, end: int) -> None:
        """Remark the lines in which words are struck out: they are kept in texts, and no contact is read from them."""
        is_any = self.page.text.find(STRIKE[0], *self.evidence.span(first, end)) >= 0  # few pages have the sign
        for n in range(first, end) if is_any else ():
            if STRUCK.search(self.lines[n].text):
                self._warn("nothing_struck", "nothing that is struck out", "words that are", where, (n, n + 1))

    def _remark_unlabelled(self, entries: Sequence[Entry]) -> None:
        """Remark the entries whose contacts have no label, and are in no sentence, where most have one."""
        reached = [pair for pair in zip(entries, self.entry_blocks, strict=True) if pair[0].contacts]
        unlabelled = [pair for pair in reached if not (pair[0].contacts[0].label or self._invites(pair[1]))]
        if len(unlabelled) * 2 < len(reached):
            for entry, block in unlabelled:
                reading = self._reading(self._contact_lines(block))
                self._remark_labels_of(["none"], f"entry {entry.entry_id}", reading, block)

    def _remark_labels_of(self, labels: Sequence[str], where: str, reading: Reading, block: Block) -> None:
        """Remark labels that no vocabulary has: they may be none, unless they are with people and their addresses."""
        are_read = not reading.others and all(group.subjects and group.emails for group in reading.groups)
        for found in labels:
            if are_read:
                self.unusual[found].append(where)
            else:
                self._warn("contact_label_known", LABEL_EXPECTED, found, where, block.contact)

    def _remark_labels(self) -> None:
        """Remark, once each, the other labels that people and how to reach them have on this page."""
        for found, where in self.unusual.items():
            self.remarks.append(Remark("contact_label_known", "info", LABEL_EXPECTED, found, "; ".join(where)))

    def _invites(self, block: Block) -> bool:
        """Whether contacts are in a sentence that invites to ask: "Met vragen kunt u terecht bij Jan Jansen via …"."""
        inviting = self.source.contact_words.inviting
        words = self.lines[block.contact[0]].text.split()
        return sum(word in inviting for word in words) >= FEWEST_OF_INVITATION

    def _remark_titles(self) -> None:
        """Remark, once, what nearly all titles begin or end with and is no part of any."""
        for found in filter(None, (self.habit.beginning, self.habit.end)):
            self.remarks.append(Remark("title_signs", "info", "titles of words of their own", f"“{found}”", "on most"))

    def _warn(self, check: str, expected: str, found: str, detail: str, lines: tuple[int, int]) -> None:
        self.remarks.append(Remark(check, "warning", expected, found, detail, lines))

    # Notes

    def _note(self, position: int, block: Block, theme_id: str | None) -> Note:
        text = self.evidence.verbatim("text", RULE_NOTE, *self.evidence.span(block.first, block.end))
        mentions = self.evidence.mentions([(text.start, text.end)], None)
        self._remark_struck(f"note-{position}", block.first, block.end)
        return Note(f"note-{position}", theme_id, text.value, mentions, text.start, text.end, (text,))
