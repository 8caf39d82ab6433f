"""A second, independent detector looks at every text of the public edition, where it is installed."""

import argparse
import re
import tomllib
from pathlib import Path

import pytest

from pipeline.editions.published import Published
from pipeline.privacy import detector, public_edition
from pipeline.privacy.decisions import PublicDecisions, load_public_decisions
from pipeline.privacy.people import known_words
from pipeline.privacy.verify import verify
from pipeline.records import Refusal
from tests.datasets import source
from tests.editions.material import write
from tests.pages.changes import contact_line, replace
from tests.pages.markups import saved, saved_text

ROOT = Path(__file__).resolve().parent.parent.parent


def finds(word: str) -> detector.Finder:
    return lambda text: [match.span() for match in re.finditer(word, text)]


def test_what_it_finds_is_refused_with_its_place_and_not_repeated(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detector, "load", lambda: finds("Rotterdamwet"))
    with pytest.raises(Refusal, match=r"entries\.csv, row \d+, text, character \d+") as refusal:
        public_edition.run(argparse.Namespace(out=folder))
    assert "Rotterdamwet" not in str(refusal.value)


def test_words_that_somebody_accepted_or_that_the_page_has_in_lower_case_are_no_names() -> None:
    known = known_words({}, "een academie in de wijk", source(), load_public_decisions())
    assert detector.is_accepted("Academie", known)
    assert detector.is_accepted("Groenewoud Academie", known)
    assert not detector.is_accepted("Groenewoud", known)
    assert not detector.is_accepted("Academie Klaver", known)
    assert not detector.is_accepted("academie in de wijk", known)
    assert detector.is_accepted("de heer", known)


def test_it_is_no_package_that_the_pipeline_needs() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert not [line for line in declared["project"]["dependencies"] if "deduce" in line]
    assert "deduce" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "deduce==" in (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")


def test_it_finds_people_and_nothing_on_the_saved_page(tmp_path: Path, real_detector: detector.Finder) -> None:
    text = "Het meldpunt is van Koosje de Vries en werkt goed."
    assert [text[start:end] for start, end in real_detector(text)] == ["Koosje de Vries"]
    assert public_edition.run(argparse.Namespace(out=write(tmp_path, saved()))) == 0


def test_an_entry_with_an_address_and_no_name_waits_for_somebody_to_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = replace(saved_text(), ": ".join(contact_line("Gouda")), "Projectleider: koosje klaver, klaver@gouda.nl")
    out = argparse.Namespace(out=write(tmp_path, text.encode()))
    with pytest.raises(Refusal, match="1 entry with an address and no name") as refusal:
        public_edition.run(out)
    assert "klaver" not in str(refusal.value)
    stub = tomllib.loads(str(refusal.value).partition("reason:\n")[2])["entries"]
    assert stub == [{"municipality": "Gouda", "shows": "Projectleider: ██████ ██████, ███████████████", "reason": ""}]
    known = load_public_decisions()
    looked = PublicDecisions(
        known.words, known.phrases, known.entries | {("Gouda", stub[0]["shows"])}, known.officials, known.telling
    )
    monkeypatch.setattr(public_edition, "load_public_decisions", lambda: looked)
    assert public_edition.run(out) == 0


BAD = ["", "accepted = 5", '[[accepted]]\nwords = ["Slim"]\n', '[[accepted]]\nwords = ["Slim"]\nreason = " "\n']


@pytest.mark.parametrize("content", BAD, ids=range(len(BAD)))
def test_a_list_of_decisions_without_reasons_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "public.toml"
    path.write_text(f"entries = []\n{content}", encoding="utf-8")
    with pytest.raises(Refusal, match="no list of decisions"):
        load_public_decisions(path)


def test_each_finding_names_table_row_and_column(published: Published, folder: Path) -> None:
    removal, _ = public_edition.sort_out(published.rows, published.page_text, source(), load_public_decisions())
    row = next(n for n, row in enumerate(published.rows["contacts"], start=1) if row["name"])
    with pytest.raises(Refusal, match=rf"contacts\.csv, row {row}, name, character 0"):
        verify(folder, removal, frozenset())
