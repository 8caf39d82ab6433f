"""The public edition holds no personal data."""

import argparse
import csv
import re
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.editions.published import Published, read_published
from pipeline.privacy import public_edition
from pipeline.privacy.decisions import load_public_decisions
from pipeline.privacy.people import People, known_words
from pipeline.privacy.redact import BAR, Removal, redact
from pipeline.records import Refusal
from pipeline.tables.schema import BY_NAME, TABLES, Row, Rows
from tests.datasets import source
from tests.editions.material import addresses, contents, people, validated, write
from tests.pages.changes import as_text, contact_line, replace, with_people
from tests.pages.markups import MARKUPS, saved, saved_text


@pytest.fixture(scope="module")
def open_folder(folder: Path) -> Path:
    assert public_edition.run(argparse.Namespace(out=folder)) == 0
    return folder / "public"


def test_no_name_and_no_personal_address_is_in_any_file_of_the_public_edition(
    published: Published, open_folder: Path
) -> None:
    shared = {"ondermijning@haarlem.nl", "veiligheid@vlaardingen.nl"}
    removed = people(published) | (addresses(published) - shared)
    assert len(removed) == 29 + 27
    files = contents(open_folder)
    assert {"page.txt", "report.html", "datapackage.json", "evidence.parquet"} <= set(files)
    assert "Dit is de openbare uitgave" in files["report.html"]
    for text in files.values():
        folded = unquote(text).casefold()
        assert not [number for number, value in enumerate(sorted(removed)) if value.casefold() in folded]
    assert all(each in files[name] for each in shared for name in ("contacts.csv", "projects.csv", "page.txt"))


def test_the_public_edition_has_the_same_rows_and_its_offsets_hold(published: Published, open_folder: Path) -> None:
    edition = read_published(open_folder)
    assert len(edition.page_text) == len(published.page_text)
    for row in edition.rows["evidence"]:
        assert edition.page_text[row["start"] : row["end"]] == row["quote"]
        assert BAR not in row["value"] or row["column"] in ("text", "contact_line", "function")
    for name in set(BY_NAME) - {"evidence"}:
        assert len(edition.rows[name]) == len(published.rows[name])
    assert edition.rows["lines"] == published.rows["lines"]
    assert [row["title"] for row in edition.rows["projects"]] == [row["title"] for row in published.rows["projects"]]
    assert [row["phone"] for row in edition.rows["contacts"] if row["phone"]] == ["14 0412"]
    assert validated(open_folder) == []


def test_the_public_edition_has_no_links(tmp_path: Path) -> None:
    page = MARKUPS["headings"]().replace(b"</h1>", b"</h1><p><a href=https://example.nl/klaver>Plan</a></p>", 1)
    folder = write(tmp_path, page)
    assert len(read_published(folder).rows["links"]) > 20
    assert public_edition.run(argparse.Namespace(out=folder)) == 0
    edition = read_published(folder / "public")
    assert edition.rows["links"] == []
    assert "links" not in {row["table"] for row in edition.rows["evidence"]}
    assert not [name for name, text in contents(folder / "public").items() if "example.nl/klaver" in text]
    assert validated(folder / "public") == []


def test_a_leader_who_was_only_in_an_earlier_capture_is_left_out_too(tmp_path: Path) -> None:
    folder = write(tmp_path, as_text("leader_changed"), before=saved())
    full = read_published(folder)
    assert "leaders" in {row["change"] for row in full.rows["changes"]}
    assert public_edition.run(argparse.Namespace(out=folder)) == 0
    before = next(row["old"] for row in full.rows["changes"] if row["change"] == "leaders")
    assert not [name for name, text in contents(folder / "public").items() if before.casefold() in text.casefold()]


def removed(text: str, *contacts: Row, **tables: list[Row]) -> tuple[Rows, str]:
    """The tables and the text as the public edition has them."""
    rows: Rows = {"contacts": list(contacts), "evidence": [], **tables}
    removal, _ = public_edition.sort_out(rows, text, source(), load_public_decisions())
    made, hidden = redact(rows, text, removal)
    assert len(hidden) == len(text)
    return made, hidden


def contact(name: str | None = None, email: str | None = None, phone: str | None = None, **columns: str) -> Row:
    return {"label": "Projectleider", "name": name, "function": None, "email": email, "phone": phone, **columns}


def test_names_are_hidden_wherever_they_are() -> None:
    text = "Volgens ANS  KLAVER en mevrouw Klaver richt Haarlem een meldpunt in."
    made, hidden = removed(text, contact("Ans Klaver"))
    assert hidden == "Volgens ███  ██████ en mevrouw ██████ richt Haarlem een meldpunt in."
    assert made["contacts"][0]["name"] is None


