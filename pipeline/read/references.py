"""Links of a text that have numbers, and a list of where they lead at its end, as browsers for terminals write."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.contacts.addresses import find_emails
from pipeline.read.headings import MARK
from pipeline.read.html.email_cloaking import linked
from pipeline.read.limits import FEWEST_CONTENTS, LONGEST_ADDRESS
from pipeline.read.lines import Lines
from pipeline.read.links import Linked, LinkSpan, Targets, note_places
from pipeline.text.normalise import clean

# "  74. mailto:info@ommen.nl", "[74] https://…": in the list.
LISTED_LINK = re.compile(
    r"[ \t]*\[?(\d{1,5})(?:\.|\]:?)[ \t]+(javascript:.*|[a-z][a-z0-9+.-]*:\S+|[/#?]\S*)[ \t]*", re.I
)
CITED = re.compile(r"\[(\d{1,5})\]")
# What those programs write above it, and nobody on a page of projects.
HEAD_OF_LIST = re.compile(r"[ \t]*(?:references|(?:visible|hidden) links)?:?[ \t]*", re.IGNORECASE)
NAME_ENDS = re.compile(r"[,;()\[\]]|$")
BESIDE_ADDRESSES = re.compile(r"[\s,;:()<>\[\]]+")
# "r.tak@assen.nl", "https://www.ommen.nl/plan": words that say themselves where they end.
SHOWN_ADDRESS = re.compile(r"[^\s,;()<>\[\]]*(?:@|://|www\.)[^\s,;()<>\[\]]*[\w/]")


class ListedTarget(NamedTuple):
    """A link of the list: where it leads, and the addresses that it writes to, or nothing."""

    target: str
    addresses: str


class LinePiece(NamedTuple):
    """A part of a line, up to the next number of a link: what is shown of it, and the link that it begins with."""

    text: str
    link: ListedTarget | None = None


def without_list(text: str, lines: Lines) -> tuple[str, dict[str, ListedTarget]]:
    """A text without the last list of links in it, whose words are counted, and these links by their numbers.

    None where the text refers to none of them.
    """
    read = text.splitlines()
    last = next((n for n in range(len(read), 0, -1) if LISTED_LINK.fullmatch(read[n - 1])), 0)
    first = next((n for n in range(last, 0, -1) if not _is_of_list(read[n - 1])), 0)
    targets = {found[1]: found[2] for line in read[first:last] if (found := LISTED_LINK.fullmatch(line))}
    cited = set(CITED.findall(text)) if targets else set[str]()
    if len(targets) < FEWEST_CONTENTS or len(cited & targets.keys()) * 2 < len(targets):
        return text, {}
    rest, listed = "\n".join(read[:first] + read[last:]), {number: _listed(to) for number, to in targets.items()}
    uncited = [link.addresses.lower() for number, link in listed.items() if number not in cited]
    shown = {address for address, _, _ in find_emails(rest)} if any(uncited) else set[str]()
    lines.left_out.add(
        read[first:last], "furniture", [each for each in uncited if not shown.issuperset(each.split(", "))]
    )
    return rest, listed


def _is_of_list(line: str) -> bool:
    return HEAD_OF_LIST.fullmatch(line) is not None or LISTED_LINK.fullmatch(line) is not None


def _listed(target: str) -> ListedTarget:
    addresses = ", ".join(linked(target))
    return ListedTarget(target, addresses if len(addresses) <= LONGEST_ADDRESS else "")


def without_numbers(line: str, listed: Mapping[str, ListedTarget]) -> list[LinePiece]:
    """The pieces of a line without the numbers of its links; an address that only a link has is after its words."""
    split = CITED.split(line)
    written = frozenset(BESIDE_ADDRESSES.split(line)) if "@" in line else frozenset[str]()
    pieces = [LinePiece(split[0])]
    for number, after in zip(split[1::2], split[2::2], strict=True):
        link = listed.get(number)
        if link is None:
            after = f"[{number}]{after}"
        elif link.addresses and "@" not in after.partition(" ")[0] and written.isdisjoint(link.addresses.split(", ")):
            ends = NAME_ENDS.search(after)
            at = ends.start() if ends else len(after)
            after = f"{after[:at].rstrip()} <{link.addresses}>{after[at:]}"
        pieces.append(LinePiece(after, link))
    return pieces


def note_numbered(lines: Lines, first: int, pieces: Sequence[LinePiece], shown: str) -> None:
    """Note the links of a line in these pieces, of which `shown` is shown: lines from number `first` on.

    Where their words begin is known, but not where they end, unless they are an address.
    """
    targets = Targets(lines.source.page["url"])
    spans, end = list[LinkSpan](), 0
    for text, link in pieces:
        words = clean(text.lstrip(MARK))
        start = end + shown.startswith(" ", end)
        if end == 0:  # the marker of an item may be before them
            start = max(shown.find(words), 0)
        if link and (target := targets[link.target]):
            address = SHOWN_ADDRESS.match(words)
            linked_to = Linked(*target, len(lines.found) - 1, is_above=not lines.found)
            spans.append((linked_to, start, start + (address.end() if address else 0)))
        end = start + len(words)
    lines.links += [each for each, _, _ in spans]
    note_places(spans, shown, lines.found, first)
