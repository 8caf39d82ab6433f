"""The page as it may look tomorrow: what changed on it, and nothing else, changes in the tables."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.tables.schema import Row
from tests.datasets import CONTENT, Dataset, contacts, entry, failed, saved_tables, tables
from tests.pages import changes
from tests.pages.markups import in_markup
from tests.pages.variants import WRITERS

WARNED = {"address_one_spelling", "left_out_like"}  # the second one of what is around the page in markup
SAVED = saved_tables()
FORMS: dict[str, Callable[[str], bytes]] = {
    "text": changes.as_text,
    **{
        markup: partial(changes.as_markup, markup=markup)
        for markup in ("accordion", "details by municipality", "headings", "table", "definitions", "line breaks")
    },
}


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def changed(name: str, form: str) -> Dataset:
    dataset = tables(FORMS[form](name))
    assert failed(dataset) == []
    return dataset


def counts(dataset: Dataset) -> tuple[int, ...]:
    """Entries, projects, municipalities, themes, contacts."""
    rows = dataset.rows
    places = {row["municipality"] for row in rows["projects"]} - {None}
    return len(rows["entries"]), len(rows["projects"]), len(places), len(rows["themes"]), len(rows["contacts"])


def warnings(dataset: Dataset) -> set[str]:
    return set(failed(dataset, "warning")) - WARNED


def repeats(dataset: Dataset) -> Counter[str]:
    return Counter(row["repeat"] for row in dataset.rows["entries"])


def told(dataset: Dataset, check: str) -> Row:
    (row,) = [row for row in dataset.rows["checks"] if row["check"] == check]
    return row


def others(dataset: Dataset, municipality: str) -> list[Row]:
    """Title, text and contact line of the entries of all other municipalities."""
    return [
        {column: row[column] for column in ("theme_id", "municipality", "title", "text", "project_id", "repeat")}
        for row in dataset.rows["entries"]
        if row["municipality"] != municipality
    ]


def test_an_unchanged_page_has_31_entries_of_26_projects(form: str) -> None:
    assert counts(changed("same", form)) == (31, 26, 26, 3, 41)


def test_an_added_project_is_found_with_its_mention_and_number(form: str) -> None:
    dataset = changed("added", form)
    assert counts(dataset) == (32, 27, 27, 3, 42)
    ommen = entry(dataset, "Ommen")
    assert ommen["gm_code"] == "GM0175"
    assert contacts(dataset, ommen) == [("Jan ten Have", None, "j.tenhave@ommen.nl", "0529 459 100")]
    mentioned = [row["municipality"] for row in dataset.rows["mentions"] if row["entry_id"] == ommen["entry_id"]]
    assert mentioned == ["Hardenberg"]
    assert ommen["text"].count("\n- ") == 2
    assert warnings(dataset) == {"municipalities_claimed"}
    assert others(dataset, "Ommen") == others(SAVED, "Ommen")


def test_a_municipality_whose_name_is_a_word_is_found_and_words_are_no_municipalities(form: str) -> None:
    dataset = changed("added_common_word", form)
    assert counts(dataset) == (32, 27, 27, 3, 43)
    best = entry(dataset, "Best")
    assert best["gm_code"] == "GM0753"
    assert [row for row in dataset.rows["mentions"] if row["entry_id"] == best["entry_id"]] == []
    address = "buren@gemeentebest.nl"
    assert contacts(dataset, best) == [
        ("Petra van 't Hof", None, address, None),
        ("Aad el Amrani", None, address, None),
    ]


def test_a_removed_project_is_gone_and_the_others_stay(form: str) -> None:
    dataset = changed("removed", form)
    assert counts(dataset) == (30, 25, 25, 3, 40)
    assert others(dataset, "Deventer") == others(SAVED, "Deventer")
    assert warnings(dataset) == {"municipalities_claimed"}


def test_a_retitled_repeat_is_still_the_same_project(form: str) -> None:
    dataset = changed("retitled", form)
    assert counts(dataset)[:2] == (31, 26)
    first, second = entry(dataset, "Zwolle"), entry(dataset, "Zwolle", 2)
    assert second["title"] == "Samen sterk tegen ondermijning"
    assert first["project_id"] == second["project_id"]


def test_a_mistyped_title_is_still_the_same_project(form: str) -> None:
    dataset = changed("mistyped_title", form)
    assert counts(dataset)[:2] == (31, 26)
    assert entry(dataset, "Amsterdam", 2)["title"].endswith("winkelgebieden.")


def test_a_new_leader_takes_the_place_of_the_old_one(form: str) -> None:
    dataset = changed("leader_changed", form)
    assert contacts(dataset, entry(dataset, "Gouda")) == [("Anna de Wit-'t Hart", None, "a.dewit@gouda.nl", None)]
    assert counts(dataset) == counts(SAVED)


def test_a_new_leader_in_a_repeat_makes_it_a_variant(form: str) -> None:
    dataset = changed("leader_changed_in_repeat", form)
    assert repeats(dataset) == {"first": 26, "same": 2, "variant": 3}
    (gorinchem,) = [row for row in dataset.rows["projects"] if row["municipality"] == "Gorinchem"]
    assert gorinchem["leaders"][-1] == "Bo Smit"
    assert gorinchem["emails"][-1] == "b.smit@gorinchem.nl"
    assert entry(dataset, "Gorinchem", 2)["similarity"] == 1


def test_an_entry_without_contact_line_stays_and_a_check_warns(form: str) -> None:
    dataset = changed("contact_missing", form)
    assert counts(dataset) == (31, 26, 26, 3, 40)
    haarlem = entry(dataset, "Haarlem")
    assert haarlem["contact_line"] is None
    assert contacts(dataset, haarlem) == []
    assert warnings(dataset) == {"entry_has_contact"}
    assert told(dataset, "entry_has_contact")["detail"] == haarlem["entry_id"]


@pytest.mark.parametrize("name", ["theme_gone", "theme_gone_aim_left"])
def test_a_page_without_its_third_theme_is_still_the_page(name: str, form: str) -> None:
    dataset = changed(name, form)
    assert counts(dataset) == (25, 24, 24, 2, 32)
    assert {"municipalities_claimed", "themes_found"} <= warnings(dataset)


@pytest.mark.parametrize(("name", "has_aim"), [("theme_added", True), ("theme_added_without_aim", False)])
def test_a_theme_that_the_source_does_not_list_is_a_theme(name: str, has_aim: bool, form: str) -> None:
    dataset = changed(name, form)
    assert counts(dataset) == (33, 28, 28, 4, 44)
    added = dataset.rows["themes"][-1]
    assert (added["theme"], added["entries"]) == ("Digitale weerbaarheid", 2)
    assert (added["aim"] is not None, added["aim_title"] is not None) == (has_aim, has_aim)
    assert "themes_known" in warnings(dataset)
    assert [row["theme_id"] for row in dataset.rows["entries"]][-2:] == [added["theme_id"]] * 2


def test_a_municipality_in_no_table_is_null_and_a_check_warns(form: str) -> None:
    dataset = changed("unknown_municipality", form)
    unknown, deventer = entry(dataset, None), entry(SAVED, "Deventer")
    assert counts(dataset) == (31, 26, 25, 3, 41)
    assert (unknown["position"], unknown["title"]) == (deventer["position"], deventer["title"])
    assert unknown["text"] == deventer["text"].replace("Deventer", "Zandersveen").replace("deventer", "zandersveen")
    assert (unknown["gm_code"], len(contacts(dataset, unknown))) == (None, 1)
    assert warnings(dataset) >= {"municipality_known", "entry_has_municipality"}


@pytest.mark.parametrize("variant", WRITERS)
def test_a_theme_that_the_source_does_not_list_is_one_in_any_layout(variant: str) -> None:
    write, _ = WRITERS[variant]
    dataset = tables(in_markup(write, changes.theme_added))
    assert counts(dataset)[:4] == (33, 28, 28, 4)
    assert dataset.rows["themes"][-1]["theme"] == "Digitale weerbaarheid"


@pytest.mark.parametrize("variant", WRITERS)
def test_a_municipality_in_no_table_is_null_and_no_part_of_the_title_in_any_layout(variant: str) -> None:
    write, _ = WRITERS[variant]
    dataset = tables(in_markup(write, changes.unknown_municipality))
    assert counts(dataset)[:3] == (31, 26, 25)
    unknown, deventer = entry(dataset, None), entry(SAVED, "Deventer")
    assert unknown["title"] == deventer["title"]
    assert warnings(dataset) >= {"municipality_known", "entry_has_municipality"}


def test_a_label_in_no_vocabulary_is_not_lost_in_silence(form: str) -> None:
    dataset = changed("unknown_label", form)
    deventer = entry(dataset, "Deventer")
    assert contacts(dataset, deventer) == contacts(SAVED, entry(SAVED, "Deventer"))
    assert deventer["text"] == entry(SAVED, "Deventer")["text"]
    if form != "table":  # there the column names the label
        assert told(dataset, "contact_label_known")["found"] == "Trekker"


def test_labels_are_as_published(form: str) -> None:
    dataset = changed("label_variants", form)
    assert counts(dataset) == counts(SAVED)
    if form != "table":
        found = list(dict.fromkeys(row["label"] for row in dataset.rows["contacts"]))
        expected = ["Projectleidster", "Projectleider", "Projectleider(s)", "Projectleiding", "Contactpersoon"]
        assert found[:5] == expected
    assert warnings(dataset) == set()


def test_the_same_people_are_found_in_other_notations(form: str) -> None:
    def people(dataset: Dataset) -> list[Row]:
        columns = ("entry_id", "name", "function", "email", "external")
        return [{column: row[column] for column in columns} for row in dataset.rows["contacts"]]

    dataset = changed("contact_variants", form)
    assert people(dataset) == people(SAVED)
    (oss,) = contacts(dataset, entry(dataset, "Oss"))
    assert oss[3] == "0412 345 678"


def test_markup_in_a_title_is_text(form: str) -> None:
    title = '<script>alert("weerbaar")</script> & <b>vet</b>'
    assert entry(changed("script_in_title", form), "Gouda")["title"] == title


@pytest.mark.parametrize("name", ["formula_in_title", "formula_in_text"])
def test_a_formula_is_told(name: str, form: str) -> None:
    with_link = {"title_is_no_date"} if name == "formula_in_title" else set()
    assert warnings(changed(name, form)) == {"cells_without_formula"} | with_link


def test_a_page_cut_off_near_its_end_only_warns() -> None:
    dataset = tables(changes.cut_near_the_end())
    assert failed(dataset) == []
    assert counts(dataset)[:3] == (29, 26, 26)
    assert told(dataset, "entry_has_contact")["detail"] == dataset.rows["entries"][-1]["entry_id"]


@pytest.mark.parametrize("name", changes.REFUSED)
def test_what_is_not_the_page_is_refused_and_nothing_changes(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, out = tmp_path / "page", tmp_path / "out"
    page.write_bytes(changes.REFUSED[name]())
    out.mkdir()
    (out / "entries.csv").write_text("as it was\n")
    assert main(["build", "--page", str(page), "--out", str(out)]) == 1
    assert [path.name for path in out.iterdir()] == ["entries.csv"]
    assert (out / "entries.csv").read_text() == "as it was\n"
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("Refused: ")


@pytest.mark.parametrize("name", changes.CHANGES)
def test_no_change_leaves_a_table_empty(name: str) -> None:
    dataset = tables(changes.as_text(name))
    assert all(dataset.rows[table] for table in CONTENT)
