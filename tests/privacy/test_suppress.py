"""Who asked to be left out is in no table and in no edition."""

import re
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.editions.published import Published, read_published
from pipeline.privacy.redact import strings
from pipeline.privacy.suppress import suppress
from pipeline.privacy.suppressed import Suppressed
from pipeline.records import Refusal
from pipeline.tables.schema import Row, Rows
from pipeline.text.normalise import fold
from tests.editions.material import contents, people, write
from tests.pages.changes import as_text, replace, with_people
from tests.pages.markups import MARKUPS, saved, saved_text
from tests.privacy.public import listing


def test_without_a_listed_address_nothing_changes(published: Published) -> None:
    rows, text = suppress(published.rows, published.page_text, Suppressed())
    assert rows is published.rows
    assert text is published.page_text


def test_who_is_listed_is_left_out_of_everything(published: Published) -> None:
    chosen = next(row for row in published.rows["contacts"] if "/culemborg/" in row["entry_id"])
    own = {row["email"] for row in published.rows["contacts"] if row["name"] == chosen["name"]}
    assert len(own) == 2
    listed = listing(f" {chosen['email'].title()}")
    rows, text = suppress(published.rows, published.page_text, listed)
    left = "\n".join([text, *(value for _, value in strings(rows))]).casefold()
    assert not [value for value in (chosen["name"], *own) if value.casefold() in left]
    assert len(people(Published(rows, text, {}))) == len(people(published)) - 1
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows["evidence"])
    assert rows["checks"][-1]["found"] == "1 left out"


def test_a_listed_address_that_is_nowhere_changes_no_cell(published: Published) -> None:
    rows, text = suppress(published.rows, published.page_text, listing("nobody@example.nl"))
    assert text == published.page_text
    assert rows | {"checks": rows["checks"][:-1]} == published.rows


def test_links_to_who_is_left_out_go_and_others_keep_their_evidence(tmp_path: Path) -> None:
    own = ["mailto:ans.klaver@example.nl", "https://example.nl/ans-klaver", "/?to=ans.klaver%40example.nl"]
    own.append("tel:+31182588210")
    links = "".join(f'<p>Meer <a href="{url}">hier</a></p>' for url in own)
    contact = "Projectleider: Ans Klaver, ans.klaver@example.nl, 0182 588 210"
    html = MARKUPS["headings"]().replace(b"</h1>", b"</h1><p><a href=/plan.pdf>Plan</a></p>", 1)
    html = html.replace(b"<p>Projectleider", f"{links}<p>{contact}</p><p>Projectleider".encode(), 1)
    before = read_published(write(tmp_path, html))
    rows, text = suppress(before.rows, before.page_text, listing("ans.klaver@example.nl"))
    kept = [row["url"] for row in rows["links"]]
    assert kept == [row["url"] for row in before.rows["links"] if not re.search("klaver|^tel:", row["url"])]
    assert "https://weerbaarbestuur.nl/plan.pdf" in kept
    assert len(before.rows["links"]) - len(kept) == len(own)
    proof = [row for row in rows["evidence"] if row["table"] == "links" and row["column"] == "url"]
    assert [(row["row_id"], row["value"]) for row in proof] == [(str(n), url) for n, url in enumerate(kept, start=1)]
    assert not re.search("klaver|588", "\n".join([text, *(value for _, value in strings(rows))]), re.IGNORECASE)


def told(text: str, *names: str) -> tuple[Rows, str]:
    """The tables and the text without the first of these people, each of whom has an address."""
    contacts: list[Row] = [
        {"label": "Projectleider", "name": name, "email": f"{n}@example.nl", "phone": None}
        for n, name in enumerate(names)
    ]
    return suppress({"contacts": contacts, "evidence": [], "checks": []}, text, listing("0@example.nl"))


def test_the_surname_alone_goes_too() -> None:
    _, text = told("Mevrouw Klaver vertelt. Ook Ans vertelt. Schrijf 0 (at) example.nl.", "Ans Klaver")
    assert text == "Mevrouw ██████ vertelt. Ook ███ vertelt. Schrijf █ ████ ██████████."


