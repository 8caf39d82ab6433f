"""The public edition: the same tables without personal data: `python -m pipeline public`.

Removed are the names of people in every form, their telephone numbers, every address but those of shared mailboxes,
handles, what was not understood of contact lines, and the labels of those that no vocabulary has, since a name may be
there: from their columns, and from every text. A mailbox is shared where its local part is made of common words, which
the page itself writes in lower case or MAILBOXES lists, and neither they nor its domain are part of a person's name on
the page. Of telephone numbers stay municipal ones and fixed lines, where they are in contact lines and nowhere with a
person. Links are left out, all of them: where one leads may be somebody's own page, which its address need not tell.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.check.accepted_losses import BEFORE_REASON
from pipeline.definition import dutch
from pipeline.definition.source import Source, load_source
from pipeline.editions.published import Published, add_folder, published_in, read_published
from pipeline.editions.report import render
from pipeline.editions.spreadsheet import workbook
from pipeline.privacy import detector
from pipeline.privacy.contact_rest import all_known, contact_like, contact_lines, pieces, without_contact_lines
from pipeline.privacy.decisions import PUBLIC_LIST, PublicDecisions, load_public_decisions
from pipeline.privacy.limits import LONGEST_PHRASE, SHORTEST_NAME, SHORTEST_WORD, SHOWN_AROUND
from pipeline.privacy.links import without_links
from pipeline.privacy.name_patterns import joined_pattern, longest
from pipeline.privacy.named import names_beside, names_near
from pipeline.privacy.people import LETTERS, SPLIT, Known, People, known_words, surnames_of_mailboxes
from pipeline.privacy.reaches import addresses_in, numbers_in, without_addresses
from pipeline.privacy.redact import Removal, each_text, parts, parts_of_names, redact, whole, with_quotes
from pipeline.privacy.verify import verify
from pipeline.records import Refusal
from pipeline.storage.atomic import replace_folder
from pipeline.tables.editions import OF_PUBLIC, PUBLIC, REPORT, xlsx_name
from pipeline.tables.schema import OF_CONTACTS, Row, Rows
from pipeline.text.normalise import counted, fold

MAILBOXES = frozenset(dutch.words("mailboxes", "shared"))
PERSONAL_CHANGES = (*OF_CONTACTS, "links")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline public` takes."""
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the public edition into the folder `public` beside the tables.

    Raises:
        Refusal: there are no tables, personal data would be in a file, or somebody has to look at an entry.
        OSError: it cannot be written. In either case an older edition stays.
    """
    source, decisions = load_source(), load_public_decisions()
    with published_in(arguments.out) as published, replace_folder(arguments.out / PUBLIC) as new:
        rows, text, removal, stays = edition_of(published.rows, published.page_text, source, decisions)
        _expect_seen(published.rows, removal, decisions)
        write(new.path, rows, text, published)
        searched = verify(new.path, removal, stays)
    people = {row["name"] for row in published.rows["contacts"] if row["name"]}
    left_out = ", ".join([
        counted(len(people), "name"), counted(len(removal.addresses), "address", "addresses"),
        counted(len(removal.phones), "number"),
    ])  # fmt: skip
    print(f"Public   {arguments.out / PUBLIC}/: the tables without {left_out}; {searched}")
    return 0


def edition_of(
    rows: Rows, text: str, source: Source, decisions: PublicDecisions
) -> tuple[Rows, str, Removal, frozenset[str]]:
    """The rows and the text without personal data, what was left out, and the addresses and numbers that stay."""
    rows = without_links(rows, lambda _: True)
    removal, stays = sort_out(rows, text, source, decisions)
    return *redact(without_told(rows), text, removal), removal, stays


# What goes, and what stays


def sort_out(rows: Rows, text: str, source: Source, decisions: PublicDecisions) -> tuple[Removal, frozenset[str]]:
    """What the public edition leaves out, and the addresses and numbers that may be in it."""
    contacts, texts = rows["contacts"], each_text(rows, text)
    known = _known(rows, text, source, decisions)
    everything = whole(rows, text)
    names = {row["name"] for row in contacts if row["name"]} | former_leaders(rows) | names_beside(everything, known)
    labels = {row["label"] for row in contacts if row["label"] and source.label_kind(row["label"]) != "contact"}
    addresses = {row["email"] for row in contacts if row["email"]}
    addresses |= {plain for each in texts for plain, _, _ in addresses_in(each)}
    phones = {row["phone"] for row in contacts if row["phone"]}
    phones |= {plain for each in texts for plain, _, _ in numbers_in(each)}
    stays = shared_mailboxes(addresses, names, known.common) | public_numbers(contacts, labels, phones)
    names |= names_near(without_contact_lines(everything, rows, known), (addresses | phones) - stays, known)
    names |= surnames_of_mailboxes(addresses - stays, everything, known)
    phrases = frozenset(phrases_of_contact_lines(rows, text, known))
    people = _people(names, phrases, rows, text, known)
    removal = Removal(
        people, frozenset(addresses - stays), frozenset(phones - stays), frozenset(labels), phrases, everyone=True
    )
    return with_quotes(removal, rows), frozenset(stays)


def _known(rows: Rows, text: str, source: Source, decisions: PublicDecisions) -> Known:
    """What is known of words; those of contact lines tell nothing, since names in small letters are there."""
    first = known_words(rows, "", source, decisions)
    prose = without_contact_lines(text, rows, first)
    names = joined_pattern(map(re.escape, longest(row["name"] for row in rows["contacts"])))
    return known_words(rows, re.sub(names, " ", prose, flags=re.IGNORECASE), source, decisions)


def _people(names: set[str], phrases: frozenset[str], rows: Rows, text: str, known: Known) -> People:
    """The people, with the parts of their names that name them alone, and those that only do beside something.

    Of `phrases` nobody knows whether they are names: they go as a whole.
    """
    alone = parts_of_names(names, rows, text, known)
    words = {name for name in names if " " not in name and fold(name) in known.common | known.municipal} - alone
    names = names - words
    return People(frozenset(names | alone | phrases), frozenset((parts(names) - alone) | words), known, is_anyone=True)


def phrases_of_contact_lines(rows: Rows, text: str, known: Known) -> set[str]:
    """The pieces of contact lines that were not understood and have several words: they may be elsewhere as well."""
    spans = [*contact_lines(rows), *contact_like(text, known)]
    lines = [without_addresses(text[start:end], and_numbers=True) for start, end in spans]
    found = {" ".join(line[start:end].split()) for line in lines for start, end in pieces(line)}
    return {each for each in found if 1 < len(words := each.split()) <= LONGEST_PHRASE and not all_known(words, known)}


def shared_mailboxes(addresses: Iterable[str], names: Iterable[str], common: Iterable[str]) -> set[str]:
    """The addresses that are nobody's own; `common` are the words that the page writes in lower case."""
    of_names = {part.lower() for name in names for part in LETTERS.findall(name)}
    named = {part for part in of_names if len(part) >= SHORTEST_NAME}
    words = MAILBOXES.union(common) - of_names
    return {
        each
        for each in addresses
        if is_shared(each, words) and named.isdisjoint(LETTERS.findall(each.rpartition("@")[2]))
    }


