"""Puts what people decided into the records: a listed, reasoned change of what was read, with the quote it is based on.

Identifiers stay those of the page as it was read, whatever is corrected: they are what the corrections go by. The one
that can be corrected is the project that an entry is of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import count, takewhile
from typing import TypeVar

from msgspec.structs import replace

from pipeline.correct.shown import Shown, words_and_numbers
from pipeline.definition.corrections import Correction, pattern
from pipeline.definition.source import Source
from pipeline.extract.evidence import PageEvidence
from pipeline.extract.municipality import own_domains
from pipeline.gazetteer.gazetteer import Reference
from pipeline.gazetteer.names import Municipality
from pipeline.records import Contact, Entry, Evidence, Mention, Note, Records, Remark, Theme

RULE = "correction"
LAPSED = "corrections_hold"
NOT_ALLOWED = "corrections_allowed"
NAME_COLUMNS = {"label", "name", "function"}  # columns whose value is one name, or may be
FIELD_OF_COLUMN = {"theme": "heading"}  # of a record, where it is not called as the column
NONE_THERE = {"text": "", "label": ""}  # an empty cell, where it is not None in the record
NUMBERED = re.compile(r"-\d+$")  # "samen-sterk-2" is the second project of that name

Recorded = TypeVar("Recorded", Theme, Entry, Contact, Note)
Proofs = dict[str, list[Evidence]]  # the corrected cells of each row


def correct(records: Records, source: Source, reference: Reference) -> Records:
    """The records with the corrections of the source, and what there is to say of each in the remarks.

    One that lapsed is a warning; one that would put in what the page does not show, or no municipality, an error, for
    which the tables are refused. Neither changes anything.
    """
    return Corrector(records, source, reference).records() if source.decisions.corrections else records


class Corrector:
    """One page's records on their way to corrected ones."""

    def __init__(self, records: Records, source: Source, reference: Reference) -> None:
        self.read = records
        self.source = source
        self.reference = reference
        self.text = records.page.text
        self.evidence = PageEvidence(records.page, reference)
        self.shown = Shown(self.text, source.contact_words.prefixes)
        self.theme_ids = {theme.theme_id for theme in records.themes}
        self.rows = self._rows()
        self.remarks: list[Remark] = []
        self.removed: set[tuple[str, str]] = set()  # tables and keys of rows

    def _rows(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Where the quote of a correction must be, by table and key: in the lines of the entry or note."""
        found = {("themes", theme_id): (0, len(self.text)) for theme_id in self.theme_ids}
        found |= {("notes", note.note_id): (note.start, note.end) for note in self.read.notes}
        for entry in self.read.entries:
            span = entry.start, entry.end
            found["entries", entry.entry_id] = span
            known = len(entry.contacts) + self._added(entry)
            found |= {("contacts", contact_id(entry, n)): span for n in range(known)}
        return found

    def _added(self, entry: Entry) -> int:
        """How many contacts the corrections add to an entry: their keys go on from those of the ones that it has."""
        listed = {one.row for one in self.source.decisions.corrections if one.table == "contacts"}
        further = (contact_id(entry, n) for n in count(len(entry.contacts)))
        return sum(1 for _ in takewhile(listed.__contains__, further))

    def records(self) -> Records:
        """All records, corrected."""
        proofs: dict[str, Proofs] = defaultdict(lambda: defaultdict(list))
        for correction in self.source.decisions.corrections:
            if (proof := self._proof(correction)) and correction.remove:
                self.removed.add((correction.table, correction.row))
            elif proof:
                proofs[correction.table][correction.row].append(proof)
        entries = (entry for entry in self.read.entries if ("entries", entry.entry_id) not in self.removed)
        notes = (note for note in self.read.notes if ("notes", note.note_id) not in self.removed)
        return replace(
            self.read,
            themes=tuple(corrected(theme, proofs["themes"][theme.theme_id]) for theme in self.read.themes),
            entries=tuple(
                replace(self._entry(entry, proofs["entries"], proofs["contacts"]), position=n)
                for n, entry in enumerate(entries, start=1)
            ),
            notes=tuple(corrected(note, proofs["notes"][note.note_id]) for note in notes),
            remarks=(*self.read.remarks, *self.remarks),
        )

    # One correction

    def _proof(self, correction: Correction) -> Evidence | None:
        """The evidence of the corrected cell; None, with a remark, where the correction lapsed or is not allowed."""
        span = self.rows.get((correction.table, correction.row))
        found = pattern(correction.quote).search(self.text, *span) if span else None
        gone = "no such quote in the lines of the row" if span else f"no such row of {correction.table}"
        if lapsed := self._lapsed(correction) or (None if found else gone):
            self._remark(LAPSED, "warning", lapsed, correction)
        elif not correction.remove and (unseen := self._unseen(correction)):
            self._remark(NOT_ALLOWED, "error", f"{unseen} that is not there", correction)
        elif found:
            self._remark(RULE, "info", f"decided on {correction.on}", correction)
            return Evidence(correction.column, self._value(correction), RULE, found[0], *found.span())
        return None

    def _lapsed(self, correction: Correction) -> str | None:
        if correction.page not in {"", self.read.page.sha256}:
            return "another page than the one it is for"
        is_lost = correction.column == "theme_id" and correction.value not in {"", *self.theme_ids}
        return "no theme with this theme_id" if is_lost else None

    def _value(self, correction: Correction) -> str:
        if correction.column == "municipality" and correction.value:
            return self.reference.by_name(correction.value).name
        return correction.value

    def _unseen(self, correction: Correction) -> str | None:
        """What of its value may not be put into the table, without repeating it."""
        column, value = correction.column, correction.value
        if column == "municipality":
            return None if not value or self._municipality(value) else "a municipality"
        if column == "email":
            return None if value in {"", *self.shown.addresses} else "an address"
        if column == "phone":
            return None if value in {"", *self.shown.numbers} else "a telephone number"
        if column == "project_id":
            known = self.shown.words.union(*(words_and_numbers(entry.entry_id) for entry in self.read.entries))
            return None if known.issuperset(words_and_numbers(NUMBERED.sub("", value))) else "a word"
        return None if column == "theme_id" else self.shown.unseen(value, column in NAME_COLUMNS)

    def _municipality(self, name: str | None) -> Municipality | None:
        try:
            return self.reference.by_name(name) if name else None
        except KeyError:
            return None

    def _remark(self, check: str, level: str, found: str, correction: Correction) -> None:
        self.remarks.append(Remark(check, level, EXPECTED[check], found, correction.named))

    # Records

    def _entry(self, entry: Entry, of_entries: Proofs, of_contacts: Proofs) -> Entry:
        proofs = of_entries[entry.entry_id]
        contacts = self._contacts(entry, of_contacts)
        made = replace(corrected(entry, proofs), contacts=tuple(contacts))
        columns = {proof.column for proof in proofs}
        if columns & {"municipality", "title"}:
            made = replace(made, named=(entry.municipality, entry.title))
        if columns & {"municipality", "title", "text"}:
            made = replace(made, mentions=self._mentions(entry, made))
        if "municipality" in columns or contacts != [*entry.contacts]:
            domains = own_domains(self._municipality(made.municipality), self.source)
            made = replace(made, contacts=tuple(_with_external(contact, domains) for contact in contacts))
        return made

    def _contacts(self, entry: Entry, proofs: Proofs) -> list[Contact]:
        """The contacts of an entry, corrected, and after them those that were added; without those that are none."""
        contacts = [corrected(one, proofs[contact_id(entry, n)]) for n, one in enumerate(entry.contacts)]
        while cells := [proof for proof in proofs[contact_id(entry, len(contacts))] if proof.value]:
            empty = Contact("", None, None, None, None, None, cells[0].start, cells[0].end, ())
            contacts.append(corrected(empty, cells))
        numbered = ((contact_id(entry, n), replace(one, number=n + 1)) for n, one in enumerate(contacts))
        kept = [one for key, one in numbered if ("contacts", key) not in self.removed]
        return kept if len(kept) < len(contacts) else contacts

    def _mentions(self, read: Entry, made: Entry) -> tuple[Mention, ...]:
        """What the title and the text of an entry name besides its own municipality, as far as both still do."""
        spans = [(e.start, e.end) for column in ("title", "text") for e in read.evidence if e.column == column]
        above = [(m.start, m.end) for m in read.mentions if not any(start <= m.start < end for start, end in spans)]
        found = self.evidence.mentions([*above, *spans], self._municipality(made.municipality))
        said = f"{made.title}\n{made.text}"
        return tuple(mention for mention in found if mention.quote in said or (mention.start, mention.end) in above)


EXPECTED = {
    LAPSED: "the row and the quote of each correction are on the page",
    NOT_ALLOWED: "a value that the page shows or, for a municipality, that is in the list of municipalities",
    RULE: "a cell or a row as somebody decided",
}


def contact_id(entry: Entry, n: int) -> str:
    """The key of a contact of an entry, by its number from 0."""
    return f"{entry.entry_id}#{n + 1}"


def corrected(record: Recorded, proofs: Iterable[Evidence]) -> Recorded:
    """A record with corrected cells, each with its proof instead of the evidence that the cell had."""
    for proof in proofs:
        field = FIELD_OF_COLUMN.get(proof.column, proof.column)
        others: tuple[Evidence, ...] = tuple(e for e in record.evidence if e.column != proof.column)
        cell = proof.value or NONE_THERE.get(field)
        record = replace(record, **{field: cell}, evidence=(*others, proof) if proof.value else others)
    return record


def _with_external(contact: Contact, domains: tuple[str, ...]) -> Contact:
    """A contact that says whether its address is at none of the domains of its municipality."""
    domain = f".{contact.email.rpartition('@')[2]}" if contact.email else None
    return replace(contact, external=not domain.endswith(domains) if domain and domains else None)