def test_a_number_beside_the_name_alone_goes_too() -> None:
    said = "Bel Klaver: 06 12345678. Het loket: 0412 345 678. Bo Vink en Klaver: 0412 345 679."
    _, text = told(said, "Ans Klaver", "Bo Vink")
    assert text == "Bel ██████: ██ ████████. Het loket: 0412 345 678. Bo Vink en ██████: 0412 345 679."


def test_others_of_that_name_stay() -> None:
    rows, text = told("Mevrouw Klaver doet mee; Ans Klaver en Bo Klaver vertellen.", "Ans Klaver", "Bo Klaver")
    assert text == "Mevrouw ██████ doet mee; ███ ██████ en Bo Klaver vertellen."
    assert [row["name"] for row in rows["contacts"]] == [None, "Bo Klaver"]


FORMS = [
    "Ans Klaver vertelt.", "ANS KLAVER vertelt.", "ans klaver vertelt.", "A. Klaver vertelt.", "A.B. Klaver vertelt.",
    "Mevrouw Klaver vertelt.", "Vraag het mw. A. Klaver.", "Klavers plan is af.", "Dat is Klaver's plan.",
    "Klaver, A. (projectleider)", "Klaver, Ans", "Ans Klaver-Wielinga vertelt.", "Mevrouw Klaver-van Wielinga vertelt.",
    "Áns Klàver vertelt.", "Ans  Klaver vertelt.", "Schrijf a.klaver@example.nl.", "Schrijf a.klaver (at) example.nl.",
    "Schrijf a punt klaver at example punt nl.", "Zie linkedin.com/in/ans-klaver.", "Volg @ansklaver.",
    "Volgens wethouder Klaver is het goed.", "Ook Ans vertelt.",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=range(len(FORMS)))
def test_who_is_listed_leaves_a_text_in_every_form_of_the_name(form: str) -> None:
    _, text = told(f"Bo Smit doet mee. {form} Bo Smit ook.", "Ans Klaver", "Bo Smit")
    assert not re.search("klaver|wielinga|\\bans", fold(text)), text
    assert text.count("Bo Smit") == 2


def test_whom_an_address_alone_names_leaves_every_text_and_it_is_told() -> None:
    contacts: list[Row] = [{"label": None, "name": None, "email": "j.klaver@example.nl", "phone": None}]
    listed = listing("j.klaver@example.nl")
    rows, text = suppress({"contacts": contacts, "evidence": [], "checks": []}, "Vraag Jet Klaver maar.", listed)
    assert text == "Vraag ███ ██████ maar."
    assert rows["checks"][0]["found"] == "1 left out"
    _, text = suppress({"contacts": contacts, "evidence": [], "checks": []}, "Er is niemand.", listed)
    assert text == "Er is niemand."


def test_a_trace_that_may_be_a_word_is_refused_and_not_repeated() -> None:
    with pytest.raises(Refusal, match=r"line 1 of page\.txt") as refusal:
        told("De dam brak toen Dam er was.", "Martijn Dam")
    assert "Dam" not in str(refusal.value)
    _, text = told("De dam brak. Dam na dam. Martijn Dam.", "Martijn Dam")
    assert text == "De dam brak. Dam na dam. ███████ ███."


def test_how_many_are_left_out_is_said_truthfully() -> None:
    listed = listing("0@example.nl", "1@example.nl", "7@example.nl")
    contacts: list[Row] = [
        {"label": None, "name": "Ans Klaver", "email": "0@example.nl", "phone": None},
        {"label": None, "name": None, "email": "1@example.nl", "phone": None},
    ]
    rows, _ = suppress({"contacts": contacts, "evidence": [], "checks": []}, "", listed)
    check = rows["checks"][0]
    assert (check["expected"], check["found"]) == ("3 listed", "2 left out")
    assert "1 known by an address alone" in check["detail"]


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
    monkeypatch.setattr("pipeline.build.load_suppressed", lambda: listing("a.klaver@gouda.nl"))
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
    rows, text = suppress(full.rows, full.page_text, listing(address))
    left = "\n".join([text, *(value for _, value in strings(rows))]).casefold()
    assert address not in left
    assert went.casefold() not in left
    assert came.casefold() in left
