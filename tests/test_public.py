"""The public edition holds no personal data, and who asked to be left out stands in none."""

import argparse
import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.editions import public
from pipeline.editions.published import Published, read_published
from pipeline.records import Refusal
from pipeline.redact import BAR, redact, strings
from pipeline.suppress import hashed, load_suppressed, suppress
from pipeline.tables import BY_NAME, TABLES
from tests.changes import as_text, replace
from tests.editions import validated, write
from tests.markups import saved, saved_text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("editions"), saved())


@pytest.fixture(scope="module")
def published(folder: Path) -> Published:
    return read_published(folder)


def people(published: Published) -> set[str]:
    return {row["name"] for row in published.rows["contacts"] if row["name"]}


def addresses(published: Published) -> set[str]:
    return {row["email"] for row in published.rows["contacts"] if row["email"]}


@pytest.fixture(scope="module")
def open_folder(folder: Path) -> Path:
    assert public.run(argparse.Namespace(out=folder)) == 0
    return folder / "public"


def contents(folder: Path) -> dict[str, str]:
    """All text of each file of a folder."""
    found = {}
    for path in sorted(folder.iterdir()):
        if path.suffix == ".parquet":
            found[path.name] = "\n".join(value for _, value in strings({"": pq.read_table(path).to_pylist()}))
        elif path.is_file():
            found[path.name] = path.read_text(encoding="utf-8")
    return found


def test_no_name_and_no_personal_address_stands_in_any_file_of_the_public_edition(
    published: Published, open_folder: Path
) -> None:
    shared = {"ondermijning@haarlem.nl", "veiligheid@vlaardingen.nl"}
    removed = people(published) | (addresses(published) - shared)
    assert len(removed) == 29 + 27
    files = contents(open_folder)
    assert {"page.txt", "report.html", "datapackage.json", "evidence.parquet"} <= set(files)
    assert "this is the public edition" in files["report.html"]
    for text in files.values():
        folded = text.casefold()
        assert not [number for number, value in enumerate(sorted(removed)) if value.casefold() in folded]
    assert all(each in files[name] for each in shared for name in ("contacts.csv", "projects.csv", "page.txt"))


def test_the_public_edition_has_the_same_rows_and_its_offsets_hold(published: Published, open_folder: Path) -> None:
    edition = read_published(open_folder)
    assert len(edition.page_text) == len(published.page_text)
    for row in edition.rows["evidence"]:
        assert edition.page_text[row["start"] : row["end"]] == row["quote"]
        assert BAR not in row["value"] or row["column"] in ("text", "contact_line")
    for name in set(BY_NAME) - {"evidence"}:
        assert len(edition.rows[name]) == len(published.rows[name])
    assert [row["title"] for row in edition.rows["projects"]] == [row["title"] for row in published.rows["projects"]]
    assert [row["phone"] for row in edition.rows["contacts"] if row["phone"]] == ["140412"]
    assert validated(open_folder) == []


def test_a_leader_who_only_stood_in_an_earlier_capture_is_left_out_too(tmp_path: Path) -> None:
    folder = write(tmp_path, as_text("leader_changed"), before=saved())
    full = read_published(folder)
    assert "leaders" in {row["change"] for row in full.rows["changes"]}
    assert public.run(argparse.Namespace(out=folder)) == 0
    before = next(row["old"] for row in full.rows["changes"] if row["change"] == "leaders")
    assert not [name for name, text in contents(folder / "public").items() if before.casefold() in text.casefold()]


def test_names_are_hidden_wherever_they_stand() -> None:
    text = replace(saved_text(), "De gemeente Haarlem richt", "Volgens EBRU  AVCI en mevrouw Avci richt Haarlem")
    rows = {"contacts": [{"name": "Ebru Avci", "function": None, "email": None, "phone": None}], "evidence": []}
    removal = public.personal(rows, text)
    made, hidden = redact(rows, text, removal)
    assert "Volgens ████  ████ en mevrouw ████ richt" in hidden
    assert made["contacts"][0]["name"] is None
    assert "avci" not in hidden.casefold()


def test_telephone_numbers_are_hidden_in_texts_too() -> None:
    text = "Bel 06-12345678 of 0412-345678, +31 (0)412 34 56 78, in 2018-2021."
    contact = {"name": None, "function": "Meldpunt", "email": None, "phone": "0412345678"}
    rows = {"contacts": [contact], "evidence": []}
    made, hidden = redact(rows, text, public.personal(rows, text))
    assert hidden == "Bel ███████████ of 0412-345678, +31 (0)412 34 56 78, in 2018-2021."
    assert made["contacts"][0]["phone"] == "0412345678"


