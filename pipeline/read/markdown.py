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
# What is in a tag, up to its end: "<label Projectleider: Jan>" is none.
IN_TAG = r"""(?:\s+(?:[\w:@.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)|(?-i:[a-z][\w:.-]*)(?=[\s/>])))*+\s*/?>"""
BETWEEN_BOXES = re.compile(rf"(?<=\S)</?(?:{BOX_TAGS}){IN_TAG}(?=\S)", re.IGNORECASE)
TAGS = re.compile(rf"</?(?:{BOX_TAGS}|{OTHER_TAGS}){IN_TAG}", re.IGNORECASE)
BREAK_TAG = re.compile(rf"<br{IN_TAG}", re.IGNORECASE)
# "{#kop .a lang=nl}", "{: .a}", "{=html}", "{-}"; what holds anything else is text: "{Jan Jansen}".
ATTRIBUTE = r"""(?:[.#][\w:-]++|[\w:.-]++=(?:"[^"\n]*"|[^\s"{}]++))"""
ATTRIBUTE_LIST = rf"\{{(?:-|=\w+|:?(?:[ \t]*{ATTRIBUTE})*+[ \t]*)\}}"
ATTRIBUTES = re.compile(rf"(?:\[([^\[\]]*)\]|(?<=\))){ATTRIBUTE_LIST}|(?<= )(?=\{{[.#]){ATTRIBUTE_LIST}")
# Boxes of pandoc and code, with nothing beside them but a class or a language: ":::: Definition", "```{.python}".
# Others are signs in a text: "```Samen``` sterk", "::: Projectleider: Jan Jansen".
FENCE = re.compile(
    rf"^[ \t]*(?::{{3,}}|`{{3,}})(?:[ \t]*(?:(\w[\w+#.-]*)|{ATTRIBUTE_LIST})?[ \t]*:*[ \t]*$)?|`{{3,}}"
    r"|^[ \t]*<!--[^<>]*-->[ \t]*$",
    re.MULTILINE,
)
AUTOLINK = re.compile(r"<((?:https?://|mailto:|[^\s<>@/]+@)[^\s<>]+)>")
LINK_TITLE = re.compile(r"(\]\(<?[^()\s<>]*>?)[ \t]+\"[^\"\n]*\"\)")  # [text](address "what is shown above it")
# "[1]: https://…", and in the text "[the words][1]", "[the words]"; "[Contact]: jan@ommen.nl" is text.
LINK_TARGET = r"(?![^\s:/]*@)(?=[a-z][a-z0-9+.-]*:\S|[#?]|\S*/|\S*\.[a-z0-9]{2,5}\b)[^\s<>]+"
DEFINED = re.compile(
    rf"^ {{0,3}}\[([^\[\]\n]+)\]:[ \t]*<?({LINK_TARGET})>?(?:[ \t]+\"[^\"\n]*\")?[ \t]*$", re.MULTILINE
)
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


def tidied(text: str, lines: Lines) -> str:
    """A text in Markdown without tags, attributes and titles of links, its links with their addresses beside them.

    The names of boxes, and addresses that no words lead to, are counted.
    """
    lines.left_out.add([fence[1] for fence in FENCE.finditer(text) if fence[1]], "furniture")
    if found := [*DEFINED.finditer(text)]:
        defined, led_to = {each[1].casefold(): each for each in found}, set[re.Match[str]]()
        text = REFERENCE.sub(lambda link: _beside(link, defined, led_to), DEFINED.sub("", text))
        lines.left_out.add([each[0] for each in found if each not in led_to], "furniture")
    text = LINK_TITLE.sub(r"\1)", FENCE.sub("", text))
    text = ATTRIBUTES.sub(r"\1", text)
    if "<" in text:
        text = TAGS.sub("", BETWEEN_BOXES.sub("\n", BREAK_TAG.sub("\n", text)))
    if "\\'" in text or '\\"' in text:
        for sign, typographic in SMART:
            text = sign.sub(typographic, text)
    return text


def _beside(link: re.Match[str], defined: dict[str, re.Match[str]], led_to: set[re.Match[str]]) -> str:
    """A link with its address beside it, which is noted; words in brackets that are none as they are."""
    found = defined.get((link[2] or link[1]).casefold())
    if found is None:
        return link[0]
    led_to.add(found)
    return f"[{link[1]}]({found[2]})"


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