def is_shared(address: str, words: frozenset[str]) -> bool:
    """Whether the local part of an address is made of common words."""
    parts_of_local = SPLIT.split(address.partition("@")[0])
    return all(part in words and len(part) >= SHORTEST_WORD for part in parts_of_local)


def public_numbers(contacts: Iterable[Row], labels: Iterable[str], phones: Iterable[str]) -> set[str]:
    """The numbers that lead to no person: a mobile number always does, or one beside a name.

    The name may be a label that no vocabulary has. A municipal number may be anywhere: the 14073 of "14073 inwoners"
    is none. Fixed lines stay where they are in contact lines.
    """
    rows = [row for row in contacts if row["phone"]]
    beside = {row["phone"] for row in rows if row["name"] or row["label"] in labels}
    municipal = {phone for phone in phones if not phone.startswith("0")}
    return ({row["phone"] for row in rows if is_public(row["phone"])} | municipal) - beside


def is_public(phone: str) -> bool:
    """Whether a number, in national form, is that of a municipality, which alone begins with no 0, or a fixed line."""
    from phonenumbers import PhoneNumberType, number_type, parse

    return not phone.startswith("0") or number_type(parse(phone, "NL")) == PhoneNumberType.FIXED_LINE


def without_told(rows: Rows) -> Rows:
    """The rows without what is told of people: what changed about them, and why a loss was accepted, are only facts."""
    nothing = {"old": None, "new": None, "difference": None}
    changes = [row | nothing if row["change"] in PERSONAL_CHANGES else row for row in rows.get("changes", [])]
    checks = [_without_reason(row) for row in rows.get("checks", [])]
    return {**rows, **({"changes": changes} if changes else {}), **({"checks": checks} if checks else {})}


