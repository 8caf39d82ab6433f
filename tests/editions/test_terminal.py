"""The tables in the terminal."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.editions.published import read_published
from pipeline.text.terminal import WIDTH_IN_A_PIPE
from tests.editions.material import write
from tests.golden import write_saved
from tests.pages.markups import MARKUPS


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inspect")
    write_saved(folder)
    return folder


def shown(out: Path, capsys: pytest.CaptureFixture[str], *municipality: str) -> str:
    assert main(["inspect", *municipality, "--out", str(out)]) == 0
    return capsys.readouterr().out


def test_projects_come_first_then_repeats_then_checks(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(out, capsys)
    assert text.index("26 projects") < text.index("5 repeats") < text.index(" checks")
    for municipality in ("Bonaire", "'s-Hertogenbosch", "Capelle aan den IJssel", "Ede"):
        assert municipality in text
    assert "address_one_spelling" in text


def test_a_line_for_each_repeat_says_how_it_differs(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(out, capsys)
    repeats = text[text.index("5 repeats") : text.index(" checks")]
    assert repeats.count("Zwolle") == 2
    assert "other leaders" in repeats
    assert "the same text and contacts" in repeats


@pytest.mark.parametrize("name", ["Zwolle", "zwolle", "gemeente Zwolle"])
def test_a_municipality_shows_all_that_is_known_of_it(name: str, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(out, capsys, name)
    assert text.count("Entry ") >= 3
    assert "GM0193" in text
    assert "Overijssel" in text
    assert "contact grammar" in text
    assert "Amersfoort" not in text


def test_a_municipality_that_is_only_named_is_shown_where(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Tiel" in shown(out, capsys, "Tiel")


@pytest.mark.parametrize("name", ["Urk", "Zandersveen"])
def test_what_is_not_on_the_page_is_said_to_be_so(name: str, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", name, "--out", str(out)]) == 1
    told = capsys.readouterr().err
    assert f"'{name}' has no project and is not named on the page" in told
    assert "make inspect" in told


def test_an_empty_name_is_no_name(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "26 projects" in shown(out, capsys, "")


def test_without_tables_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", "--out", str(tmp_path)]) == 1
    assert "make" in capsys.readouterr().err


@pytest.mark.parametrize("municipality", [[], ["Zwolle"], ["Gouda"], ["Utrecht"], ["Tiel"]])
def test_in_a_pipe_there_are_no_colours_and_no_endless_lines(municipality: list[str], out: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "inspect", *municipality, "--out", str(out)]
    ran = subprocess.run(command, capture_output=True, check=True, text=True, env={"PYTHONIOENCODING": "utf-8"})
    assert "\x1b" not in ran.stdout
    assert max(len(line) for line in ran.stdout.splitlines()) <= WIDTH_IN_A_PIPE
    assert ran.stderr == ""


def test_a_terminal_that_lacks_a_letter_shows_the_rest(out: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "inspect", "Zwolle", "--out", str(out)]
    ran = subprocess.run(command, capture_output=True, check=True, text=True, env={"PYTHONIOENCODING": "ascii"})
    assert r"lokaal co\xf6rdinatiepunt" in ran.stdout


def test_the_evidence_of_each_entry_is_shown_once(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(out, capsys, "Zwolle")
    assert text.count("Evidence for entry") == 3
    for part in text.split("Evidence for entry")[1:]:
        lines = part.split("\nEntry ")[0].splitlines()[3:]
        cells = [line.split() for line in lines if re.search(r"\d+ +\d+$", line)]
        places = [(cell[0], *cell[-2:]) for cell in cells]
        assert len(places) == len(set(places)) > 8
        assert [place[0] for place in places].count("label") == 1


def test_one_is_not_many(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Named in 2 texts of others" in shown(out, capsys, "Tiel")
    assert "Named in 1 text of others" in shown(out, capsys, "West Betuwe")


def test_who_stops_reading_early_sees_no_traceback(out: Path) -> None:
    command = f"{sys.executable} -m pipeline inspect --out {out} | head -n 1"
    ran = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in ran.stderr


def test_the_links_of_a_municipality_are_shown_with_where_they_lead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contact = b"<p>Projectleider"
    page = MARKUPS["headings"]().replace(contact, b"<p><a href=/plan.pdf>Lees meer</a></p>" + contact, 1)
    folder = write(tmp_path, page)
    first = read_published(folder).rows["entries"][0]["municipality"]
    text = shown(folder, capsys, first)
    assert re.search(r"^Lees meer +https://weerbaarbestuur.nl/plan.pdf +document$", text, re.MULTILINE)
