"""Records to the rows of the tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pipeline.gazetteer.gazetteer import Reference
from pipeline.gazetteer.names import Municipality
from pipeline.records import Contact, Entry, Evidence, Link, Mention, Part, Project, Records
from pipeline.segment.viterbi import margins
from pipeline.segment.weights import STATES
from pipeline.tables.schema import Row, Rows
from pipeline.text.fragment import Fragments

# Columns that the reference table gives for the municipality that was found.
LOOKED_UP = ("kind", "gm_code", "province", "gm_code_current", "longitude", "latitude")
# Columns of a project that gather a column of its contacts.
REACHED = {"leaders": "name", "functions": "function", "emails": "email", "phones": "phone"}
RULE_LOOKED_UP = "reference table"
RULE_LINKED = "words of the link"
RULE_BESIDE = "link beside the line"  # whose own words are left out of the texts

Ids = tuple[str | None, str | None, str | None]  # of a theme, an entry and a note
# Characters that make a spreadsheet run a cell as a formula; the wide ones do where it is set to Japanese or Chinese.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
DECIMAL_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def make_rows(records: Records, projects: Sequence[Project], reference: Reference, linked: bool = True) -> Rows:
    """The rows of every table but `checks`, in page order.

    `linked`: whether evidence has the address of its quote, which takes as long as all else.
    """
    return Tabulation(records, projects, reference, linked).rows()


class Tabulation:
    """One page's records on their way to rows; evidence is gathered as cells are written."""

    def __init__(self, records: Records, projects: Sequence[Project], reference: Reference, linked: bool) -> None:
        self.records = records
        self.projects = projects
        self.reference = reference
        self.project_of = {n: project for project in projects for n in project.entries}
        self.place_in_project = {n: nth for project in projects for nth, n in enumerate(project.entries)}
        self.of_theme: defaultdict[str | None, list[int]] = defaultdict(list)
        for n, entry in enumerate(records.entries):
            self.of_theme[entry.theme_id].append(n)
        self.themes = {theme.theme_id: theme for theme in records.themes}
        self.evidence: list[Row] = []
        self.fragments = Fragments(records.page.text, records.page.url) if linked else None

    def rows(self) -> Rows:
        """Every table, evidence after those that give it."""
        rows = {
            "themes": [self._theme(n) for n in range(len(self.records.themes))],
            "projects": [self._project(project) for project in self.projects],
            "entries": [self._entry(n, entry) for n, entry in enumerate(self.records.entries)],
            "contacts": [row for n, entry in enumerate(self.records.entries) for row in self._contacts(n, entry)],
            "notes": self._notes(),
            "mentions": self._mentions(),
        }
        belonging = list(self._belonging())
        links = [
            self._link(number, link, *belonging[link.line])
            for number, link in enumerate(self.records.page.links, start=1)
        ]
        return {**rows, "evidence": self.evidence, "lines": self._lines(belonging), "links": links}

    def _prove(self, table: str, row_id: str, evidence: Iterable[Evidence]) -> None:
        self.evidence.extend(
            {
                "table": table,
                "row_id": row_id,
                "column": e.column,
                "value": e.value,
                "rule": e.rule,
                "quote": e.quote,
                "start": e.start,
                "end": e.end,
                **({"url": self.fragments.url(e.start, e.end)} if self.fragments else {}),
            }
            for e in evidence
        )

    def _known(self, name: str | None) -> Municipality | None:
        return self.reference.by_name(name) if name else None

    def _looked_up(self, entry: Entry, columns: Sequence[str]) -> list[Evidence]:
        """The evidence of cells that follow from the municipality: what named it."""
        named = _column(entry.evidence, "municipality")
        known = self._known(entry.municipality)
        if not named or not known:
            return []
        cells = [(column, getattr(known, column)) for column in columns]
        found = [
            Evidence(c, cell(v), RULE_LOOKED_UP, named[0].quote, named[0].start, named[0].end)
            for c, v in cells
            if v is not None
        ]
        return [*named, *found]

    def _theme(self, n: int) -> Row:
        theme = self.records.themes[n]
        entries = self.of_theme[theme.theme_id]
        self._prove("themes", theme.theme_id, theme.evidence)
        return {
            "theme_id": theme.theme_id, "theme": theme.heading, "aim_title": theme.aim_title, "aim": theme.aim,
            "entries": len(entries), "projects": len({self.project_of[m].project_id for m in entries}),
        }  # fmt: skip

    def _entry(self, n: int, entry: Entry) -> Row:
        project = self.project_of[n]
        nth = self.place_in_project[n]
        known = self._known(entry.municipality)
        theme = self.themes.get(entry.theme_id or "")
        heading = _column(theme.evidence, "theme") if theme else []
        others = [e for e in entry.evidence if e.column != "municipality"]
        self._prove("entries", entry.entry_id, [*heading, *self._looked_up(entry, ["gm_code"]), *others])
        return {
            "entry_id": entry.entry_id, "position": entry.position, "theme_id": entry.theme_id,
            "theme": theme.heading if theme else None, "municipality": entry.municipality,
            "gm_code": known.gm_code if known else None, "title": entry.title, "text": entry.text or None,
            "contact_line": entry.contact_line, "project_id": project.project_id, "repeat": project.repeats[nth],
            "similarity": project.similarities[nth], "start": entry.start, "end": entry.end,
        }  # fmt: skip

    def _project(self, project: Project) -> Row:
        entries = [self.records.entries[n] for n in project.entries]
        first, fullest = entries[0], self.records.entries[project.fullest]
        contacts = [contact for entry in entries for contact in entry.contacts]
        reached = {column: _firsts(contacts, of_contact, column) for column, of_contact in REACHED.items()}
        known = self._known(first.municipality)
        evidence = [
            *self._looked_up(first, LOOKED_UP), *_column(first.evidence, "title"), *chain(*reached.values()),
            *_column(fullest.evidence, "text"),
        ]  # fmt: skip
        themes = list(dict.fromkeys(entry.theme_id for entry in entries if entry.theme_id))
        self._prove("projects", project.project_id, evidence)
        return {
            "project_id": project.project_id,
            "municipality": first.municipality,
            **{column: getattr(known, column) if known else None for column in LOOKED_UP},
            "title": first.title,
            "themes": themes or None,
            "theme_names": [self.themes[theme_id].heading for theme_id in themes] or None,
            **{column: [e.value for e in found] or None for column, found in reached.items()},
            "text": fullest.text or None,
            "entries": len(entries),
        }

    def _contacts(self, n: int, entry: Entry) -> list[Row]:
        return [self._contact(n, entry, number, contact) for number, contact in enumerate(entry.contacts, start=1)]

    def _contact(self, n: int, entry: Entry, number: int, contact: Contact) -> Row:
        contact_id = f"{entry.entry_id}#{contact.number or number}"
        proof = [*contact.evidence]
        if contact.external is not None:
            proof += [Evidence("external", cell(contact.external), "own domain", *_quoted(_column(proof, "email")[0]))]
        self._prove("contacts", contact_id, proof)
        return {
            "contact_id": contact_id, "entry_id": entry.entry_id, "project_id": self.project_of[n].project_id,
            "theme_id": entry.theme_id, "municipality": entry.municipality, "title": entry.title,
            "label": contact.label or None, "name": contact.name,
            "function": contact.function, "email": contact.email, "phone": contact.phone,
            "external": contact.external, "start": contact.start, "end": contact.end,
        }  # fmt: skip

    def _notes(self) -> list[Row]:
        for note in self.records.notes:
            self._prove("notes", note.note_id, note.evidence)
        return [
            {
                "note_id": note.note_id,
                "theme_id": note.theme_id,
                "text": note.text,
                "start": note.start,
                "end": note.end,
            }
            for note in self.records.notes
        ]

    def _mentions(self) -> list[Row]:
        """Mentions of entries and notes, in page order."""
        found: list[tuple[str | None, str | None, Mention]] = [
            *((entry.entry_id, None, mention) for entry in self.records.entries for mention in entry.mentions),
            *((None, note.note_id, mention) for note in self.records.notes for mention in note.mentions),
        ]
        found.sort(key=lambda row: row[2].start)
        return [self._mention(number, *row) for number, row in enumerate(found, start=1)]

    def _mention(self, number: int, entry_id: str | None, note_id: str | None, mention: Mention) -> Row:
        gm_code = self.reference.by_name(mention.municipality).gm_code
        where = (mention.quote, mention.start, mention.end)
        proof = [Evidence("municipality", mention.municipality, "name in the text", *where)]
        if gm_code:
            proof.append(Evidence("gm_code", gm_code, RULE_LOOKED_UP, *where))
        self._prove("mentions", str(number), proof)
        return {
            "entry_id": entry_id, "note_id": note_id, "municipality": mention.municipality, "gm_code": gm_code,
            "quote": mention.quote, "start": mention.start, "end": mention.end,
        }  # fmt: skip

    def _link(self, number: int, link: Link, _: str | None, entry_id: str | None, note_id: str | None) -> Row:
        """A link, which belongs to what its line belongs to."""
        line = self.records.page.lines[link.line]
        page = self.records.page.text
        if link.start < link.end:
            where = (RULE_LINKED, page[link.start : link.end], link.start, link.end)
        else:
            where = (RULE_BESIDE, line.text, line.start, line.end)
        cells = (("text", link.text), ("url", link.url), ("kind", str(link.kind)))
        self._prove("links", str(number), [Evidence(column, value, *where) for column, value in cells if value])
        return {
            "entry_id": entry_id, "note_id": note_id, "text": link.text, "url": link.url, "kind": str(link.kind),
            "start": link.start, "end": link.end,
        }  # fmt: skip

    def _lines(self, belonging: Sequence[Ids]) -> list[Row]:
        """Every line: what it is, what it belongs to, and how sure that is."""
        lines, labelling = self.records.page.lines, self.records.labelling
        sure = [margin for _, margin in margins(labelling)] if lines else []
        found = zip(lines, labelling.states, belonging, sure, strict=True)
        return [
            {
                "line": number, "start": line.start, "end": line.end, "kind": str(line.kind),
                "role": str(STATES[state]), "theme_id": theme_id, "entry_id": entry_id, "note_id": note_id,
                "margin": margin,
            }
            for number, (line, state, (theme_id, entry_id, note_id), margin) in enumerate(found, start=1)
        ]  # fmt: skip

    def _belonging(self) -> Iterator[Ids]:
        """The theme, the entry and the note that each line belongs to; themes below titles are lines of entries."""
        records, lines = self.records, self.records.page.lines
        headings = (lines[block.first].start for block in records.blocks if block.part is Part.THEME)
        ids: dict[int, Ids] = {
            **{start: (theme.theme_id, None, None) for start, theme in zip(headings, records.themes, strict=False)},
            **{e.start: (t.theme_id, None, None) for t in records.themes for e in _column(t.evidence, "aim_title")},
            **{entry.start: (entry.theme_id, entry.entry_id, None) for entry in records.entries},
            **{note.start: (note.theme_id, None, note.note_id) for note in records.notes},
        }
        for block in records.blocks:
            yield from [ids.get(lines[block.first].start, (None, None, None))] * (block.end - block.first)


def cell(value: object) -> str:
    """A value as it is in a CSV cell: nothing for null, lists joined by "; ".

    A number that is no integer has five decimals: of three a Dutch spreadsheet makes thousands, 52.519 is 52519 to it.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.5f}"
    return "; ".join(value) if isinstance(value, list) else str(value)


def _quoted(evidence: Evidence) -> tuple[str, int, int]:
    return evidence.quote, evidence.start, evidence.end


def _column(evidence: Iterable[Evidence], column: str) -> list[Evidence]:
    return [e for e in evidence if e.column == column]


def _firsts(contacts: Sequence[Contact], column: str, renamed: str) -> list[Evidence]:
    """The evidence of each value of a column of contacts, where the value is first, as that of another column."""
    found: dict[str, Evidence] = {}
    for contact in contacts:
        for e in _column(contact.evidence, column):
            found.setdefault(e.value, Evidence(renamed, e.value, e.rule, e.quote, e.start, e.end))
    return list(found.values())


def is_formula(value: object) -> bool:
    """Whether a spreadsheet would run a cell with this value."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, str) and first.startswith(FORMULA) and not DECIMAL_NUMBER.fullmatch(first)
