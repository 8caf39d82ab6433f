"""Which municipality an entry is about: the strongest evidence that there is, and where it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct

from pipeline.contacts.tokens import Token
from pipeline.definition import dutch
from pipeline.definition.source import Source
from pipeline.extract.limits import FURTHEST_IN_CREDIT
from pipeline.gazetteer.gazetteer import Reference
from pipeline.gazetteer.names import GEMEENTE, Municipality, Naming
from pipeline.records import Span

RULE_ABOVE = "title of panel, row or section"
RULE_GOVERNMENT = "named as a government in title or first paragraph"
RULE_IN_TITLE = "name in the title"
RULE_IN_TEXT = "name in the text"
RULE_DOMAIN = "domain of the address"

# "de gemeente Verzonnen": a name with a capital after "gemeente" that no table knows is still the name of what the
# entry is about.
NAMED_GOVERNMENT = re.compile(rf"\b{dutch.in_either_case(GEMEENTE)}\s+(?=[A-ZÀ-Þ][^\W\d_]*[a-zà-ÿ])")


class Whereabouts(Struct, frozen=True, gc=False):
    """A municipality, the rule that decided for it, and where its name is."""

    municipality: Municipality
    rule: str
    start: int
    end: int


def in_title(municipality: Municipality, start: int, end: int) -> Whereabouts:
    """The municipality that the title of the panel, row or section names: the strongest evidence there is."""
    return Whereabouts(municipality, RULE_ABOVE, start, end)


def decide(
    *,
    opening: Sequence[Span],
    title: Span | None,
    text: Span,
    addresses: Sequence[Token],
    page: str,
    within: Callable[[int, int], list[Naming]],
    source: Source,
    reference: Reference,
) -> Whereabouts | None:
    """The municipality of an entry without one in its titles, by the first of these that names one; else None.

    "gemeente X" and its like in the title and first paragraph (`opening`); the name in the title; the name elsewhere in
    the text; the domain of the addresses; the name beside others or in the credit of a picture. Where one rule finds
    several, the one whose domain the addresses have goes first, then the one that the entry names most often, then the
    first. Where the opening has a name that two municipalities share, the domain tells which is meant.
    """
    at_home = _by_domain(addresses, source, reference)
    named = [naming for span in (title, text) if span for naming in within(*span)]
    home = at_home.municipality if at_home else None
    best = partial(_best, Counter(naming.municipality.name for naming in named), home)
    openings = [naming for span in opening for naming in within(*span) if not _is_credit(page, naming.start, source)]
    if at_home and _is_named_shortly(at_home.municipality, page, opening):
        return at_home
    governments = [naming for naming in openings if naming.as_government and not naming.compared]
    if found := best(governments, RULE_GOVERNMENT):
        return found
    if _names_unknown(page, opening, openings, source):
        return None
    return (
        best(within(*title) if title else [], RULE_IN_TITLE)
        or best(
            [naming for naming in named if not (naming.compared or _is_credit(page, naming.start, source))],
            RULE_IN_TEXT,
        )
        or at_home
        or best(named, RULE_IN_TEXT)
    )


def _best(counts: Counter[str], home: Municipality | None, namings: Sequence[Naming], rule: str) -> Whereabouts | None:
    """The first of the namings: that of whose domain the addresses are, the most frequent, the one furthest above."""

    def rank(naming: Naming) -> tuple[bool, int, int]:
        return naming.municipality != home, -counts[naming.municipality.name], naming.start

    first = min(namings, key=rank, default=None)
    return Whereabouts(first.municipality, rule, first.start, first.end) if first else None


def _is_named_shortly(municipality: Municipality, page: str, opening: Sequence[Span]) -> bool:
    """Whether the opening says "gemeente Bergen" of one of two: its own domain tells that it is this one."""
    short, more, _ = municipality.name.partition(" (")
    if not more:
        return False
    return any(
        page.startswith(short, found.end()) for span in opening for found in NAMED_GOVERNMENT.finditer(page, *span)
    )


def _names_unknown(page: str, opening: Sequence[Span], known: list[Naming], source: Source) -> bool:
    """Whether the opening says "gemeente X" of a name that no table knows."""
    starts = {naming.start for naming in known}
    found = (match.end() for span in opening for match in NAMED_GOVERNMENT.finditer(page, *span))
    return any(end not in starts and not _is_credit(page, end, source) for end in found)


def _is_credit(page: str, at: int, source: Source) -> bool:
    """Whether the line around an offset is the credit of a picture, which is no long text."""
    begin = page.rfind("\n", max(0, at - FURTHEST_IN_CREDIT), at) + 1
    return (begin > 0 or at <= FURTHEST_IN_CREDIT) and page.startswith(source.picture_credits, begin)


def _by_domain(addresses: Sequence[Token], source: Source, reference: Reference) -> Whereabouts | None:
    """The municipality at whose own domain the first address is that has one."""
    for address in addresses:
        if municipality := _owner(address.text.rpartition("@")[2], source, reference):
            return Whereabouts(municipality, RULE_DOMAIN, address.start, address.end)
    return None


def _owner(domain: str, source: Source, reference: Reference) -> Municipality | None:
    """The municipality that a domain, or the domain that it is a part of, is listed for or named after."""
    for name in (domain, ".".join(domain.split(".")[-2:])):
        if name in source.domain_owners:
            return reference.by_name(source.domain_owners[name])
        if municipality := reference.owner(name):
            return municipality
    return None


def own_domains(municipality: Municipality | None, source: Source) -> tuple[str, ...]:
    """The domains of a municipality that the source lists or its name gives, each with the full stop before it."""
    if municipality is None:
        return ()
    listed = source.domains.get(municipality.name, ())
    return (*["." + domain for domain in listed], *municipality.domains)
