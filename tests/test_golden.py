"""The tables of the saved page, to the last byte: a change in them is a decision, made with `make golden`."""

from pathlib import Path

import pytest

from tests.golden import FILES, GOLDEN, difference, text_of, write_saved


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    write_saved(folder)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_the_saved_page_gives_the_expected_file(name: str, made: Path) -> None:
    now = text_of(made / name)
    if not (GOLDEN / name).exists():
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_bytes(now.encode("utf-8"))
        pytest.fail(f"{GOLDEN / name} was missing and has been written: check it against the page, then commit it")
    assert text_of(GOLDEN / name) == now, difference(name, text_of(GOLDEN / name), now)


def test_the_difference_of_a_table_is_that_of_its_cells() -> None:
    head = "entry_id,title,text\n"
    before = head + 'a,Samen,"Een\nTwee drie"\nb,Sterk,Vier\nc,Oud,Vijf\n'
    now = head + 'a,Samen,"Een\nTwee vier"\nb,Sterker,Vier\nd,Nieuw,Zes\n'
    assert difference("entries.csv", before, now).splitlines() == [
        "entries.csv",
        "  a, text: Twee [-drie-] {+vier+}",
        "  b, title: [-Sterk-] {+Sterker+}",
        "  c: gone",
        "  d: new",
    ]


def test_another_order_is_told() -> None:
    told = difference("themes.csv", "theme_id,theme\na,Een\nb,Twee\n", "theme_id,theme\nb,Twee\na,Een\n")
    assert told == "themes.csv\n  only the order of rows or columns differs\n"


def test_nothing_else_is_expected() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(FILES)
