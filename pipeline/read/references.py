"""Links of a text that have numbers, and a list of where they lead at its end, as browsers for terminals write."""

from __future__ import annotations

import re

from pipeline.read.html.email_cloaking import linked
from pipeline.read.limits import FEWEST_CONTENTS, LONGEST_ADDRESS

# "  74. mailto:info@ommen.nl", "[74] https://…": in the list.
LISTED_LINK = re.compile(r"^[ \t]*\[?(\d{1,5})(?:\.|\]:?)[ \t]+([a-z][a-z0-9+.-]*:\S+|[/#?]\S*)[ \t]*$", re.M | re.I)
CITED = re.compile(r"\[(\d{1,5})\]")
# What those programs write above it, and nobody on a page of projects.
HEADS = re.compile(r"^[ \t]*(?:references|(?:visible|hidden) links):?[ \t]*$\n?", re.M | re.I)
NAME_ENDS = re.compile(r"[,;()\[\]]|$")
BESIDE_ADDRESSES = re.compile(r"[\s,;:()<>\[\]]+")


def without_list(text: str) -> tuple[str, dict[str, str]]:
    """A text without the list of its links, and by number the addresses that each writes to, or nothing.

    None where it has no such list.
    """
    targets = dict(LISTED_LINK.findall(text))
    cited = set(CITED.findall(text))
    if len(targets) < FEWEST_CONTENTS or len(cited & targets.keys()) * 2 < len(targets):
        return text, {}
    addresses = {number: ", ".join(linked(target)) for number, target in targets.items()}
    shown = {number: found if len(found) <= LONGEST_ADDRESS else "" for number, found in addresses.items()}
    return HEADS.sub("", LISTED_LINK.sub("", text)), shown


def without_numbers(line: str, targets: dict[str, str]) -> str:
    """A line without the numbers of its links; an address that only a link has is after the words of that."""
    pieces = CITED.split(line)
    written = frozenset(BESIDE_ADDRESSES.split(line)) if "@" in line else frozenset[str]()
    shown = [pieces[0]]
    for number, after in zip(pieces[1::2], pieces[2::2], strict=True):
        addresses = targets.get(number)
        if addresses is None:
            after = f"[{number}]{after}"
        elif addresses and "@" not in after.partition(" ")[0] and written.isdisjoint(addresses.split(", ")):
            ends = NAME_ENDS.search(after)
            at = ends.start() if ends else len(after)
            after = f"{after[:at].rstrip()} <{addresses}>{after[at:]}"
        shown.append(after)
    return "".join(shown)