def test_a_name_that_is_a_word_hides_no_word() -> None:
    text = "De dam brak. Dam, dam! Mattijs Dam, m.dam@example.nl"
    contact = {"name": "Mattijs Dam", "function": None, "email": "m.dam@example.nl", "phone": None}
    rows = {"contacts": [contact], "evidence": []}
    assert redact(rows, text, public.personal(rows, text))[1] == "De dam brak. Dam, dam! ███████ ███, ████████████████"


@pytest.mark.parametrize(
    ("address", "shared"),
    [
        ("ondermijning@example.nl", True),
        ("veilige.wijk@example.nl", True),
        ("info@example.nl", True),
        ("j.jansen@example.nl", False),
        ("jansen@example.nl", False),
        ("wijk2@example.nl", False),
        ("de.vries@example.nl", False),
    ],
)
def test_a_mailbox_is_shared_where_its_name_is_made_of_words(address: str, shared: bool) -> None:
    words = public.common_words("Een veilige wijk, de vries@example.nl, Jansen")
    assert public.is_shared(address, words) is shared


def test_a_mailbox_with_the_name_of_a_person_on_the_page_is_not_shared() -> None:
    contact = {"name": "Eva Baas", "function": None, "email": "baas@example.nl", "phone": None}
    rows = {"contacts": [contact], "evidence": []}
    assert public.personal(rows, "De baas weet het. Eva Baas, baas@example.nl").addresses == {"baas@example.nl"}


def test_an_edition_with_a_removed_value_left_is_refused_and_the_old_one_stays(
    folder: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(open_folder)
    monkeypatch.setattr(public, "redact", lambda rows, text, removal: (rows, text))
    with pytest.raises(Refusal, match="holds personal data") as refusal:
        public.run(argparse.Namespace(out=folder))
    assert "@" not in str(refusal.value)
    assert contents(open_folder) == before


# Who asked to be left out


def test_nobody_is_listed_by_a_readable_address() -> None:
    assert all(len(entry) == 64 for entry in load_suppressed())


def test_without_a_listed_address_nothing_changes(published: Published) -> None:
    rows, text = suppress(published.rows, published.page_text, frozenset())
    assert rows is published.rows
    assert text is published.page_text


def test_who_is_listed_is_left_out_of_everything(published: Published) -> None:
    chosen = next(row for row in published.rows["contacts"] if row["email"] == "d.lenten@culemborg.nl")
    own = {row["email"] for row in published.rows["contacts"] if row["name"] == chosen["name"]}
    assert len(own) == 2
    rows, text = suppress(published.rows, published.page_text, frozenset({hashed(" D.Lenten@Culemborg.nl")}))
    left = "\n".join([text, *(value for _, value in strings(rows))]).casefold()
    assert not [value for value in (chosen["name"], *own) if value.casefold() in left]
    assert len(people(Published(rows, text, {}))) == len(people(published)) - 1
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows["evidence"])
    assert rows["checks"][-1]["found"] == "1 left out"


def test_a_listed_address_that_stands_nowhere_changes_no_cell(published: Published) -> None:
    rows, text = suppress(published.rows, published.page_text, frozenset({hashed("nobody@example.nl")}))
    assert text == published.page_text
    assert rows | {"checks": rows["checks"][:-1]} == published.rows


def test_a_list_with_a_readable_address_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "suppressed.toml"
    path.write_text('addresses = ["name@example.nl"]\n', encoding="utf-8")
    with pytest.raises(ValueError, match="sha256"):
        load_suppressed(path)


def test_what_changed_about_people_is_public_only_as_a_fact() -> None:
    change = {"change": "leaders", "old": "A B", "new": "C D", "difference": None}
    made = public.without_former({"changes": [change, {**change, "change": "retitled"}]})
    assert [row["new"] for row in made["changes"]] == [None, "C D"]


def test_who_is_listed_leaves_the_history_and_others_stay(tmp_path: Path) -> None:
    full = read_published(write(tmp_path, as_text("leader_changed"), before=saved()))
    came = next(row["new"] for row in full.rows["changes"] if row["change"] == "leaders")
    went = next(row["old"] for row in full.rows["changes"] if row["change"] == "leaders")
    address = next(row["old"] for row in full.rows["changes"] if row["change"] == "emails")
    rows, text = suppress(full.rows, full.page_text, frozenset({hashed(address)}))
    left = "\n".join([text, *(value for _, value in strings(rows))]).casefold()
    assert address not in left
    assert went.casefold() not in left
    assert came.casefold() in left


def test_csv_of_the_public_edition_has_the_columns_of_the_definition(open_folder: Path) -> None:
    for table in TABLES:
        with (open_folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == table.names
