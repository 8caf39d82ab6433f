"""Links: where they lead, and where their words are in the lines that were read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from pipeline.read.html import email_cloaking
from pipeline.records import Kind, Line, Link, LinkKind
from pipeline.text.normalise import clean

SCHEME = re.compile(r"([a-z][a-z0-9+-]*):", re.IGNORECASE)
WEB = frozenset({"http", "https", "ftp"})
CALLS = frozenset({"tel", "callto"})
# What is no page: "/images/Plan_van_aanpak.pdf?v=2", "Factsheet (pdf, 2 MB)".
DOCUMENT_SUFFIXES = "pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|ppsx?|odp|zip|epub|mp[34]|ics"
DOCUMENT_URL = re.compile(rf"\w+://[^/?#]*/[^?#]*\.(?:{DOCUMENT_SUFFIXES})(?:[?#]|$)", re.IGNORECASE)
NAMED_DOCUMENT = re.compile(rf"\((?:{DOCUMENT_SUFFIXES})\b", re.IGNORECASE)
# The links by which a reader shares the page, which content systems add to it: "https://twitter.com/intent/tweet?url=…",
# "https://www.linkedin.com/sharing/share-offsite/?url=…", "https://wa.me/?text=…".
SHARES = re.compile(
    r"https?://(?:[\w-]+\.)?(?:"
    r"facebook\.com/(?:sharer?|dialog/)|(?:twitter|x)\.com/(?:intent/|share)|linkedin\.com/(?:shareArticle|sharing/)"
    r"|(?:wa\.me/|whatsapp\.com/send/?)\?text=|t(?:elegram)?\.me/share|pinterest\.\w+/pin/create|reddit\.com/submit"
    r"|bsky\.app/intent/)",
    re.IGNORECASE,
)
# "Zie https://ommen.nl/plan." and "(www.ommen.nl)": signs at the end are of the sentence. In "[plan](https://…)" the
# words are the link.
BARE = re.compile(r"(?<![\w/@.=-])(?<!\]\()(?:https?://|www\.)\w[^\s<>\"“”\[\]]+", re.IGNORECASE)
AFTER_BARE = ".,;:!?'’»…*_"

Target = tuple[str, LinkKind]
FoundLines = Sequence[tuple[Kind, str, int, object]]  # as they are found: kind and text come first
LinkSpan = tuple["Linked", int, int]  # a link and where its words are in a text


@dataclass(slots=True, eq=False)
class Linked:
    """A link as it is found: where it leads, its words, and where these are, by line: number, start and end in it.

    One whose words are left out is nowhere: `line` is the number of the line beside it, which is before it or after it.
    """

    url: str
    kind: LinkKind
    line: int
    text: str = ""
    is_above: bool = False  # the line beside it is after it
    places: list[tuple[int, int, int]] = field(default_factory=list)


class Targets(dict[str, Target | None]):
    """Where a link leads, and what is there, by its target as written: None for those that lead to nothing else.

    That are places on the page itself, scripts, and the links by which readers share the page.
    """

    def __init__(self, own: str, base: str | None = None) -> None:
        """`own` is the address of the page, and `base` what the page says that its targets are relative to."""
        super().__init__()
        self.own = _page_of(own)
        self.base = _joined(own, clean(base or "")) or own
        self.site = self.base[: self.base.find("/", self.base.find("://") + 3)]

    def __missing__(self, target: str) -> Target | None:
        found = self._found(_in_one(target))
        self[target] = found = found and (_in_one(found[0]), found[1])  # what was escaped in it may be anything
        return found

    def _found(self, target: str) -> Target | None:
        if addresses := email_cloaking.linked(target):
            return "mailto:" + ",".join(addresses), LinkKind.EMAIL
        target = email_cloaking.without_safe_links(target)
        named = SCHEME.match(target)
        scheme = named[1].lower() if named else ""
        if scheme in CALLS:
            return (target, LinkKind.TELEPHONE) if any(map(str.isdigit, target)) else None
        if scheme and scheme not in WEB:
            return None
        url = target if scheme else self._absolute(target)
        if url is None or target.startswith("#") or _page_of(url) == self.own or SHARES.match(url):
            return None
        return url, LinkKind.DOCUMENT if DOCUMENT_URL.match(url) else LinkKind.PAGE

    def _absolute(self, target: str) -> str | None:
        """The address of a relative target; of most, the site's own is before it, which takes no parsing."""
        is_of_site = target.startswith("/") and not target.startswith("//") and "/." not in target
        return self.site + target if is_of_site else _joined(self.base, target)


def _in_one(target: str) -> str:
    """A target without what nobody sees in it, and without blanks."""
    return clean(target).replace(" ", "%20")


def _joined(base: str, target: str) -> str | None:
    try:
        return urljoin(base, target)
    except ValueError:  # "//[x": no address can be made of it
        return None


def _page_of(url: str) -> str:
    """The address of a page without a place on it."""
    return url.partition("#")[0].rstrip("/")


# Where the words of links are


