"""The list of people left out names nobody, and is refused where it would leave nobody out."""

import hashlib
import io
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.privacy import suppressed
from pipeline.privacy.suppressed import NAMES_KEY, entry_of, load_suppressed
from pipeline.records import Refusal

KEY, OTHER = b"k" * 32, b"o" * 32


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a key, which is not made yet."""
    path = tmp_path / "a.key"
    monkeypatch.setenv(NAMES_KEY, str(path))
    return path


def listed(folder: Path, *entries: str) -> Path:
    path = folder / "suppressed.toml"
    path.write_text(f"addresses = {[*entries]}\n".replace("'", '"'), encoding="utf-8")
    return path


def test_the_list_of_the_repository_is_one(monkeypatch: pytest.MonkeyPatch, key: Path) -> None:
    assert not load_suppressed()


def test_an_entry_is_found_by_its_address_and_another_key_gives_another(tmp_path: Path, key: Path) -> None:
    key.write_text(KEY.hex())
    found = load_suppressed(listed(tmp_path, entry_of("ans@example.nl", KEY)))
    assert found.holds(" Ans@Example.nl")
    assert not found.holds("bo@example.nl")
    assert entry_of("ans@example.nl", KEY) != entry_of("ans@example.nl", OTHER)


def test_without_its_key_or_with_another_a_list_is_refused(tmp_path: Path, key: Path) -> None:
    path = listed(tmp_path, entry_of("ans@example.nl", KEY))
    with pytest.raises(Refusal, match="is not there"):
        load_suppressed(path)
    key.write_text(OTHER.hex())
    with pytest.raises(Refusal, match="entry 1 of 'addresses' was made with another key"):
        load_suppressed(path)
    key.write_text("no key")
    with pytest.raises(Refusal, match="is no key"):
        load_suppressed(path)


def test_a_hash_without_a_key_is_refused_and_says_what_to_do(tmp_path: Path, key: Path) -> None:
    key.write_text(KEY.hex())
    old = hashlib.sha256(b"ans@example.nl").hexdigest()
    with pytest.raises(Refusal, match=r"entry 2 of 'addresses' is a hash without a key.*python -m pipeline suppress"):
        load_suppressed(listed(tmp_path, entry_of("bo@example.nl", KEY), old))


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


def test_the_command_makes_a_key_once_and_gives_entries_that_name_nobody(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        monkeypatch.setattr("sys.stdin", io.StringIO("Ans@example.nl\nbo@example.nl\n"))
        assert main(["suppress"]) == 0
    assert key.stat().st_mode & 0o077 == 0
    said = capsys.readouterr()
    assert said.err.count("A key is made") == 1
    assert "ans" not in said.out + said.err.replace(str(key), "")
    entries = [line.strip('",') for line in said.out.splitlines()]
    assert entries[:2] == entries[2:]
    assert load_suppressed(listed(tmp_path, *entries[:2])).holds("ans@example.nl")


def test_no_key_is_made_for_a_list_that_was_made_with_another(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(suppressed, "SUPPRESSED_LIST", listed(tmp_path, entry_of("ans@example.nl", KEY)))
    assert main(["suppress"]) == 1
    assert not key.exists()
    assert "Ask whoever keeps the list" in capsys.readouterr().err
