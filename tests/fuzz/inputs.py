"""Inputs: a page, and what was done to its lines, its markup or its bytes. The same seed and number, the same bytes."""

import gzip
import re
from collections.abc import Callable
from functools import cache
from html import escape
from random import Random
from textwrap import wrap

from tests.pages import variants
from tests.pages.cards import CARDS
from tests.pages.layouts import LAYOUTS
from tests.pages.markups import HEADING, WRITERS, saved_text, split
from tests.pages.markups.page import Entry, Node, Page, Theme
from tests.pages.templates import Writer

VARIANTS = {name: write for name, (write, _) in variants.WRITERS.items()}
PAGES: dict[str, Writer] = {**WRITERS, **VARIANTS, **LAYOUTS, **CARDS}
# The sizes of pages: mostly those that are read in milliseconds, so that many are.
SIZES = {"whole": 1, "few": 9, "short": 190}
SHORT_WORDS = 9  # of each paragraph of a short page
MOST_DONE = 4  # things that are done to an input in a phase
ANOTHER_PHASE = 0.2  # of inputs go through a second one
TAG = re.compile(r"<[^<>]*>")
DEEP = (3, 20, 130, 260, 520)  # elements, around the bounds of parsers
TAGS = (
    "div p span b a ul li dl dt dd table tr td th caption h2 h3 section article main aside nav footer header details "
    "summary button form fieldset label select option blockquote pre center font svg math title desc foreignObject mi "
    "template noscript figure figcaption dialog menu search object video del s sup ruby body html br x-panel "
    "joomla-hidden-mail textarea iframe listing canvas audio img meter progress optgroup embed map datalist wbr"
).split()
ODD = (
    "<!--", "-->", "<!>", "<?xml?>", "<![CDATA[", "]]>", "</br>", "</p>", "<", ">", "</", "<a", "&", "&amp", "&#0;",
    "&#x85;", "&#xD800;", "&nbsp;", "<div/>", "<p/", "</ p>", "<br/>", "<hr>", "<img alt='@'>", "<input value=x>",
)  # fmt: skip
ATTRIBUTES = (
    "hidden", "class='d-none'", "style='display:none'", "aria-hidden=true", "role=button aria-expanded=false",
    "role=heading", "role=navigation", "class='sidebar'", "id=c1", "aria-controls=c1", "href='mailto:jan@ommen.nl'",
    "href='#c1' data-toggle=collapse", "href='#'", "rowspan=3", "colspan=0", "rowspan=0", "data-cfemail=543e", "=''",
    "class='icon'", "role=tooltip", "style='text-decoration:line-through'", "dir=rtl", "title='a>b'", "x\x0b=1",
    "href='mailto:j%1b[31m%e2%80%ae@ommen.nl'", "href='tel:06%1c12%0b345678'", "data-cfemail=5a415b1a5b",
)  # fmt: skip
LABELS = (
    "Project:", "Projectleider:", "Projectleiders :", "Contact:", "Gemeente:", "Gemeente Ommen", "Thema:", "E-mail:",
    "Trekker:", "Project", "Contact", "Weerbaar bestuur en organisatie", "Tel. 06-12345678", "jan@ommen.nl",
    "Jan Jansen, jan@ommen.nl", "https://ommen.nl/x", "Lees meer", "12", "12 mei 2021",
)  # fmt: skip
MARKERS = ("- ", "• ", "* ", "1. ", "o ", "–", "# ", "## ", "> ", "+ ", "\t", "    ", "| ", "**", "-", "•", "[x](y) ")
MARKS = (
    "“", "’", "…", " – ", "\u00ad", "\u200b", "\u00a0", "\u0301", "\u202e", "\u2028", "\x0c", "\x85", "\x1b[2J", "**",
    "_", "\\", "@", " [at] ", ":", "; ", "\t", "=", "{{x}}", "<b>", "&amp;", "¹", "\ufb01", "\U0001f600", "\ue000",
)  # fmt: skip
BYTES = (
    b"\0", b"\x0b", b"\x1b]0;x\x07", b"\x80", b"\xff", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80", b"\xef\xbb\xbf",
    b"\xff\xfe", b"\xc2\x85", b"\r", b"\f", b"\x1f\x8b", b"<", b">", b"&#", b"\xe9", b"\xc3\x83\xc2\xab",
)  # fmt: skip
ENCODINGS = ("cp1252", "utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1", "cp037", "utf-7", "shift_jis", "koi8-r")
DECLARED = re.compile(rb"charset=[\"']?[\w-]+")
BEGINNINGS = "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu ra re ri ro ru".split()
WORDS = [beginning + end for beginning in BEGINNINGS for end in ("dar", "kin", "mst", "nor", "pel", "vos")]
FROM_NOTHING = 0.3  # of the pages of the phase of markup


