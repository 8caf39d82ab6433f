"""The list of losses that were accepted."""

from pathlib import Path

import pytest

from pipeline.check.accepted_losses import AcceptedLoss, accept, load_accepted, losses_of
from pipeline.check.losses import Loss
from pipeline.records import Refusal

LOSS = Loss("municipalities that disappeared", "none", "1: 's-Hertogenbosch", 'projects: "x"\\y')
OTHER = Loss("entries that were lost", "at most 20% of 31 lost", "9 lost", "by municipality: Caraïbisch 9")

WHOLE = dict.fromkeys(("sha256", "reason", "check", "expected", "found", "detail"), '"a"')


def entry(other: dict[str, str]) -> str:
    return "[[accepted]]\n" + "".join(f"{name} = {value}\n" for name, value in (WHOLE | other).items())


def test_what_is_listed_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "raw" / "accepted.toml"
    assert load_accepted(path) == []
    accept("a" * 64, [LOSS, OTHER], 'it "ended"', path)
    accept("b" * 64, [OTHER], "zo is het, écht", path)
    assert load_accepted(path) == [
        AcceptedLoss("a" * 64, 'it "ended"', LOSS),
        AcceptedLoss("a" * 64, 'it "ended"', OTHER),
        AcceptedLoss("b" * 64, "zo is het, écht", OTHER),
    ]


def test_what_somebody_wrote_on_the_list_stays(tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text("# asked the publisher\n", encoding="utf-8")
    accept("a" * 64, [LOSS], "it ended", path)
    assert path.read_text(encoding="utf-8").startswith("# asked the publisher\n")


def test_what_steers_a_terminal_gets_from_the_list_into_no_table(tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    steering = {name: r'"a\u001b\u202e b"' for name in WHOLE if name != "sha256"}
    path.write_text(entry(steering), encoding="utf-8")
    (row,) = losses_of("a", load_accepted(path))
    assert (row["expected"], row["found"], row["detail"]) == ("a b: a b", "a b", "a b; accepted: a b")


def test_only_the_losses_of_a_page_are_its_checks() -> None:
    listed = [AcceptedLoss("a" * 64, "it ended", LOSS), AcceptedLoss("b" * 64, "moved", OTHER)]
    (row,) = losses_of("b" * 64, listed)
    assert (row["level"], row["passed"], row["found"]) == ("warning", False, "9 lost")
    assert row["detail"].endswith("; accepted: moved")
    assert list(losses_of("c" * 64, listed)) == []


def test_an_entry_of_texts_is_taken(tmp_path: Path) -> None:
    (tmp_path / "accepted.toml").write_text(entry({}), encoding="utf-8")
    assert len(load_accepted(tmp_path / "accepted.toml")) == 1


@pytest.mark.parametrize(
    "content",
    [
        *(entry({name: value}) for name in WHOLE for value in ("[]", "{}", "1")),
        f"x = {'[' * 100_000}",
        "[[accepted]",
        '[[accepted]]\nsha256 = "a"\n',
        "accepted = 5\n",
        'accepted = ["a"]\n',
        "[accepted]\nx = 1\n",
    ],
)
def test_a_file_that_is_no_such_list_is_refused_by_name(content: str, tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refusal, match=str(path)):
        load_accepted(path)
