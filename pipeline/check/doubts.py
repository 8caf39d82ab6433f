"""Where the reading of a page may be wrong although all else holds.

Lines of an uncertain role, notes like projects, and addresses at the domain of another municipality.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, pairwise, zip_longest

from pipeline.check.limits import MOST_ELSEWHERE
from pipeline.check.outcomes import Check, Finding, LineRange, Places, exceptions, lines_named
from pipeline.contacts.addresses import has_address
from pipeline.definition.source import Source
from pipeline.gazetteer.gazetteer import Reference
from pipeline.records import Kind, Part, Records
from pipeline.segment import facts
from pipeline.tables.schema import Row, Rows

# What a note has that is a project: the name of its municipality, and an address or a title.
NAMES_MUNICIPALITY = facts.MUNICIPALITY | facts.MUNICIPALITY_LABEL | facts.WITH_MUNICIPALITY
LIKE_TITLE = facts.TITLE_LABEL | facts.MUNICIPALITY
UNLIKE_TITLE = facts.ENDS_SENTENCE | facts.ITEM | facts.LEADS_AWAY
ELSEWHERE_OR_WHEN = facts.LEADS_AWAY | facts.LINK | facts.REFERS | facts.WHEN_OR_WHERE | facts.OF_THE_SITE
SENTENCES = facts.ENDS_SENTENCE | facts.LONG
TITLED = frozenset({Kind.HEADING, Kind.PANEL, Kind.BOLD})
# "weerbaarheid1", "In 20191": where a text was copied, the mark of a footnote is a digit like any other.
FOOTNOTE = re.compile(r"(?<![\w@./-])[A-Za-zÀ-ÿ]{4,}[1-9](?![\w@/-])|(?<![\d.,+-])(?:19|20)\d\d[1-9](?![\d%])(?!\.\d)")


def doubts(
    records: Records, rows: Rows, source: Source, reference: Reference, places: Places, least: int
) -> Iterator[Check]:
    """The checks on roles, notes and domains; a role is certain from a margin of `least` points on."""
    yield exceptions("roles_certain", "warning", f"each line has its role by {least} points", _uncertain(rows, least))
    yield exceptions(
        "note_is_no_project",
        "warning",
        "no note names a municipality and holds an address or a line like a title",
        _like_projects(records),
    )
    yield exceptions(
        "text_after_contact",
        "warning",
        "no text is left over after the contact in the panel of a project, and no fact of it",
        _left_over(records),
    )
    yield exceptions(
        "text_of_one_project",
        "warning",
        "no line in the text of an entry is like the title of another project, or of what is after the last",
        chain(_swallowed(records), _headed(records)),
    )
    yield _elsewhere(rows, source, reference, places)
    yield exceptions(
        "no_footnote_marks",
        "warning",
        "no word and no year of a title or text ends in a digit as the mark of a footnote would be",
        _with_marks(rows, places),
    )


def _with_marks(rows: Rows, places: Places) -> Iterator[Finding]:
    """The entries in which a digit may be the mark of a footnote."""
    for row in rows["entries"]:
        if FOOTNOTE.search(f"{row['title']} {row['text']}"):
            yield Finding(f"entry {row['entry_id']}", (places.lines(row),))


def _uncertain(rows: Rows, least: int) -> Iterator[Finding]:
    """Runs of lines whose margin is small, the least certain first, since only so many are listed."""
    runs: list[list[Row]] = []
    for row in rows["lines"]:
        if row["margin"] < least:
            if runs and runs[-1][-1]["line"] == row["line"] - 1:
                runs[-1].append(row)
            else:
                runs.append([row])
    for run in sorted(runs, key=lambda run: min(row["margin"] for row in run)):
        first, last = run[0]["line"], run[-1]["line"]
        yield Finding(lines_named(first, last), ((first - 1, last),))


def _like_projects(records: Records) -> Iterator[Finding]:
    """The notes that have what a project has."""
    starts = [line.start for line in records.page.lines]
    for note in records.notes:
        first, end = bisect_left(starts, note.start), bisect_left(starts, note.end)
        lines, found = records.page.lines[first:end], records.labelling.facts[first:end]
        names_municipality = bool(note.mentions) or any(each & NAMES_MUNICIPALITY for each in found)
        is_reached = any(has_address(line.text) for line in lines)
        if names_municipality and (is_reached or any(map(_is_title, found, (line.kind for line in lines)))):
            yield Finding(f"{note.note_id} at line {first + 1}", ((first, end),))


def _left_over(records: Records) -> Iterator[Finding]:
    """Notes that go on with an entry: in its panel, from a fact on, or with sentences where it has none itself.

    Its text is before its contact or after it.
    """
    titles = [block.title for block in records.blocks if block.part is Part.ENTRY]
    for block, note in pairwise(records.blocks):
        found = records.labelling.facts[note.first : note.end]
        if (
            block.part is not Part.ENTRY
            or note.part is not Part.NOTE
            or all(each & ELSEWHERE_OR_WHEN for each in found)
        ):
            continue
        around = [panel for panel in records.page.panels if panel[0] <= block.title < note.first < panel[1]]
        inside = any(bisect_left(titles, end) - bisect_left(titles, first) == 1 for first, end in around)
        own = records.labelling.facts[slice(*block.text)]
        is_text = any(each & facts.ENDS_SENTENCE for each in found) > any(each & SENTENCES for each in own)
        if inside or is_text or found[0] & facts.NAMES_FACT:
            yield Finding(lines_named(note.first + 1, note.end), ((note.first, note.end),))


def _swallowed(records: Records) -> Iterator[Finding]:
    """Lines of texts like titles that name another municipality, or are before a line that opens with its name."""
    found, starts = records.labelling.facts, [line.start for line in records.page.lines]
    for entry in records.entries:
        first = min((each.start for each in entry.evidence if each.column == "text"), default=entry.end)
        named = {bisect_right(starts, each.start) - 1 for each in entry.mentions if each.start > first}
        for n in sorted(named | {n - 1 for n in named}):
            is_title = facts.BEFORE_OPENING | (facts.WITH_MUNICIPALITY if n in named else 0)
            if starts[n] > first and found[n] & is_title and not found[n] & UNLIKE_TITLE:
                yield Finding(f"line {n + 1} in entry {entry.entry_id}", ((n, n + 1),))


def _headed(records: Records) -> Iterator[Finding]:
    """Headings in texts that nothing ends: that of the last project of a theme, below its contact.

    "Zie ook" and the links below it are after the last project and in no text, unless other texts have such headings.
    """
    lines = records.page.lines
    texts = [block.text for block in records.blocks if block.part is Part.ENTRY]
    forms = Counter((line.kind, line.level) for first, end in texts for line in lines[first:end])
    for block, following in zip_longest(records.blocks, records.blocks[1:]):
        is_last = following is None or following.part is not Part.ENTRY
        if block.part is Part.ENTRY and is_last and block.contact[0] < block.contact[1] <= block.text[0]:
            for n in range(*block.text):
                if lines[n].kind in TITLED and forms[lines[n].kind, lines[n].level] == 1:
                    yield Finding(f"line {n + 1}", ((n, n + 1),))


def _is_title(of_line: int, kind: Kind) -> bool:
    """Whether a line is like a title: marked as one and no link, as in a table of contents, or before a first line."""
    if of_line & facts.BEFORE_OPENING:
        return not of_line & facts.LEADS_AWAY
    return kind in TITLED or (of_line & LIKE_TITLE != 0 and kind is not Kind.LINK)


def _elsewhere(rows: Rows, source: Source, reference: Reference, places: Places) -> Check:
    """Whether addresses at a domain that is a municipality's name are at its entries: no way of reading can feign that.

    Another domain that the source lists, such as t-diel.nl, may be that of several.
    """
    municipalities = {row["entry_id"]: row["municipality"] for row in rows["entries"]}
    is_own: dict[str, list[bool]] = defaultdict(list)
    lines: dict[str, list[LineRange]] = defaultdict(list)
    for row in rows["contacts"]:
        name, domain = municipalities.get(row["entry_id"]), (row["email"] or "").rpartition("@")[2]
        owner = reference.owner(domain)
        if name and owner:
            own = {owner.name, reference.current(owner.name)}  # one that merged keeps its domain for a while
            is_own[row["entry_id"]].append(name in own or domain in source.domains.get(name, ()))
            lines[row["entry_id"]].append(places.lines(row))
    elsewhere = [entry for entry, found in is_own.items() if not all(found)]
    most = max(1, int(MOST_ELSEWHERE * len(is_own)))
    return exceptions(
        "address_of_its_municipality",
        "warning",
        "no address is at the domain of another municipality than that of its entry",
        (Finding(f"entry {entry}", tuple(dict.fromkeys(lines[entry]))) for entry in elsewhere),
        most=most,
    )