# Pages


@cache
def parts(size: str) -> Page:
    """The saved page: whole, with two entries of each theme, or with one and a few words of each paragraph."""
    page = split(saved_text())
    if size == "whole":
        return page
    cut, entries = (shortened, 1) if size == "short" else (str, 2)
    themes = (Theme(theme.heading, tuple(_cut(part, cut) for part in theme.parts[:entries])) for theme in page.themes)
    return Page(cut(page.introduction), tuple((title, cut(text)) for title, text in page.aims), tuple(themes))


def shortened(text: str) -> str:
    return " ".join(text.split()[:SHORT_WORDS])


def _cut(part: Entry | str, cut: Callable[[str], str]) -> Entry | str:
    if isinstance(part, str):
        return cut(part)
    return Entry(part.municipality, part.title, tuple(_cut_node(node, cut) for node in part.nodes[:3]), part.contact)


def _cut_node(node: Node, cut: Callable[[str], str]) -> Node:
    return cut(node) if isinstance(node, str) else node[:2]


@cache
def marked_up(name: str, size: str) -> bytes:
    return PAGES[name](parts(size))


@cache
def lines(size: str) -> tuple[str, ...]:
    """The page as lines of text."""
    page = parts(size)
    found = [page.introduction, *(line for aim in page.aims for line in aim)]
    for theme in page.themes:
        found.append(theme.heading)
        for part in theme.parts:
            found += [part] if isinstance(part, str) else _lines_of(part)
    return tuple(found)


def _lines_of(entry: Entry) -> list[str]:
    texts = [node for node in entry.nodes if isinstance(node, str)]
    return [f"Project: {entry.title}", f"In de gemeente {entry.municipality}:", *texts, entry.contact or ""]


# Text


def text(page: list[str], random: Random) -> list[str]:
    """Lines of which some are dropped, doubled, moved, joined or wrapped, or have a label, a marker or a mark."""
    at = random.randrange(len(page))
    line, end = page[at], at + 1
    match random.randrange(9):
        case 0:
            instead, end = [], at + random.randint(1, 3)
        case 1:
            instead = [line] * random.choice((2, 3, 30))
        case 2:
            instead, end = [" ".join(page[at : at + 3])], at + 3
        case 3:
            width = random.choice((20, 60, 100))
            instead = [piece for each in page[at : at + 40] for piece in wrap(each, width)]
            end = at + 40
        case 4:
            instead = [f"{random.choice(LABELS)} {line}"]
        case 5:
            instead = [random.choice(LABELS), line]
        case 6:
            marker, end = random.choice(MARKERS), at + random.choice((1, 4, 100))
            instead = [marker + each for each in page[at:end]]
        case 7:
            cut = random.randint(0, len(line))
            instead = [line[:cut] + random.choice(MARKS) + line[cut:]]
        case _:
            instead = [line, random.choice(("", "-", "***", "12", line[:5], line.upper(), line[::-1]))]
    return [*page[:at], *instead, *page[end:]] or [line]


def written(page: list[str], random: Random) -> bytes:
    """Lines as a text, or as the simplest markup."""
    if random.random() < 0.7:
        return random.choice(("\n", "\n\n", "\r\n")).join(page).encode()
    inside = random.choice(("<p>{}</p>\n", "{}<br>", "<div>{}</div>", "<li>{}", "<table><tr><td>{}</table>"))
    body = "".join(inside.format(escape(line)) for line in page)
    return f"<!DOCTYPE html><title>x</title><h1>{HEADING}</h1>{body}".encode()


# Markup