@pytest.mark.parametrize("written", ["Zoe van ‘t Hoff", "Zoë van ’t  Hoff", "zoë van 't hoff", "zoe-van-t-hoff"])
def test_names_are_hidden_in_other_accents_apostrophes_and_case(written: str) -> None:
    _, hidden = removed(f"Volgens {written}.", contact("Zoë van 't Hoff"))
    assert not re.search("[zZ]o|[hH]off", hidden)
    assert hidden.startswith("Volgens ")


ADDRESSES = [
    "k.pietersen@rotterdam.nl",
    "K.Pietersen@Rotterdam.nl",
    "k.pietersen (at) rotterdam.nl",
    "k.pietersen [at] rotterdam [punt] nl",
    "k.pietersen @ rotterdam.nl",
    "k [dot] pietersen (apenstaartje) rotterdam.nl",
]


@pytest.mark.parametrize("written", ADDRESSES, ids=range(len(ADDRESSES)))
def test_addresses_are_hidden_however_they_are_written(written: str) -> None:
    _, hidden = removed(f"Schrijf aan {written} of kom.\nOf (liever niet) bel.")
    assert hidden == f"Schrijf aan {re.sub('[^ ]', BAR, written)} of kom.\nOf (liever niet) bel."


def test_a_written_out_address_in_a_text_is_in_no_file_of_the_edition(tmp_path: Path) -> None:
    text = replace(
        saved_text(), "De gemeente Haarlem richt", "Mail k.pietersen (at) rotterdam.nl. De gemeente Haarlem richt"
    )
    folder = write(tmp_path, text.encode())
    assert public_edition.run(argparse.Namespace(out=folder)) == 0
    assert "pietersen" in contents(folder)["entries.csv"]
    assert not [name for name, content in contents(folder / "public").items() if "pietersen" in content.casefold()]
    assert len(read_published(folder / "public").page_text) == len(read_published(folder).page_text)


def test_telephone_numbers_are_hidden_in_texts_too() -> None:
    text = "Bel 06-12345678 of 0412-345678, +31 (0)412 34 56 78, in 2018-2021."
    made, hidden = removed(text, contact(phone="0412 345 678", function="Meldpunt"))
    assert hidden == "Bel ███████████ of 0412-345678, +31 (0)412 34 56 78, in 2018-2021."
    assert made["contacts"][0]["phone"] == "0412 345 678"


@pytest.mark.parametrize(
    ("phone", "stays"),
    [("14 0412", True), ("14 010", True), ("0412 345 678", True), ("06 12345678", False), ("088 123 4567", False)],
)
def test_of_numbers_beside_job_titles_municipal_ones_and_fixed_lines_stay(phone: str, stays: bool) -> None:
    made, hidden = removed(f"Meldpunt, {phone}", contact(phone=phone, function="Meldpunt"))
    assert made["contacts"][0]["phone"] == (phone if stays else None)
    assert (phone in hidden) is stays


@pytest.mark.parametrize(
    "person", [contact("Ans Klaver", phone="0412 345 678"), contact(phone="0412 345 678", label="Bo")]
)
def test_a_number_that_is_given_with_a_person_somewhere_stays_nowhere(person: Row) -> None:
    made, hidden = removed("Bel 0412-345678.", contact(phone="0412 345 678", function="Meldpunt"), person)
    assert [row["phone"] for row in made["contacts"]] == [None, None]
    assert hidden == "Bel ███████████."


def test_labels_that_no_vocabulary_has_go_and_the_same_words_elsewhere_stay() -> None:
    text = "De trekker staat vast.\nTrekker: info@example.nl\nProjectleider: info@example.nl"
    made, hidden = removed(text, contact(email="info@example.nl", label="Trekker"), contact(email="info@example.nl"))
    assert [row["label"] for row in made["contacts"]] == [None, "Projectleider"]
    assert hidden == text.replace("Trekker", "███████")


def test_a_name_before_a_colon_is_in_no_file_of_the_edition(tmp_path: Path) -> None:
    text = replace(saved_text(), ": ".join(contact_line("Gouda")), "Jan Klaver: jan.klaver@gouda.nl")
    folder = write(tmp_path, text.encode())
    assert public_edition.run(argparse.Namespace(out=folder)) == 0
    assert "Klaver" in contents(folder)["contacts.csv"]
    assert not [name for name, content in contents(folder / "public").items() if "klaver" in content.casefold()]


def test_a_name_that_is_a_word_hides_no_word() -> None:
    text = "De dam brak. Dam, dam! Martijn Dam, m.dam@example.nl"
    _, hidden = removed(text, contact("Martijn Dam", "m.dam@example.nl"))
    assert hidden == "De dam brak. Dam, dam! ███████ ███, ████████████████"


def test_a_name_that_is_a_word_is_a_name_with_a_capital_within_a_sentence() -> None:
    text = "De dam brak. Dat zei Dam, en het plan van Dam werkt.\nDam vindt het goed."
    _, hidden = removed(text, contact("Martijn Dam", "m.dam@example.nl"))
    assert hidden == "De dam brak. Dat zei ███, en het plan van ███ werkt.\nDam vindt het goed."