def note_bare(found: FoundLines, links: list[Linked], targets: Targets) -> None:
    """Add the addresses that lines show as they are, and that are not the words of a link already."""
    taken: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)  # by lines, in the order of their words
    for linked in links:
        for number, start, end in linked.places:
            taken[number].append((start, end))
    for number, (_, line, *_) in enumerate(found):
        for url, start, end in find_bare(line):
            before = bisect_left(taken[number], (end,))
            is_taken = before > 0 and taken[number][before - 1][1] > start
            if not is_taken and (target := targets[url]):
                links.append(Linked(*target, number, places=[(number, start, end)]))


def find_bare(text: str) -> list[tuple[str, int, int]]:
    """The addresses that a text shows as they are, and where: a reader copies them, or a program links them."""
    if "://" not in text and "www." not in text:
        return []
    shown = [(match.start(), _without_signs(match.group())) for match in BARE.finditer(text)]
    return [(url if "://" in url else f"https://{url}", start, start + len(url)) for start, url in shown]


def _without_signs(url: str) -> str:
    """An address without the signs of the sentence after it, such as a bracket that was opened before it."""
    end, unopened = len(url), url.count(")") - url.count("(")
    while url[end - 1] in AFTER_BARE or (unopened > 0 and url[end - 1] == ")"):
        unopened -= url[end - 1] == ")"
        end -= 1
    return url[:end]


def note_places(
    spans: Iterable[LinkSpan],
    text: str,
    found: FoundLines,
    first: int,
    last: int | None = None,
) -> None:
    """Note where links are whose words are in `text`, of which the lines from number `first` to `last` were made.

    A line may lack what was before it in the text, such as a marker; several may be made of one text, and none. Without
    `last` it is the last one of all.
    """
    last = len(found) - 1 if last is None else last
    if last == first and found[first][1] == text:  # most are
        for linked, start, end in spans:
            linked.places.append((first, start, end))
        return
    begin = 0
    for n in range(first, last + 1):
        kind, line = found[n][:2]
        marker = 2 if kind is Kind.ITEM else 0  # "- "
        begin = max(text.find(line[marker:], begin), begin)
        end = begin + len(line) - marker
        for linked, start, stop in spans:
            if begin < max(stop, start + 1) and start < end:  # one of no words is at its beginning
                linked.places.append((n, max(start, begin) - begin + marker, min(stop, end) - begin + marker))
        begin = end


def without(numbers: Sequence[int], links: Iterable[Linked]) -> list[Linked]:
    """The links that are left without the lines of these sorted numbers."""
    gone = set(numbers)
    left = []
    for linked in links:
        kept = [(n - bisect_left(numbers, n), *at) for n, *at in linked.places if n not in gone]
        if kept or (not linked.places and linked.line not in gone):
            linked.places[:] = [(n, start, end) for n, start, end in kept]
            linked.line -= bisect_left(numbers, linked.line)
            left.append(linked)
    return left


def reworded(before: Mapping[int, str], found: FoundLines, links: Iterable[Linked]) -> None:
    """Note that lines hold but some of the words that they held before, which are given by their numbers."""
    for linked in links:
        if any(n in before for n, _, _ in linked.places):
            places = linked.places[:]
            linked.places.clear()
            for n, start, end in places:
                if n in before:
                    note_places([(linked, start, end)], before[n], found, n, n)
                else:
                    linked.places.append((n, start, end))


def moved(firsts: Sequence[int], count: int, shift: int, links: Iterable[Linked]) -> None:
    """Note that the `count` lines from each of these sorted numbers on were replaced, each time by `shift` fewer."""
    replaced = {first + n: first for first in firsts for n in range(count)}
    for linked in links:
        if any(n in replaced for n, _, _ in linked.places):
            linked.line = next(n for n, _, _ in linked.places if n in replaced)
            linked.places.clear()
        linked.places[:] = [(n - shift * bisect_left(firsts, n), start, end) for n, start, end in linked.places]
        beside = replaced.get(linked.line, linked.line)
        linked.line = beside - shift * bisect_left(firsts, beside)


def links_of(links: Iterable[Linked], lines: Sequence[Line], text: str) -> tuple[Link, ...]:
    """The links of a page in the order of its text, given its lines and their text."""
    made = [_link(linked, lines, text) for linked in links] if lines else []
    return tuple(sorted(made, key=lambda link: link.start))


def _link(linked: Linked, lines: Sequence[Line], text: str) -> Link:
    if linked.places:
        (number, begin, _), (last, _, stop) = linked.places[0], linked.places[-1]
        start, end = lines[number].start + begin, lines[last].start + stop
        words = text[start:end]
    else:
        number = min(max(linked.line, 0), len(lines) - 1)
        start = end = lines[number].start if linked.is_above else lines[number].end
        words = linked.text
    is_named = "(" in words and linked.kind is LinkKind.PAGE and NAMED_DOCUMENT.search(words) is not None
    return Link(words or None, linked.url, LinkKind.DOCUMENT if is_named else linked.kind, number, start, end)