def markup(html: str, random: Random) -> str:
    """A page with tags doubled, dropped, exchanged, put in or nested deep, attributes, or pieces wrapped or moved."""
    tags = [tag.span() for tag in TAG.finditer(html) if tag[0][1:7] not in {"script", "style>", "/scrip", "/style"}]
    if not tags:
        return html + odd_markup(random)
    (start, end), (other, other_end) = sorted(random.choices(tags, k=2))
    tag, between, rest = html[start:end], html[end:other], html[other:]
    match random.randrange(8):
        case 0:
            return html[:end] + tag + html[end:]
        case 1:
            return html[:start] + html[end:]
        case 2:
            return html[:start] + html[other:other_end] + between + tag + html[other_end:]
        case 3:
            word = random.randint(end, max(end, html.find("<", end)))
            at = random.choice((end, word))
            return html[:at] + odd_markup(random) + html[at:]
        case 4:
            return f"{html[:end].removesuffix('>')} {random.choice(ATTRIBUTES)}>{html[end:]}"
        case 5:
            name = random.choice(TAGS)
            return f"{html[:end]}<{name}>{between}{f'</{name}>' * random.randint(0, 2)}{rest}"
        case 6:
            name, depth = random.choice(TAGS), random.choice(DEEP)
            return f"{html[:end]}{f'<{name}>' * depth}{between}{f'</{name}>' * random.choice((0, depth))}{rest}"
        case _:
            cut = random.choice(tags)[1]
            without = html[:end] + rest
            return without[:cut] + between + without[cut:]


def odd_markup(random: Random) -> str:
    name = random.choice(TAGS)
    return random.choice((f"<{name}>", f"</{name}>", f"<{name} {random.choice(ATTRIBUTES)}>", random.choice(ODD)))


def from_nothing(random: Random) -> bytes:
    """A page of elements, nested in any way, between words of which each is there once: where one goes, it shows."""
    pieces, opened = [f"<!DOCTYPE html><title>x</title><h1>{HEADING}</h1>"], list[str]()
    for word in random.sample(WORDS, random.randint(2, 20)):
        pieces += [word, random.choice(("", "", " ", ", ", "\n"))]
        for _ in range(random.randrange(4)):
            match random.randrange(8):
                case 0 | 1 | 2 | 3:
                    opened.append(random.choice(TAGS))
                    pieces.append(f"<{opened[-1]}>")
                case 4 | 5 | 6 if opened:
                    pieces.append(f"</{opened.pop()}>")
                case _:
                    pieces.append(odd_markup(random))
    return "".join(pieces).encode()


# Bytes


def octets(data: bytes, random: Random) -> bytes:
    """Bytes flipped, dropped, doubled, put in or cut off, in another encoding, with a lie about it, or packed."""
    at = random.randint(0, len(data))
    end = min(len(data), at + random.choice((1, 10, 500)))
    match random.randrange(9):
        case 0:
            return data[:at] + bytes(byte ^ 1 << random.randrange(8) for byte in data[at : at + 1]) + data[at + 1 :]
        case 1:
            return data[:at] + data[end:]
        case 2:
            return data[:end] + data[at:end] * random.choice((1, 50)) + data[end:]
        case 3:
            return data[:at] + random.choice(BYTES) * random.choice((1, 1, 40)) + data[at:]
        case 4:
            return data[:at]
        case 5:
            return random.choice(BYTES) + data
        case 6:
            return data.decode("utf-8", "replace").encode(random.choice(ENCODINGS), "replace")
        case 7:
            return DECLARED.sub(f"charset={random.choice((*ENCODINGS, 'unicode_escape', 'x'))}".encode(), data)
        case _:
            return gzip.compress(data, mtime=0)[: random.choice((None, 200))]


# Inputs


def made(seed: str, number: int) -> bytes:
    """The input of this number."""
    random = Random(f"{seed} {number}")
    size = random.choices(list(SIZES), list(SIZES.values()))[0]
    phases = ["text", "markup", "bytes"]
    phase = random.choice(phases)
    if phase == "text" or (phase == "bytes" and random.random() < 0.3):
        page = list(lines(size))
        for _ in range(random.randint(1, MOST_DONE) * (phase == "text")):
            page = text(page, random)
        data = written(page, random)
    elif phase == "markup" and random.random() < FROM_NOTHING:
        return from_nothing(random)
    else:
        data = marked_up(random.choice(list(PAGES)), size)
    again = random.random() < ANOTHER_PHASE
    if phase == "markup" or (again and phase == "text"):
        data = _times(lambda html: markup(html.decode("latin-1"), random).encode("latin-1"), data, random)
    if phase == "bytes" or (again and phase == "markup"):
        data = _times(lambda page: octets(page, random), data, random)
    return data


def _times(change: Callable[[bytes], bytes], data: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, MOST_DONE)):
        data = change(data)
    return data
