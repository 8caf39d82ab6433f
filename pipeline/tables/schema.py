"""The one definition of the tables: it makes the schemas, the data package, the validation and the documentation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.records import Kind, LinkKind, Role
from pipeline.tables.table import Column, Table

OUT = Path("processed")  # the folder of the tables, unless another is named

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def _text(name: str, description: str, **constraints: Any) -> Column:
    return Column(name, "string", description, **constraints)


def _key(name: str, description: str) -> Column:
    return Column(name, "string", description, required=True, unique=True)


def _offsets(what: str) -> tuple[Column, Column]:
    return (
        Column("start", "integer", f"Where {what} begins in page.txt, in characters from 0", required=True, minimum=0),
        Column("end", "integer", f"Where {what} ends in page.txt, exclusive", required=True, minimum=0),
    )


MUNICIPALITY_COLUMN = _text(
    "municipality", "Official name of the municipality or public body; null where none could be found"
)
GM_CODE = _text("gm_code", "CBS code of the municipality; null for a public body", pattern=r"GM\d{4}")

THEMES = Table(
    "themes", "Themes", "The sections of the page, with the aim that the introduction gives for each.",
    (
        _key("theme_id", "Slug of the heading"),
        _text("theme", "Heading of the section, as published", required=True),
        _text("aim_title", "Heading of the aim in the introduction"),
        _text("aim", "Description of the aim in the introduction"),
        Column("entries", "integer", "Number of entries under the theme", required=True, minimum=0),
        Column("projects", "integer", "Number of projects with an entry under the theme", required=True, minimum=0),
    ),
    ("theme_id",),
)  # fmt: skip

PROJECTS = Table(
    "projects", "Projects", "One row a project: entries that repeat each other under several themes are one project.",
    (
        _key("project_id", "Slugs of municipality and title, joined by /, as they were when it was first captured; "
             "it stays when these change or municipalities merge, and however long the project was away"),
        MUNICIPALITY_COLUMN,
        _text("kind", "What it is", enum=("gemeente", "openbaar lichaam")),
        GM_CODE,
        _text("province", "Province of the municipality, or Caribisch Nederland"),
        _text("gm_code_current", "CBS code of the municipality that it is today; null for a public body, and where it "
              "was divided among several", pattern=r"GM\d{4}"),
        Column("longitude", "number", "Its centroid in 2021, degrees east (WGS 84); of one merged later the mean of "
               "those of what was merged", minimum=-180, maximum=180),
        Column("latitude", "number", "Its centroid in 2021, degrees north (WGS 84); of one merged later the mean of "
               "those of what was merged", minimum=-90, maximum=90),
        _text("title", "Title of its first entry, as published"),
        Column("themes", "list", "theme_id of each theme it is under, in page order"),
        Column("theme_names", "list", "Headings of these themes, as published"),
        Column("leaders", "list", "Names of the people who lead it, in page order"),
        Column("functions", "list", "Job titles that are there instead of a name, in page order"),
        Column("emails", "list", "E-mail addresses of its contacts, in page order", leads=True),
        Column("phones", "list", "Telephone numbers of its contacts, in page order"),
        _text("text", "Text of its most complete entry, a paragraph a line, list items with '- ' before them"),
        Column("entries", "integer", "Number of its entries", required=True, minimum=1),
    ),
    ("project_id",),
)  # fmt: skip

ENTRIES = Table(
    "entries", "Entries", "What is on the page, entry by entry, in page order.",
    (
        _key("entry_id", "theme_id and slugs of municipality and title, joined by /, as they were when it was first "
             "captured; it stays when these change"),
        Column("position", "integer", "Position on the page, from 1", required=True, unique=True, minimum=1),
        _text("theme_id", "Theme it is under"),
        _text("theme", "Heading of that theme, as published"),
        MUNICIPALITY_COLUMN,
        GM_CODE,
        _text("title", "Title without its label, as published"),
        _text("text", "Its paragraphs, one a line, list items with '- ' before them; without title and contact line"),
        _text("contact_line", "Contact line as published; null where there is none"),
        _text("project_id", "Project that it is an entry of", required=True),
        _text("repeat", "first of its project, same as an earlier one (the first or a variant), or variant: another "
              "text or other contacts", required=True, enum=("first", "same", "variant")),
        Column("similarity", "number", "Likeness of its text to that of the project's first entry, 0 to 1: also where "
               "it is the same as a variant", required=True, minimum=0, maximum=1),
        *_offsets("the entry"),
    ),
    ("entry_id",),
    (("theme_id", "themes", "theme_id"), ("project_id", "projects", "project_id")),
)  # fmt: skip

CONTACTS = Table(
    "contacts", "Contacts", "One row for each person, job title or mailbox with each of their addresses.",
    (
        _key("contact_id", "entry_id and a number, joined by #"),
        _text("entry_id", "Entry whose contact line names it", required=True),
        _text("project_id", "Project of that entry", required=True),
        _text("theme_id", "Theme of that entry"),
        _text("municipality", "Municipality of that entry"),
        _text("title", "Title of that entry"),
        _text("label", "Label of the contact line, as published"),
        _text("name", "Name of a person, as published"),
        _text("function", "Job title where there is one instead of a name"),
        _text("email", "E-mail address in lower case", pattern=r"[^@\s]+@[^@\s]+\.[^@\s]+", leads=True),
        _text("phone", "Telephone number as it is dialled in the Netherlands, with blanks", pattern=r"\d+([ -]\d+)+"),
        Column("external", "boolean", "Whether the address is not at the municipality's own domain; null without one"),
        *_offsets("the contact"),
    ),
    ("contact_id",),
    (("entry_id", "entries", "entry_id"), ("project_id", "projects", "project_id"), ("theme_id", "themes", "theme_id")),
)  # fmt: skip

NOTES = Table(
    "notes", "Notes", "Text on the page that belongs to no project.",
    (
        _key("note_id", "note- and a number"),
        _text("theme_id", "Theme in whose section it is; null in the introduction"),
        _text("text", "Its paragraphs, one a line", required=True),
        *_offsets("the note"),
    ),
    ("note_id",),
    (("theme_id", "themes", "theme_id"),),
)  # fmt: skip

MENTIONS = Table(
    "mentions", "Mentions",
    "Municipalities and public bodies that a text names besides its own: the first naming of each.",
    (
        _text("entry_id", "Entry that names it; null where a note does"),
        _text("note_id", "Note that names it; null where an entry does"),
        _text("municipality", "Official name of what is named", required=True),
        GM_CODE,
        _text("quote", "The name as the text has it", required=True),
        *_offsets("the name"),
    ),
    (),
    (("entry_id", "entries", "entry_id"), ("note_id", "notes", "note_id")),
)  # fmt: skip

EVIDENCE = Table(
    "evidence", "Evidence",
    "Where every extracted cell comes from; a cell that is a list has a row for each of its values.",
    (
        _text("table", "Table of the cell", required=True,
              enum=("themes", "projects", "entries", "contacts", "notes", "mentions", "links")),
        _text("row_id", "Primary key of the row, or its number from 1 where the table has none", required=True),
        _text("column", "Column of the cell", required=True),
        _text("value", "Value of the cell, as in the CSV", required=True),
        _text("rule", "Rule that decided", required=True),
        _text("quote", "What is on the page", required=True),
        *_offsets("the quote"),
        _text("url", "Address of the page, at which a browser scrolls to the quote and marks it", required=True,
              leads=True),
    ),
)  # fmt: skip

LINES = Table(
    "lines", "Lines", "Every line of the page: what it is, and how sure that is.",
    (
        Column("line", "integer", "Number of the line in page.txt, from 1", required=True, unique=True, minimum=1),
        *_offsets("the line"),
        _text("kind", "How it is marked on the page", required=True, enum=tuple(map(str, Kind))),
        _text("role", "What it is taken for", required=True, enum=tuple(map(str, Role))),
        _text("theme_id", "Theme whose heading or aim it is, or in whose section it is"),
        _text("entry_id", "Entry that it is part of"),
        _text("note_id", "Note that it is part of"),
        Column("margin", "integer", "How sure its role is: by so many points more speaks for the page as it is read "
               "than for its best reading in which this line has another role", required=True, minimum=0),
    ),
    ("line",),
    (("theme_id", "themes", "theme_id"), ("entry_id", "entries", "entry_id"), ("note_id", "notes", "note_id")),
)  # fmt: skip

LINKS = Table(
    "links", "Links",
    "Where the page's links lead, but for menus and the like, places on the page itself and links to share it.",
    (
        _text("entry_id", "Entry that it is in"),
        _text("note_id", "Note that it is in"),
        _text("text", "Its words; of one without words what its picture or its title says; null where nothing does, "
              "and where a text does not say where its words end"),
        _text("url", "Address that it leads to, absolute", required=True, leads=True),
        _text("kind", "What is there", required=True, enum=tuple(map(str, LinkKind))),
        Column("start", "integer", "Where its words begin in page.txt, in characters from 0; where they are left out, "
               "as a picture and 'Lees meer' alone are, the end of the line before it, or the beginning of the one "
               "after it where it belongs to that", required=True, minimum=0),
        Column("end", "integer", "Where its words end in page.txt, exclusive; where they are left out, and where that "
               "is not known, the same as start", required=True, minimum=0),
    ),
    (),
    (("entry_id", "entries", "entry_id"), ("note_id", "notes", "note_id")),
)  # fmt: skip

CHECKS = Table(
    "checks", "Checks", "What the pipeline verified about itself and noticed about the page.",
    (
        _text("check", "Name of the check", required=True),
        _text("level", "What a failure is: an error refuses the tables", required=True,
              enum=("error", "warning", "info")),
        Column("passed", "boolean", "Whether it holds", required=True),
        _text("expected", "What was expected"),
        _text("found", "What was found"),
        _text("detail", "Where and what exactly"),
    ),
)  # fmt: skip

SNAPSHOTS = Table(
    "snapshots", "Saved pages",
    "The captures of the page that the dataset knows, oldest to newest, and what each holds.",
    (
        _key("snapshot_id", "Name of the saved page, without suffix"),
        Column("captured_at", "datetime", "When it was captured, in UTC; null where that is unknown"),
        _text("captured_not_before", "Year, month or day before which it was not captured, where no more is known"),
        _text("origin", "Where it comes from", required=True, enum=("live", "archive", "file")),
        _text("url", "Address that was asked", leads=True),
        _text("media_type", "What it was saved as", required=True, enum=("text/html", "text/plain")),
        _text("encoding", "Encoding in which it was read", required=True),
        Column("bytes", "integer", "Its size", required=True, minimum=0),
        _text("sha256", "Hash of its bytes", required=True, pattern="[0-9a-f]{64}"),
        *(
            Column(name, "integer", f"Number of {name} on it", required=True, minimum=0)
            for name in ("themes", "entries", "projects", "municipalities", "contacts")
        ),
        Column("addresses", "integer", "Number of distinct e-mail addresses on it", required=True, minimum=0),
    ),
    ("snapshot_id",),
)  # fmt: skip

# The changes that tell of contacts, in an entry or in all of a project.
OF_CONTACTS = ("leaders", "functions", "emails", "phones", "labels", "contacts", "contact_line")

# Those whose difference is shown word by word.
OF_TEXTS = ("text", "aim", "introduction", "contact_line")

CHANGES = Table(
    "changes", "Changes", "What changed on the page from one capture to the next.",
    (
        _key("change_id", "snapshot_id and a number, joined by #"),
        _text("snapshot_id", "The later capture", required=True),
        _text("previous_id", "The capture before it", required=True),
        Column("captured_at", "datetime", "Time of the later capture, in UTC; null where that is unknown"),
        Column("previous_captured_at", "datetime", "Time of the capture before, in UTC; null where that is unknown"),
        _text("level", "What changed; an entry only where its project does not say the same", required=True,
              enum=("page", "theme", "project", "entry", "note")),
        _text("change", "How it changed. merged: it is now under the municipality that its own went into; typography: "
              "all that differs in quotes, dashes, blanks and the like alone, in one row; order: another place among "
              "the others", required=True,
              enum=("came", "went", "retitled", "merged", "municipality", "moved", "order", *OF_CONTACTS, "text",
                    "aim_title", "aim", "claim", "introduction", "links", "typography")),
        MUNICIPALITY_COLUMN,
        _text("project_id", "The project that it is of"),
        _text("previous_project_id", "The same, where the capture before has it; null for what came"),
        _text("entry_id", "The entry, where the change is of one entry"),
        _text("theme_id", "The theme or, for an entry or a note, the theme that it is under, in the later capture"),
        _text("note_id", "The note, in the later capture; where it went, in the one before"),
        _text("title", "Title of the project or entry, heading of the theme"),
        _text("old", "Value before; several joined by '; '"),
        _text("new", "Value after; several joined by '; '. For order and typography what it is about, by identifiers"),
        _text("difference", "For texts: the words that went as [-words-], those that came as {+words+}"),
    ),
    ("change_id",),
    (("snapshot_id", "snapshots", "snapshot_id"), ("previous_id", "snapshots", "snapshot_id")),
)  # fmt: skip

TABLES = (THEMES, PROJECTS, ENTRIES, CONTACTS, NOTES, MENTIONS, EVIDENCE, LINES, LINKS, CHECKS, SNAPSHOTS, CHANGES)
BY_NAME = {table.name: table for table in TABLES}
