"""The public edition: the same tables without personal data: `python -m pipeline public`.

Removed are the names of people, their telephone numbers, and every address but those of shared mailboxes: from their
columns, and from every text. A mailbox is shared where its local part is made of common words, which the page itself
writes in lower case or MAILBOXES lists, and none of them is part of a person's name on the page.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable
from pathlib import Path

from pipeline.build import OUT
from pipeline.editions import PUBLIC as FOLDER
from pipeline.editions import REPORT
from pipeline.editions.published import Published, published_in, read_published
from pipeline.editions.report import PUBLIC, render
from pipeline.records import Refusal
from pipeline.redact import ADDRESS, NEVER, Removal, redact, strings, with_quotes
from pipeline.tables import Rows

MAILBOXES = frozenset({
    "algemeen", "bestuur", "communicatie", "contact", "gemeente", "griffie", "info", "integriteit", "loket", "mail",
    "meldpunt", "ondermijning", "openbareorde", "post", "postbus", "secretariaat", "veiligheid", "weerbaarheid",
})  # fmt: skip
PERSONAL_CHANGES = ("leaders", "emails")
SHORTEST_WORD = 4  # letters; shorter parts of an address are as likely initials
WORD = re.compile(r"[^\W\d_]+")
SPLIT = re.compile(r"[._+-]+")
# Parts of names that stand alone elsewhere count as names from this length on, in letters.
SHORTEST_NAME = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline public` takes."""
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR", help=f"folder of the tables (default: {OUT}/)")


def run(arguments: argparse.Namespace) -> int:
    """Write the public edition into the folder `public` beside the tables.

    Raises:
        Refusal: there are no tables, or a removed value would still stand in a file.
        OSError: it cannot be written. In any case an older edition stays.
    """
    from pipeline.swap import replace_folder

    with published_in(arguments.out) as published, replace_folder(arguments.out / FOLDER) as new:
        removal = with_quotes(personal(published.rows, published.page_text), published.rows)
        rows, text = redact(without_former(published.rows), published.page_text, removal)
        write(new.path, rows, text, published)
        verify(new.path, removal)
    said = f"{len(removal.names)} names, {len(removal.addresses)} addresses and {len(removal.phones)} numbers"
    print(f"Public   {arguments.out / FOLDER}/: the tables without {said}; verified in every file")
    return 0


def personal(rows: Rows, text: str) -> Removal:
    """What the public edition leaves out."""
    contacts = rows["contacts"]
    addresses = {row["email"] for row in contacts if row["email"]}
    addresses |= {found.lower() for found in ADDRESS.findall(text)}
    addresses |= {found.lower() for _, value in strings(rows) for found in ADDRESS.findall(value)}
    names = {row["name"] for row in contacts if row["name"]} | former_leaders(rows)
    words = common_words(text) - {part.lower() for name in names for part in WORD.findall(name)}
    private = {each for each in addresses if not is_shared(each, words)}
    kept_phones = {row["phone"] for row in contacts if row["phone"] and not row["name"]}
    phones = {row["phone"] for row in contacts if row["phone"]} - kept_phones | numbers(text, kept_phones)
    return Removal(frozenset(names | parts_of_names(names, text)), frozenset(private), frozenset(phones))


def numbers(text: str, kept: Iterable[str]) -> set[str]:
    """The Dutch telephone numbers in a text, as they are written, but those that are kept."""
    from phonenumbers import PhoneNumberMatcher

    national = {phone.lstrip("0") for phone in kept}
    found = PhoneNumberMatcher(text, "NL")
    return {each.raw_string for each in found if str(each.number.national_number) not in national}


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


def common_words(text: str) -> frozenset[str]:
    """The words that a text writes in lower case, outside addresses, and those that name mailboxes."""
    return MAILBOXES.union(word for word in WORD.findall(ADDRESS.sub(" ", text)) if word.islower())


def is_shared(address: str, words: frozenset[str]) -> bool:
    """Whether the local part of an address is made of common words."""
    parts = SPLIT.split(address.partition("@")[0])
    return all(part in words and len(part) >= SHORTEST_WORD for part in parts)


def parts_of_names(names: Iterable[str], text: str) -> set[str]:
    """Parts of names that stand alone in a text: "Jansen" where "de heer Jansen" is written.

    A part that the text also writes in lower case ("Dam", "dam") cannot be told from a word, and stays.
    """
    without = re.sub("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or NEVER.pattern, " ", text)
    standing = set(WORD.findall(ADDRESS.sub(" ", without)))
    parts = {part for name in names for part in WORD.findall(name) if len(part) >= SHORTEST_NAME and part[0].isupper()}
    return {part for part in parts if part in standing and part.lower() not in standing}


DESCRIPTION = "The public edition: names, personal addresses and numbers are left out, with black bars in texts."


def write(folder: Path, rows: Rows, text: str, published: Published) -> None:
    """Write the tables, the text, the data package and the report of the edition."""
    from pipeline.write import write_into

    described = {name: value for name, value in published.package.items() if name != "resources"}
    described |= {"name": described["name"] + PUBLIC, "description": f"{described['description']} {DESCRIPTION}"}
    write_into(folder, rows, text, described)
    (folder / REPORT).write_text(render(read_published(folder)), encoding="utf-8")


def verify(folder: Path, removal: Removal) -> None:
    """Read every file again and see that no removed value stands in it.

    Raises:
        Refusal: one does; the message says where, and not what.
    """
    import pyarrow.parquet as pq

    for path in sorted(folder.iterdir()):
        if path.suffix == ".parquet":
            table = pq.read_table(path)
            texts = strings({path.stem: table.to_pylist()})
            described = [json.dumps({str(k): str(v) for k, v in (table.schema.metadata or {}).items()})]
        else:
            texts, described = iter([(path.name, path.read_text(encoding="utf-8"))]), []
        for place, value in [*texts, *((path.name, each) for each in described)]:
            if found := removal.pattern.search(value):
                raise Refusal(
                    f"The public edition is refused, and nothing was written: {path.name} holds personal data, at "
                    f"character {found.start()} of {place}. Read that place, and widen the rule in redact.py."
                )
