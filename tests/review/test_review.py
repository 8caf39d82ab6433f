"""What waits for a person is listed, with entries that settle it when they are pasted."""

import dataclasses
import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.check.limits import LISTED
from pipeline.definition.corrections import Decisions, load_decisions
from pipeline.privacy import detector
from pipeline.privacy.public_edition import word_stubs
from pipeline.review import review
from pipeline.review.review import Review
from pipeline.snapshots.snapshot import from_file
from tests.datasets import failed, reference, saved_tables, source, tables
from tests.pages import changes
from tests.pages.irregular import irregular
from tests.pages.markups import RAW, SAVED_SHA256, saved, saved_text
from tests.privacy.public import listing

TODAY = date(2021, 5, 31)
(SAVED,) = RAW.glob(f"*{SAVED_SHA256[:12]}.txt")
WRONG = "# or, where it is wrong:\n"


def reviewed(folder: Path, page: bytes, decided: str = "") -> Review:
    """The review of a page, with a list of what was decided."""
    (folder / "page").write_bytes(page)
    known = dataclasses.replace(source(), decisions=decisions(folder, decided))
    return Review.of([from_file(folder / "page")], known, reference(), "somebody", TODAY)


def decisions(folder: Path, decided: str) -> Decisions:
    (folder / "corrections.toml").write_text(decided, encoding="utf-8")
    return load_decisions(folder / "corrections.toml")


def accepted(review: Review) -> str:
    """All that is right, pasted as it is."""
    return "\n".join(review.said())


def corrections(review: Review) -> list[str]:
    """All that is wrong, pasted without the signs of comments."""
    commented = [part.partition(WRONG)[2] for part in review.said()]
    return ["\n".join(line.removeprefix("# ") for line in part.split("\n")) for part in commented if part]


def doubtful() -> bytes:
    """A page with something of each kind that is asked."""
    text = changes.replace(
        saved_text(), "Projectleider: Programmamanager", "Vraagbaak bij de gemeente: Programmamanager"
    )
    text = changes.replace(text, "Contact projectleiding: ondermijning@haarlem.nl", "Ans Klaver: Bo Klaver")
    text = changes.replace(text, "bl.hoekstra@zwolle.nl", "bl.hoekstra@gouda.nl")
    title = "De inrichting van een lokaal coördinatiepunt ondermijning"
    return changes.replace(text, title, "Een lokaal punt tegen ondermijning", 2).encode()


PAGES: dict[str, Callable[[], bytes]] = {
    "saved": saved,
    "doubtful": doubtful,
    **{
        f"{form} {seed}": lambda form=form, seed=seed: irregular(seed, 0.5, form)[0]
        for form in ("text", "html")
        for seed in (1, 2)
    },
}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> bytes:
    return PAGES[request.param]()


def test_what_waits_on_the_saved_page_is_what_its_one_warning_is_about(tmp_path: Path) -> None:
    review = reviewed(tmp_path, saved())
    assert failed(saved_tables(), "warning") == ["address_one_spelling"]
    assert [check for check, _ in asked(review)] == ["address_one_spelling"]
    (stub,) = tomllib.loads(accepted(review))["accepted"]
    assert stub["quote"].split("\n") == [saved_text().split("\n")[n] for n in lines_of(*stub["quote"].split("\n"))]


def asked(review: Review) -> set[tuple[str, str]]:
    return {(check.check, finding.words) for check, finding in review.waiting()}


def lines_of(*texts: str) -> list[int]:
    lines = saved_text().split("\n")
    return [lines.index(text) for text in texts]


def test_everything_that_a_warning_tells_is_asked(tmp_path: Path, page: bytes) -> None:
    found = {check for check, _ in asked(reviewed(tmp_path, page))}
    assert found == {*failed(tables(page)), *failed(tables(page), "warning")}


def test_all_are_asked_though_a_row_of_checks_names_only_some(tmp_path: Path) -> None:
    text = saved_text().replace(".nl\n", ".nergens\n")
    assert len(asked(reviewed(tmp_path, text.encode()))) > LISTED


def test_what_is_accepted_is_not_asked_again_and_its_checks_hold(tmp_path: Path, page: bytes) -> None:
    review = reviewed(tmp_path, page)
    decided = accepted(review)
    again = reviewed(tmp_path, page, decided)
    assert [check for check, _ in again.waiting() if check.level == "warning"] == []
    rows = tables(page, dataclasses.replace(source(), decisions=decisions(tmp_path, decided))).rows["checks"]
    assert not [row for row in rows if row["level"] == "warning" and not row["passed"]]
    for name in {check.check for check, _ in review.waiting() if check.level == "warning"}:
        assert [row["detail"] for row in rows if row["check"] == name and "accepted" in (row["detail"] or "")]


