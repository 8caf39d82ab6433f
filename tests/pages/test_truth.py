"""The tests' own material: the tables written by hand, and the page in other markups, agree with the page."""

import csv
import re
from base64 import b64decode
from html import unescape
from pathlib import Path

import pytest

from tests.pages import changes
from tests.pages.markups import MARKUPS, TEXTS, saved, saved_text, split
from tests.pages.markups.inline import CLOAKED
from tests.pages.markups.page import text_lines

TRUTH = Path(__file__).resolve().parents[1] / "truth"


def rows(table: str) -> list[dict[str, str]]:
    with (TRUTH / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ENTRIES, CONTACTS, PROJECTS, MENTIONS = map(rows, ("entries", "contacts", "projects", "mentions"))
ADDRESSES = {row["email"] for row in CONTACTS} - {""}
LINES = ["", *saved_text().split("\n")]


def test_every_entry_is_at_its_lines() -> None:
    for row, entry in zip(ENTRIES, split(saved_text()).entries, strict=True):
        first, last = int(row["first_line"]), int(row["last_line"])
        assert LINES[first - 1] == f"Project: {row['title']}"
        assert LINES[last + 1] == row["contact_line"] == entry.contact
        assert (row["municipality"], row["title"]) == (entry.municipality, entry.title)
        assert letters("".join(LINES[first : last + 1])) == letters("".join(text_lines(entry.nodes)))


def letters(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


def test_every_line_belongs_to_something() -> None:
    used = {line for row in ENTRIES for line in range(int(row["first_line"]) - 1, int(row["last_line"]) + 2)}
    others = {1, *range(2, 8), 8, 119, 120, 221, 227}
    assert used.isdisjoint(others)
    assert used | others == set(range(1, len(LINES)))


def test_contacts_mentions_and_projects_are_quoted_from_the_page() -> None:
    lines = {row["entry_id"]: row["contact_line"] for row in ENTRIES}
    for row in CONTACTS:
        assert row["email"] in lines[row["entry_id"]].lower()
        assert all(row[key] in lines[row["entry_id"]] for key in ("label", "name", "function"))
        assert row["phone"].replace(" ", "") in lines[row["entry_id"]]
    spans = {row["entry_id"]: LINES[int(row["first_line"]) : int(row["last_line"]) + 1] for row in ENTRIES}
    for row in MENTIONS:
        assert row["quote"] in "\n".join(spans[row["entry_id"]] if row["entry_id"] else [LINES[119]])
    for row in PROJECTS:
        own = [contact for contact in CONTACTS if contact["project_id"] == row["project_id"]]
        assert row["leaders"] == "; ".join(dict.fromkeys(each["name"] for each in own if each["name"]))
        assert row["emails"] == "; ".join(dict.fromkeys(each["email"] for each in own if each["email"]))
        entries = [entry for entry in ENTRIES if entry["project_id"] == row["project_id"]]
        assert row["themes"] == "; ".join(entry["theme_id"] for entry in entries)
        assert int(row["entries"]) == len(entries)
        longest = max(entries, key=lambda entry: len("\n".join(spans[entry["entry_id"]])))
        assert row["text_entry"] == longest["entry_id"]


def words(page: bytes) -> str:
    """What a reader sees of a page whose scripts ran, without white space."""
    declared = re.search(rb'charset="([\w-]+)"', page)
    html = page.decode(declared[1].decode() if declared else "utf-16")
    html = re.sub(r'data-cfemail="(\w+)">', lambda match: f">{uncovered(match[1])}", html)
    html = re.sub(r'text="([\w=+/]+)"', lambda match: f">{from_base64(match[1])}<i", html)
    html = html.replace("' + '", "").replace(" [at] ", "@")
    text = unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", html, flags=re.S))
    return re.sub(r"[\s\u00ad]", "", text)


def uncovered(code: str) -> str:
    first, *rest = bytes.fromhex(code)
    return bytes(byte ^ first for byte in rest).decode()


def from_base64(code: str) -> str:
    return b64decode(code).decode()


@pytest.mark.parametrize("name", MARKUPS)
def test_a_markup_holds_every_word_of_the_page(name: str) -> None:
    shown = words(MARKUPS[name]())
    for row in ENTRIES:
        assert re.sub(r"\s", "", row["title"]) in shown
    for address in ADDRESSES:
        assert address in shown.lower()
    if name == "word bullets":
        shown = shown.replace("·", "")
    page = split(saved_text())
    for entry in page.entries:
        for line in text_lines(entry.nodes):
            assert re.sub(r"\s", "", line.removeprefix("- ")) in shown
    for line in (page.introduction, *(part for aim in page.aims for part in aim), LINES[119]):
        assert re.sub(r"\s", "", line) in shown


@pytest.mark.parametrize("name", ["cloudflare", "written out", "joomla 3", "joomla 4"])
def test_hidden_addresses_are_nowhere_in_the_open(name: str) -> None:
    page = MARKUPS[name]().decode()
    assert not any(address in page for address in ADDRESSES)
    assert (CLOAKED in page) == name.startswith("joomla")


def test_the_accordion_is_as_heavy_as_a_real_page() -> None:
    assert 110_000 < len(MARKUPS["accordion"]()) < 130_000


def test_every_text_differs_from_the_saved_one() -> None:
    pages = {name: write() for name, write in TEXTS.items()}
    assert [name for name, page in pages.items() if page == saved()] == ["utf-8"]
    assert len(set(pages.values())) == len(pages)


@pytest.mark.parametrize("name", changes.CHANGES)
def test_a_change_changes_the_page_in_text_and_in_markup(name: str) -> None:
    assert (changes.as_text(name) == saved()) == (name == "same")
    for markup in ("accordion", "details by title"):
        assert (changes.as_markup(name, markup) == MARKUPS[markup]()) == (name == "same")


def test_changed_pages_have_the_entries_they_promise() -> None:
    for name, change in changes.CHANGES.items():
        promised = re.search(r"(\d+) entries", change.__doc__ or "")
        assert len(split(change(saved_text())).entries) == int(promised[1] if promised else 31), name
