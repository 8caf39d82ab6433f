"""The signs of Markdown in a text, and what programs write with them: headings, bold words, links, boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from pipeline.read.headings import MARK, plain_line
from pipeline.read.html.element import BLOCK, INLINE
from pipeline.read.html.email_cloaking import linked
from pipeline.read.limits import FEWEST_MARKED
from pipeline.read.lines import Lines
from pipeline.read.links import Linked, LinkSpan, Targets, note_places
from pipeline.records import Kind
from pipeline.text.normalise import clean

# Markdown: "## Heading", "**bold**", "[text](address)"; so many headings or bold beginnings make a text Markdown.
MARKDOWN_LINE = re.compile(r"^[^\S\r\n]*+(?:#{1,6}\s|\*\*\S)", re.MULTILINE)
MARKDOWN_HEADING = re.compile(r"\s*+(#{1,6})\s++(.*)")
AFTER_HEADING = "# \t\xa0"  # the line itself is clean only later
WHOLLY_BOLD = re.compile(r"\s*(\*\*|__)(?!\s)((?:(?!\1).)+)\1\s*$")
BOLD_BY_SIGNS = re.compile(r"(\*\*|__)(?!\s)((?:(?!\1).)+)\1")
ITALIC = re.compile(r"(?<![\w*])([*_])(?![\s*_])((?:(?!\1).)+)(?<!\s)\1(?![\w*])")
PLUS = re.compile(r"\s*\+\s+(?=\S)")  # before an item
LINKED = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
# "1\. ", "r\_tak@assen.nl": a sign that is none of Markdown's; it is put off, as a character of private use, until the
# others are read. A lone "\" breaks a line.
ESCAPED_SIGN = re.compile(r"\\([!-/:-@\[-`{-~])|\\$")
PUT_OFF = ord("\ue000")
BROUGHT_BACK = {PUT_OFF + code: chr(code) for code in range(0x80)}
# Tags that Markdown leaves as they are, and the signs of boxes and attributes that pandoc puts in their place. "<naam>"
# is none of HTML's, and may be what somebody wrote.
BOX_TAGS = "|".join([*BLOCK, *"aside dialog figcaption footer menu nav optgroup option search".split()])
NO_BOXES = "audio canvas datalist embed iframe input map math meter noscript object progress script select style svg"
OTHER_TAGS = "|".join([*INLINE, *NO_BOXES.split(), *"template textarea title video".split()])
BETWEEN_BOXES = re.compile(rf"(?<=\S)</?(?:{BOX_TAGS})(?=[\s/>])[^<>]*>(?=\S)", re.IGNORECASE)
TAGS = re.compile(rf"</?(?:{BOX_TAGS}|{OTHER_TAGS})(?=[\s/>])[^<>]*>", re.IGNORECASE)
BREAK_TAG = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
FENCE = re.compile(r"^[ \t]*(?::{3,}|`{3,}).*$|^[ \t]*<!--[^<>]*-->[ \t]*$", re.MULTILINE)
ATTRIBUTES = re.compile(r"(?:\[([^\[\]]*)\]|(?<=\)))\{[^{}\n]*\}|(?<= )\{[.#][^{}\n]*\}")
AUTOLINK = re.compile(r"<((?:https?://|mailto:|[^\s<>@/]+@)[^\s<>]+)>")
LINK_TITLE = re.compile(r"(\]\(<?[^()\s<>]*>?)[ \t]+\"[^\"\n]*\"\)")  # [text](address "what is shown above it")
# "[1]: https://…", and in the text "[the words][1]", "[the words]".
DEFINED = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:[ \t]*<?([^\s<>]+)>?(?:[ \t]+\"[^\"\n]*\")?[ \t]*$", re.MULTILINE)
REFERENCE = re.compile(r"\[([^\[\]\n]+)\](?:\[([^\[\]\n]*)\])?(?![(:])")
# Where straight quotes are escaped, those that are not are typographic (pandoc): at the beginning of a word and others.
SMART = (
    (re.compile(r"(?<!\\)---"), "—"),
    (re.compile(r"(?<!\\)--"), "–"),
    (re.compile(r"(?<!\\)\.\.\."), "…"),
    (re.compile(r"(?<![^\s(\[])'(?=\S)(?![a-z]\b)"), "‘"),  # but for "'s-Hertogenbosch" and "'t"
    (re.compile(r"(?<!\\)'"), "’"),
    (re.compile(r"(?<![^\s(\[])\"(?=\S)"), "“"),
    (re.compile(r"(?<!\\)\""), "”"),
)


def is_markdown(text: str) -> bool:
    """Whether a text has so many headings, bold beginnings or links of Markdown that it is written in it."""
    marks = len(MARKDOWN_LINE.findall(text)) if "#" in text or "**" in text else 0
    return marks >= FEWEST_MARKED or len(LINKED.findall(text)) >= FEWEST_MARKED


def tidied(text: str) -> str:
    """A text in Markdown without tags, attributes and titles of links, its links with their addresses beside them."""
    if targets := {name.casefold(): target for name, target in DEFINED.findall(text)}:
        text = REFERENCE.sub(lambda link: _beside(link, targets), DEFINED.sub("", text))
    text = LINK_TITLE.sub(r"\1)", FENCE.sub("", text))
    text = ATTRIBUTES.sub(r"\1", text)
    if "<" in text:
        text = TAGS.sub("", BETWEEN_BOXES.sub("\n", BREAK_TAG.sub("\n", text)))
    if "\\'" in text or '\\"' in text:
        for sign, typographic in SMART:
            text = sign.sub(typographic, text)
    return text


def _beside(link: re.Match[str], targets: dict[str, str]) -> str:
    """A link with its address beside it; words in brackets that are none as they are."""
    target = targets.get((link[2] or link[1]).casefold())
    return f"[{link[1]}]({target})" if target else link[0]


def note_links(lines: Lines, first: int, line: str, shown: str, is_marked: bool) -> None:
    """Note the links of Markdown in a line, of which `shown` is shown: lines from number `first` on."""
    targets = Targets(lines.source.page["url"])
    written, plain = (_put_off(line), _plain) if is_marked else (line, str)
    spans = list(_linked(written, shown, plain, targets, first - 1))
    lines.links += [each for each, _, _ in spans]
    note_places(spans, shown, lines.found, first)


def _linked(line: str, shown: str, plain: Callable[[str], str], targets: Targets, before: int) -> Iterator[LinkSpan]:
    """The links of a line, and where in what is shown of it their words are; those of pictures are none.

    Words may be there before the link as well: "Het plan is klaar: lees het [plan](plan.pdf)".
    """
    end = read = 0
    for link in LINKED.finditer(line):
        words, target = clean(plain(link[1])), link[2].translate(BROUGHT_BACK)
        found = targets[f"mailto:{target}" if "@" in target and ":" not in target else target]
        if found is None or line.endswith("!", 0, link.start()):
            continue
        start = end
        if words:
            for _ in range(clean(plain(line[read : link.start()])).count(words)):
                start = shown.find(words, start) + len(words)
            start = max(shown.find(words, start), end)
        end, read = start + len(words), link.end()
        yield Linked(*found, before, words, before < 0), start, end


def without_signs(read: Iterable[str]) -> Iterator[tuple[str, Kind, int]]:
    """Lines of Markdown without its signs: text, kind, level of a heading."""
    for line in (AUTOLINK.sub(r"\1", line) for line in read):
        if line.startswith(MARK):
            plain, kind, level = plain_line(line)
            yield unmarked(plain), kind, level
        elif heading := MARKDOWN_HEADING.match(line):
            yield unmarked(heading[2].rstrip(AFTER_HEADING)), Kind.HEADING, len(heading[1])
        elif bold := WHOLLY_BOLD.match(line):
            yield unmarked(bold[2]), Kind.BOLD, 0
        else:
            yield unmarked(PLUS.sub("- ", line, count=1) if PLUS.match(line) else line), Kind.PARAGRAPH, 0


def unmarked(line: str) -> str:
    """A line without the signs around bold words and links; an address that a link hides is after its text."""
    return _plain(_put_off(line)) if "\\" in line else _unsigned(line)


def _unsigned(line: str) -> str:
    """A line without signs, in which none is escaped."""

    def shown(link: re.Match[str]) -> str:
        text, target = link.groups()
        addresses = linked(target) or ([target] if "@" in target else [])
        return f"{text} <{', '.join(addresses)}>" if addresses and "@" not in text else text

    return LINKED.sub(shown, ITALIC.sub(r"\2", BOLD_BY_SIGNS.sub(r"\2", line)))


def _plain(line: str) -> str:
    """What is shown of a part of a line whose escaped signs are put off."""
    return _unsigned(line).translate(BROUGHT_BACK)


def _put_off(line: str) -> str:
    """A line whose escaped signs are characters of private use."""
    return ESCAPED_SIGN.sub(lambda escape: chr(PUT_OFF + ord(escape[1])) if escape[1] else "", line)
