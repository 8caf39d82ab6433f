"""The public edition: the same tables without personal data: `python -m pipeline public`.

Removed are the names of people, their telephone numbers, every address but those of shared mailboxes, and the labels
of contact lines that no vocabulary has, since a name may stand there: from their columns, and from every text. A
mailbox is shared where its local part is made of common words, which the page itself writes in lower case or MAILBOXES
lists, and neither they nor its domain are part of a person's name on the page. Of telephone numbers stay municipal ones
and fixed lines, where they stand in contact lines and nowhere with a person.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.definition import dutch
from pipeline.definition.source import Source, load_source
from pipeline.editions.published import Published, add_folder, published_in, read_published, read_table
from pipeline.editions.report import SCRIPTS, STYLE, render
from pipeline.privacy.limits import SHORTEST_NAME, SHORTEST_WORD
from pipeline.privacy.redact import (
    BAR,
    WORD,
    Removal,
    addresses_in,
    numbers_in,
    parts_of_names,
    redact,
    strings,
    with_quotes,
    without_addresses,
)
from pipeline.records import Refusal
from pipeline.storage.atomic import replace_folder
from pipeline.tables.schema import OF_PUBLIC, PUBLIC, REPORT, Row, Rows
from pipeline.text.normalise import counted, split_words

MAILBOXES = frozenset(dutch.words("mailboxes", "shared"))
PERSONAL_CHANGES = ("leaders", "emails")
SPLIT = re.compile(r"[._+-]+")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline public` takes."""
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the public edition into the folder `public` beside the tables.

    Raises:
        Refusal: there are no tables, or personal data would stand in a file.
        OSError: it cannot be written. In either case an older edition stays.
    """
    source = load_source()
    with published_in(arguments.out) as published, replace_folder(arguments.out / PUBLIC) as new:
        removal, stays = sort_out(published.rows, published.page_text, source)
        rows, text = redact(without_former(published.rows), published.page_text, removal)
        write(new.path, rows, text, published)
        verify(new.path, removal, stays)
    names, numbers = counted(len(removal.names), "name"), counted(len(removal.phones), "number")
    said = f"{names}, {counted(len(removal.addresses), 'address', 'addresses')} and {numbers}"
    print(f"Public   {arguments.out / PUBLIC}/: the tables without {said}; every file was searched for others")
    return 0


# What goes, and what stays


def sort_out(rows: Rows, text: str, source: Source) -> tuple[Removal, frozenset[str]]:
    """What the public edition leaves out, and the addresses and numbers that may stand in it."""
    contacts, texts = rows["contacts"], [text, *(value for _, value in strings(rows))]
    names = {row["name"] for row in contacts if row["name"]} | former_leaders(rows)
    labels = {row["label"] for row in contacts if row["label"] and source.label_kind(row["label"]) != "contact"}
    addresses = {row["email"] for row in contacts if row["email"]}
    addresses |= {plain for each in texts for plain, _, _ in addresses_in(each)}
    phones = {row["phone"] for row in contacts if row["phone"]}
    phones |= {plain for each in texts for plain, _, _ in numbers_in(each)}
    stays = shared_mailboxes(addresses, names, text) | public_numbers(contacts, labels)
    names |= parts_of_names(names, rows, text)
    removal = Removal(
        frozenset(names), frozenset(addresses - stays), frozenset(phones - stays), labels=frozenset(labels)
    )
    return with_quotes(removal, rows), frozenset(stays)


def shared_mailboxes(addresses: Iterable[str], names: Iterable[str], text: str) -> set[str]:
    """The addresses that are nobody's own."""
    parts = {part.lower() for name in names for part in WORD.findall(name)}
    named = {part for part in parts if len(part) >= SHORTEST_NAME}
    words = common_words(text) - parts
    return {
        each for each in addresses if is_shared(each, words) and named.isdisjoint(WORD.findall(each.rpartition("@")[2]))
    }


def common_words(text: str) -> frozenset[str]:
    """The words that a text writes in lower case, outside addresses, and those that name mailboxes."""
    return MAILBOXES.union(word for word in WORD.findall(without_addresses(text)) if word.islower())


def is_shared(address: str, words: frozenset[str]) -> bool:
    """Whether the local part of an address is made of common words."""
    parts = SPLIT.split(address.partition("@")[0])
    return all(part in words and len(part) >= SHORTEST_WORD for part in parts)


def public_numbers(contacts: Iterable[Row], labels: Iterable[str]) -> set[str]:
    """The numbers of contact lines that lead to no person: a mobile number always does, or one beside a name.

    The name may be a label that no vocabulary has.
    """
    rows = [row for row in contacts if row["phone"]]
    beside = {row["phone"] for row in rows if row["name"] or row["label"] in labels}
    return {row["phone"] for row in rows if is_public(row["phone"])} - beside