def _without_reason(check: Row) -> Row:
    detail, accepted, _ = (check["detail"] or "").partition(BEFORE_REASON)
    return check | {"detail": f"{detail}; accepted"} if accepted else check


def former_leaders(rows: Rows) -> set[str]:
    """The names in the history of leaders."""
    changes = [row for row in rows.get("changes", []) if row["change"] == "leaders"]
    return {name for row in changes for value in (row["old"], row["new"]) if value for name in value.split("; ")}


# What somebody has to look at


def _expect_seen(rows: Rows, removal: Removal, decisions: PublicDecisions) -> None:
    """See that somebody has looked at each entry with an address and no name.

    Raises:
        Refusal: nobody has; the message says what to do, in words that the edition itself shows.
    """
    if stubs := entry_stubs(rows, removal, decisions):
        raise Refusal(
            f"The public edition is refused, and nothing was written: {counted(len(stubs), 'entry', 'entries')} with "
            f"an address and no name. Look whether a name is there that was not read. Where none is, put this into "
            f"{PUBLIC_LIST.name} in {PUBLIC_LIST.parent.name}/, each with a reason:\n" + "\n".join(stubs)
        )


def entry_stubs(rows: Rows, removal: Removal, decisions: PublicDecisions) -> list[str]:
    """What to put into `public.toml` for each entry that somebody has to look at, in words that the edition shows."""
    return [
        f"[[entries]]\nmunicipality = {_quoted(municipality)}\nshows = {_quoted(line)}\nreason = {_quoted('')}"
        for municipality, line in dict.fromkeys(entries_to_see(rows, removal, decisions))
    ]


def word_stubs(rows: Rows, text: str, known: Known | None) -> list[tuple[str, str]]:
    """Words of the edition that the second detector takes for a name, with what is around them, and for each its stub.

    That is what to put into `public.toml`. Nothing where the detector is not installed.
    """
    find = detector.load()
    texts = dict.fromkeys([*text.split("\n"), *each_text(rows, "")])
    found = detector.doubtful(find, (("", each) for each in texts), known) if find else []
    around = {each.words: each.text[max(0, each.start - SHOWN_AROUND) : each.end + SHOWN_AROUND] for each in found}
    return [
        (" ".join(shown.split()), f"[[accepted]]\nwords = [{_quoted(words)}]\nreason = {_quoted('')}")
        for words, shown in around.items()
    ]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def entries_to_see(rows: Rows, removal: Removal, decisions: PublicDecisions) -> Iterator[tuple[str, str]]:
    """The entries with an address and no name that nobody has accepted: municipality and contact line, as shown."""
    reached = {row["entry_id"] for row in rows["contacts"] if row["email"]}
    named = {row["entry_id"] for row in rows["contacts"] if row["name"]}
    for row in rows["entries"]:
        if row["entry_id"] in reached - named:
            what = removal.hide(row["municipality"] or ""), removal.hide(row["contact_line"] or "", True)
            if what not in decisions.entries:
                yield what


# Writing


DESCRIPTION = "The public edition: names, personal addresses and numbers are left out, with black bars in texts."


def write(folder: Path, rows: Rows, text: str, published: Published) -> None:
    """Write the tables, the text, what describes them, the report and the file for spreadsheets of the edition."""
    from pipeline.write.files import write_into

    described = {name: value for name, value in published.package.items() if name != "resources"}
    described |= {"name": described["name"] + OF_PUBLIC, "description": f"{described['description']} {DESCRIPTION}"}
    write_into(folder, rows, text, described)
    written = read_published(folder)
    (folder / REPORT).write_text(render(written), encoding="utf-8")
    (folder / xlsx_name(described["name"])).write_bytes(workbook(written))