def test_a_pasted_correction_is_valid_and_settles_what_it_is_about(tmp_path: Path, page: bytes) -> None:
    review = reviewed(tmp_path, page)
    before = asked(review)
    for stub in corrections(review):
        (one,) = decisions(tmp_path, stub).corrections
        left = before - asked(reviewed(tmp_path, page, stub))
        assert one.check in {check for check, _ in left}, stub


def test_every_finding_in_an_entry_has_a_cell_to_correct(tmp_path: Path) -> None:
    review = reviewed(tmp_path, doubtful())
    stubs = [tomllib.loads(stub)["corrections"][0] for stub in corrections(review)]
    found = {check for check, _ in asked(review)}
    assert {"address_of_its_municipality", "titles_of_a_project", "contact_label_known"} <= found
    assert {stub["check"] for stub in stubs} == found


def test_what_is_accepted_is_asked_again_when_its_lines_change(tmp_path: Path) -> None:
    decided = accepted(reviewed(tmp_path, saved()))
    edited = changes.replace(saved_text(), "Projectleider: Eric Baas", "Projectleider Eric Baas").encode()
    review = reviewed(tmp_path, edited, decided)
    assert "address_one_spelling" in [check.check for check, _ in review.waiting()]
    assert "Number 1 of 'accepted'" in review.said()[-1]


def test_what_is_accepted_is_not_asked_when_other_lines_change(tmp_path: Path) -> None:
    decided = accepted(reviewed(tmp_path, saved()))
    edited = changes.replace(saved_text(), "De gemeente Haarlem richt", "Sinds kort richt Haarlem").encode()
    assert "address_one_spelling" not in [check.check for check, _ in reviewed(tmp_path, edited, decided).waiting()]


def test_a_page_without_doubts_says_so(tmp_path: Path) -> None:
    decided = accepted(reviewed(tmp_path, saved()))
    assert reviewed(tmp_path, saved(), decided).said() == ["# Nothing of page waits for a person."]


def test_a_lapsed_correction_is_told_and_nothing_to_accept(tmp_path: Path) -> None:
    (stub,) = corrections(reviewed(tmp_path, saved()))
    edited = saved_text().replace("Erik Baas", "Bo Klaver").encode()
    said = "\n".join(reviewed(tmp_path, edited, stub).said())
    assert "corrections_hold" in said
    assert 'check = "corrections_hold"' not in said


def test_who_is_left_out_is_hidden_and_what_is_hidden_can_be_pasted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "load_suppressed", lambda: listing("e.baas@t-diel.nl"))
    found = reviewed(tmp_path, saved())
    assert "Baas" not in accepted(found)
    assert [*reviewed(tmp_path, saved(), accepted(found)).waiting()] == []


def test_the_command_prints_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "--page", str(SAVED), "--by", "somebody"]) == 0
    said = capsys.readouterr().out
    (stub,) = tomllib.loads(said)["accepted"]
    assert stub["by"] == "somebody"
    assert "contact, " in said


def test_what_the_public_edition_waits_for_is_asked_in_words_that_it_shows(tmp_path: Path) -> None:
    text = changes.replace(
        saved_text(), ": ".join(changes.contact_line("Gouda")), "Projectleider: koosje klaver, klaver@gouda.nl"
    )
    (asked,) = [part for part in reviewed(tmp_path, text.encode()).said() if "public.toml" in part]
    (stub,) = tomllib.loads(asked.partition("\n")[2].replace("# ", ""))["entries"]
    assert (stub["municipality"], "klaver" in stub["shows"]) == ("Gouda", False)


def test_words_that_the_second_detector_takes_for_names_are_asked_with_an_entry_to_accept_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        detector, "load", lambda: lambda text: [match.span() for match in re.finditer("Rotterdamwet|Slim", text)]
    )
    (asked,) = [part for part in reviewed(tmp_path, saved()).said() if "public.toml" in part]
    assert "Rotterdamwet" in asked.partition("\n")[0]
    assert tomllib.loads(asked.partition("\n")[2].replace("# ", "")) == {
        "accepted": [{"words": ["Rotterdamwet"], "reason": ""}]
    }


def test_two_words_of_one_line_that_may_be_names_are_both_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        detector, "load", lambda: lambda text: [match.span() for match in re.finditer("Slim|Sterk", text)]
    )
    assert [where for where, _ in word_stubs({}, "Slim en Sterk", None)] == ["Slim en Sterk"] * 2
