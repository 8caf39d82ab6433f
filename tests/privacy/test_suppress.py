"""Who asked to be left out is in no table and in no edition."""

from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.editions.published import Published, read_published
from pipeline.privacy.redact import strings
from pipeline.privacy.suppress import hashed, load_suppressed, suppress
from pipeline.records import Refusal
from pipeline.tables.schema import Row, Rows
from tests.editions.material import contents, people, write
from tests.pages.changes import as_text, replace, with_people
from tests.pages.markups import saved, saved_text


def test_nobody_is_listed_by_a_readable_address() -> None:
    assert all(len(entry) == 64 for entry in load_suppressed())


def test_without_a_listed_address_nothing_changes(published: Published) -> None:
    rows, text = suppress(published.rows, published.page_text, frozenset())
    assert rows is published.rows
    assert text is published.page_text


def test_who_is_listed_is_left_out_of_everything(published: Published) -> None:
    chosen = next(row for row in published.rows["contacts"] if "/culemborg/" in row["entry_id"])
    own = {row["email"] for row in published.rows["contacts"] if row["name"] == chosen["name"]}
    assert len(own) == 2
    listed = frozenset({hashed(f" {chosen['email'].title()}")})
    rows, text = suppress(published.rows, published.page_text, listed)
    left = "\n".join([text, *(value for _, value in strings(rows))]).casefold()
    assert not [value for value in (chosen["name"], *own) if value.casefold() in left]
    assert len(people(Published(rows, text, {}))) == len(people(published)) - 1
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows["evidence"])
    assert rows["checks"][-1]["found"] == "1 left out"


def test_a_listed_address_that_is_nowhere_changes_no_cell(published: Published) -> None:
    rows, text = suppress(published.rows, published.page_text, frozenset({hashed("nobody@example.nl")}))
    assert text == published.page_text
    assert rows | {"checks": rows["checks"][:-1]} == published.rows


def told(text: str, *names: str) -> tuple[Rows, str]:
    """The tables and the text without the first of these people, each of whom has an address."""
    contacts: list[Row] = [
        {"label": "Projectleider", "name": name, "email": f"{n}@example.nl", "phone": None}
        for n, name in enumerate(names)
    ]
    return suppress({"contacts": contacts, "evidence": [], "checks": []}, text, frozenset({hashed("0@example.nl")}))


def test_the_surname_alone_goes_too() -> None:
    _, text = told("Mevrouw Klaver vertelt. Ook Ans vertelt. Schrijf 0 (at) example.nl.", "Ans Klaver")
    assert text == "Mevrouw ██████ vertelt. Ook ███ vertelt. Schrijf █ ████ ██████████."


def test_others_of_that_name_stay() -> None:
    rows, text = told("Mevrouw Klaver, Ans Klaver en Bo Klaver vertellen.", "Ans Klaver", "Bo Klaver")
    assert text == "Mevrouw Klaver, ███ ██████ en Bo Klaver vertellen."
    assert [row["name"] for row in rows["contacts"]] == [None, "Bo Klaver"]


LISTS = [
    'addresses = ["ans@example.nl"]',
    "addresses = ans@example.nl",
    'address = ["ans@example.nl"]',
    "addresses = 5",
    "addresses = [5]",
]


@pytest.mark.parametrize("content", LISTS, ids=range(len(LISTS)))
def test_a_list_that_is_none_is_refused_and_not_repeated(content: str, tmp_path: Path) -> None:
    path = tmp_path / "suppressed.toml"
    path.write_text(f"{content}\n", encoding="utf-8")
    with pytest.raises(Refusal, match=str(path)) as refusal:
        load_suppressed(path)
    assert "ans" not in str(refusal.value).replace(str(path), "")


def test_the_number_of_a_readable_entry_is_told(tmp_path: Path) -> None:
    path = tmp_path / "suppressed.toml"
    path.write_text(f'addresses = ["{hashed("a@example.nl")}", "b@example.nl"]\n', encoding="utf-8")
    with pytest.raises(Refusal, match="entry 2"):
        load_suppressed(path)


def test_from_the_next_build_on_no_file_beside_the_tables_holds_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = with_people(saved_text(), "Gouda", "Ans Klaver, a.klaver@gouda.nl")
    text = replace(text, "De gemeente Haarlem richt", "Mevrouw Klaver vertelt. De gemeente Haarlem richt")
    page, out = tmp_path / "page.txt", tmp_path / "out"
    page.write_text(text, encoding="utf-8")
    build = ["build", "--page", str(page), "--out", str(out)]
    assert main(build) == 0
    for edition in ("report", "sqlite", "public"):
        assert main([edition, "--out", str(out)]) == 0
    monkeypatch.setattr("pipeline.build.load_suppressed", lambda: frozenset({hashed("a.klaver@gouda.nl")}))
    capsys.readouterr()
    assert main(build) == 0
    printed = capsys.readouterr().out
    assert "28 addresses" in printed
    checks = read_published(out).rows["checks"]
    assert f"{sum(row['passed'] for row in checks)} passed, 1 warning" in printed
    for path in out.rglob("*"):
        assert path.is_dir() or b"klaver" not in path.read_bytes().lower(), path.name
    assert not [name for name, content in contents(out).items() if "klaver" in content.casefold()]
    levels = [row["level"] for row in checks]
    assert levels == sorted(levels, key=["error", "warning", "info"].index)


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