def test_a_name_that_is_a_municipality_hides_no_municipality() -> None:
    projects = [{"municipality": "Zwolle"}]
    _, hidden = removed("Ans Zwolle werkt in Zwolle.", contact("Ans Zwolle"), projects=projects)
    assert hidden == "███ ██████ werkt in Zwolle."


def test_what_changed_in_a_text_does_not_cut_names_in_two(tmp_path: Path) -> None:
    def told(name: str) -> bytes:
        text = with_people(saved_text(), "Gouda", f"{name} Klaver, klaver@gouda.nl")
        return replace(text, "De gemeente Haarlem richt", f"{name} Klaver zei het. De gemeente Haarlem richt").encode()

    folder = write(tmp_path, told("Koosje"), before=told("Warnar"))
    assert "[-Warnar-] {+Koosje+} Klaver" in contents(folder)["changes.csv"]
    assert public_edition.run(argparse.Namespace(out=folder)) == 0
    for name, content in contents(folder / "public").items():
        assert not re.search("warnar|koosje|klaver", content.casefold()), name


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
    common = known_words({}, "Een veilige wijk, de vries@example.nl, Jansen", source(), load_public_decisions()).common
    assert (public_edition.shared_mailboxes({address}, (), common) == {address}) is shared


def test_a_mailbox_with_the_name_of_a_person_on_the_page_is_not_shared() -> None:
    for address in ("baas@example.nl", "info@baas.nl"):
        _, hidden = removed(f"De baas weet het.\n{address}", contact("Eva Baas", address))
        assert hidden == "De baas weet het.\n" + BAR * len(address)


def test_an_edition_with_a_removed_value_left_is_refused_and_the_old_one_stays(
    folder: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(open_folder)
    monkeypatch.setattr(public_edition, "redact", lambda rows, text, removal: (rows, text))
    with pytest.raises(Refusal, match="personal data is left") as refusal:
        public_edition.run(argparse.Namespace(out=folder))
    assert "@" not in str(refusal.value)
    assert contents(open_folder) == before


def test_verifying_finds_what_nobody_listed(folder: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(open_folder)
    sort_out = public_edition.sort_out
    nothing = Removal(People())
    monkeypatch.setattr(public_edition, "sort_out", lambda *arguments: (nothing, sort_out(*arguments)[1]))
    with pytest.raises(Refusal, match="personal data is left"):
        public_edition.run(argparse.Namespace(out=folder))
    assert contents(open_folder) == before


XLSX = "weerbaar-bestuur-public.xlsx"
LEFT = ["Mail k.pietersen (at) rotterdam.nl", "ans@example.nl", "Bel 06-12345678", "Koosje Klaver", "koosje  KLAVER"]


@pytest.mark.parametrize("left", LEFT, ids=range(len(LEFT)))
@pytest.mark.parametrize("name", ["page.txt", "report.html", "datapackage.json", "notes.csv", "notes.parquet", XLSX])
def test_verifying_searches_every_file(name: str, left: str, open_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    if name == "notes.parquet":
        table = pq.read_table(open_folder / name)
        pq.write_table(pa.Table.from_pylist([row | {"text": left} for row in table.to_pylist()]), path)
    elif name == XLSX:
        with ZipFile(open_folder / name) as before, ZipFile(path, "w") as file:
            for part in before.namelist():
                file.writestr(part, before.read(part).replace(b"<si><t>", f"<si><t>{left} ".encode(), 1))
    else:
        text = (open_folder / name).read_text(encoding="utf-8")
        at = {"report.html": '<h1 lang="nl">', "datapackage.json": '"title": "', "notes.csv": '"'}.get(name, "")
        assert at in text
        path.write_text(text.replace(at, f"{at}{left} ", 1), encoding="utf-8")
    removal = Removal(People(frozenset({"Koosje Klaver"})))
    stays = frozenset({"ondermijning@haarlem.nl", "veiligheid@vlaardingen.nl", "14 0412"})
    with pytest.raises(Refusal, match=name):
        public_edition.verify(tmp_path, removal, stays)
    path.unlink()
    (tmp_path / name).write_bytes((open_folder / name).read_bytes())
    public_edition.verify(tmp_path, removal, stays)


def test_what_changed_about_people_is_public_only_as_a_fact() -> None:
    change = {"change": "leaders", "old": "A B", "new": "C D", "difference": None}
    made = public_edition.without_told({"changes": [change, {**change, "change": "retitled"}]})
    assert [row["new"] for row in made["changes"]] == [None, "C D"]


def test_csv_of_the_public_edition_has_the_columns_of_the_definition(open_folder: Path) -> None:
    for table in TABLES:
        with (open_folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == table.names
