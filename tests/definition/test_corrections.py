"""The list of what people decided: what is malformed is named, with what to do."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.definition.corrections import Accepted, Decisions, load_decisions
from pipeline.definition.source import DEFINITION, load_source
from pipeline.records import Refusal

CORRECTION = """[[corrections]]
table = "contacts"
row = "thema/stad/titel#1"
column = "name"
value = "Ans Klaver"
quote = "Projectleider: Ans Klaver"
reason = "it is a name"
by = "somebody"
on = 2021-05-31
"""
ACCEPTED = """[[accepted]]
check = "roles_certain"
row = "page"
quote = "Wat ging vooraf"
reason = "a line of the text"
by = "somebody"
on = 2021-05-31
"""


def loaded(folder: Path, text: str) -> Decisions:
    (folder / "corrections.toml").write_text(text, encoding="utf-8")
    return load_decisions(folder / "corrections.toml")


def test_the_list_that_is_shipped_is_empty_and_its_example_is_none() -> None:
    assert load_source().decisions == Decisions()


def test_the_examples_in_the_shipped_list_are_some(tmp_path: Path) -> None:
    lines = DEFINITION.with_name("corrections.toml").read_text(encoding="utf-8").splitlines()
    decisions = loaded(tmp_path, "\n".join(line[4:] for line in lines if line.startswith("#   ")))
    assert [one.remove for one in decisions.corrections] == [False, True]
    assert len(decisions.accepted) == 1


def test_without_a_list_nobody_decided_anything(tmp_path: Path) -> None:
    assert load_decisions(tmp_path / "corrections.toml") == Decisions()


def test_a_value_is_as_texts_are_in_the_tables(tmp_path: Path) -> None:
    written = CORRECTION.replace('"name"', '"label"').replace('"Ans Klaver"', '"""\n A\u00adns\u00a0 Klaver\n\n"""')
    assert [one.value for one in loaded(tmp_path, written).corrections] == ["Ans Klaver"]


def test_decisions_are_read_in_order_and_numbered(tmp_path: Path) -> None:
    decisions = loaded(tmp_path, CORRECTION + ACCEPTED + CORRECTION.replace('"name"', '"label"'))
    assert [(one.column, one.number) for one in decisions.corrections] == [("name", 1), ("label", 2)]
    day = date(2021, 5, 31)
    expected = Accepted("roles_certain", "page", "Wat ging vooraf", "a line of the text", "somebody", day)
    assert decisions.accepted == (expected,)


# What of an entry is written otherwise, and what is said of it.
WRONG = {
    CORRECTION: [
        ("[[corrections]]", "[[corrections]", "TOML"),
        ("[[corrections]]", "[corrections]", "a list for 'corrections'"),
        ("[[corrections]]", "[[correction]]", "no 'correction'"),
        ('reason = "it is a name"\n', "", "'reason' in number 1 of 'corrections'"),
        ('"it is a name"', '" "', "'reason' in number 1 of 'corrections'"),
        ('by = "somebody"', 'by = ""', "'by' in number 1 of 'corrections'"),
        ('quote = "Projectleider: Ans Klaver"', 'quote = ""', "'quote' in number 1 of 'corrections'"),
        ("on = 2021-05-31", 'on = "31 mei"', "a date (2021-05-31) for 'on' in number 1 of 'corrections'"),
        ("on = 2021-05-31", "when = 2021-05-31", "'on' in number 1 of 'corrections'"),
        ('value = "Ans Klaver"', "value = 5", "a text for 'value' in number 1 of 'corrections'"),
        ('column = "name"', 'column = "external"', "contacts.external: of contacts it may be label, name"),
        ('value = "Ans Klaver"', "remove = true", "a row of entries, contacts, notes and no column or value to remove"),
        ('column = "name"\nvalue = "Ans Klaver"', 'remove = "ja"', "'column' in number 1 of 'corrections'"),
        ('column = "name"', 'column = "name"\nremove = 1', "true or false for 'remove'"),
        ('table = "contacts"', 'table = "projects"', "a project has what its entries and contacts have"),
        ('table = "contacts"', 'table = "contact"', "the tables themes, entries, contacts, notes"),
        (
            'table = "contacts"\nrow = "thema/stad/titel#1"\ncolumn = "name"\nvalue = "Ans Klaver"',
            'table = "notes"\nrow = "note-1"\ncolumn = "text"\nvalue = ""',
            "every row has a text",
        ),
        ('"Ans Klaver"', '"Ans\\nKlaver"', "one line for 'value' in number 1 of 'corrections'"),
        ('value = "Ans Klaver"', 'value = "Ans ██████"', "found one that hides who is left out"),
        ("[[corrections]]", f"{CORRECTION}[[corrections]]", "another for that of number 1 of 'corrections'"),
    ],
    ACCEPTED: [
        ('check = "roles_certain"\n', "", "'check' in number 1 of 'accepted'"),
        ('"roles_certain"', '""', "'check' in number 1 of 'accepted'"),
        ('"Wat ging vooraf"', '"  "', "'quote' in number 1 of 'accepted'"),
        ('row = "page"', 'rows = "page"', "'row' in number 1 of 'accepted'"),
    ],
}


@pytest.mark.parametrize(
    ("entry", "old", "new", "said"), [(entry, *wrong) for entry, wrongs in WRONG.items() for wrong in wrongs]
)
def test_a_malformed_entry_is_refused_with_its_place(tmp_path: Path, entry: str, old: str, new: str, said: str) -> None:
    assert old in entry
    with pytest.raises(Refusal) as refusal:
        loaded(tmp_path, entry.replace(old, new, 1))
    assert said in str(refusal.value)
    assert str(tmp_path / "corrections.toml") in str(refusal.value)
    assert "take it off the list" in str(refusal.value)