def is_public(phone: str) -> bool:
    """Whether a number, in national form, is that of a municipality, which alone begins with no 0, or a fixed line."""
    from phonenumbers import PhoneNumberType, number_type, parse

    return not phone.startswith("0") or number_type(parse(phone, "NL")) == PhoneNumberType.FIXED_LINE


def without_former(rows: Rows) -> Rows:
    """The rows with what changed about people only as a fact: which people, no longer stands elsewhere."""
    nothing = {"old": None, "new": None, "difference": None}
    changes = [row | nothing if row["change"] in PERSONAL_CHANGES else row for row in rows.get("changes", [])]
    return {**rows, "changes": changes} if changes else rows


def former_leaders(rows: Rows) -> set[str]:
    """The names in the history of leaders, where job titles stand as well."""
    changes = [row for row in rows.get("changes", []) if row["change"] == "leaders"]
    found = {name for row in changes for value in (row["old"], row["new"]) if value for name in value.split("; ")}
    return found - {row["function"] for row in rows["contacts"]}


# Writing


DESCRIPTION = "The public edition: names, personal addresses and numbers are left out, with black bars in texts."


def write(folder: Path, rows: Rows, text: str, published: Published) -> None:
    """Write the tables, the text, the data package and the report of the edition."""
    from pipeline.write.files import write_into

    described = {name: value for name, value in published.package.items() if name != "resources"}
    described |= {"name": described["name"] + OF_PUBLIC, "description": f"{described['description']} {DESCRIPTION}"}
    write_into(folder, rows, text, described)
    (folder / REPORT).write_text(render(read_published(folder)), encoding="utf-8")


# Verifying


def verify(folder: Path, removal: Removal, stays: frozenset[str]) -> None:
    """Read every file again, and see that no address and no number stands in it but those that may, and no name.

    Raises:
        Refusal: one does; the message says where, and not what.
    """
    names = {" ".join(split_words(name)) for name in removal.names}
    whole = {name for name in names if " " in name}  # in a text that is no data, a name of one word may be any word
    for path in sorted(folder.iterdir()):
        for place, text, is_data in texts_of(path):
            at = left_over(text, removal, stays)
            if at is not None or stands(text, names if is_data else whole):
                where = place if at is None else f"character {at} of {place}"
                raise Refusal(
                    f"The public edition is refused, and nothing was written: {path.name} holds personal data, at "
                    f"{where}. Read that place, and widen the rule in pipeline/privacy/redact.py."
                )


def left_over(text: str, removal: Removal, stays: frozenset[str]) -> int | None:
    """Where an address or a number that may not stay stands in a text, or something else that was listed."""
    if found := removal.pattern.search(text):
        return found.start()
    reaches = [*addresses_in(text), *numbers_in(text)]
    return next((start for plain, start, _ in reaches if plain not in stays), None)


def stands(text: str, names: Iterable[str]) -> bool:
    """Whether the words of one of the names, folded, stand in a text."""
    words = f" {' '.join(split_words(text.replace(BAR, '0')))} "
    return any(f" {name} " in words for name in names)


def texts_of(path: Path) -> Iterator[tuple[str, str, bool]]:
    """The texts of a file: the place where each stands, the text, and whether it is data, or may be about data."""
    if path.suffix == ".parquet":
        table = read_table(path)
        yield from ((place, text, True) for place, text in strings({path.stem: table.to_pylist()}))
        yield from _strings(path.name, {str(key): str(value) for key, value in (table.schema.metadata or {}).items()})
        return
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        for number, row in enumerate(csv.reader(content.splitlines(keepends=True)), start=1):
            yield from ((f"line {number} of {path.name}", cell, True) for cell in row)
    elif path.suffix == ".json":
        yield from _strings(path.name, json.loads(content))
    elif path.suffix == ".html":
        yield from ((path.name, text, False) for text in _shown(content))
    else:
        yield path.name, content, True


def _strings(place: str, value: Any) -> Iterator[tuple[str, str, bool]]:
    """Every text in a value of JSON."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _strings(f"{name} in {place}", item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(place, item)
    elif isinstance(value, str):
        yield place, value, False


def _shown(content: str) -> Iterator[str]:
    """Every text and every attribute of the report, but its own styles and scripts."""
    from lxml import html

    own = {path.read_text(encoding="utf-8").strip() for path in (STYLE, *SCRIPTS)}
    for element in html.fromstring(content.replace("<wbr>", "")).iter():
        texts = (element.text, element.tail, *element.attrib.values())
        yield from (text for text in texts if text and text.strip() not in own)
