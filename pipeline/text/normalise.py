"""Small functions on words that every stage shares: folding for comparison, slugs, cleaning, numbers with nouns."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# Invisible characters that carry no text: soft hyphen, the Arabic and Mongolian ones, zero-width characters, direction
# marks and isolates, word joiner, what formats, byte order mark, tags; and controls, with which a terminal is steered.
INVISIBLE = [
    0xAD,
    0x61C,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
    *range(0x00, 0x09),
    *range(0x0E, 0x1C),
    *range(0x7F, 0xA0),
]
# Bullets, arrows and ticks of symbol fonts (Symbol, Wingdings), as word processors write them in lists.
SYMBOLS = "\uf02a\uf02d\uf06e\uf071\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0f0\uf0fc"
BULLET = "•"


class _Shown(dict[int, str | int | None]):
    """What is shown of a character: those of private use are icons of fonts that only the site has."""

    def __missing__(self, code: int) -> int | None:
        kept = self[code] = None if unicodedata.category(chr(code)) == "Co" else code
        return kept


SHOWN_CHARACTERS = _Shown({**dict.fromkeys(INVISIBLE), **dict.fromkeys(map(ord, SYMBOLS), BULLET)})
# As people set them around a name or a title.
QUOTATION_MARKS = '“”„"«»'
# Hyphens that are written like any other; dashes are not.
HYPHENS = ("\u2010", "\u2011")
# In a text of less than so many characters marks are put in order at once.
SHORT = 1000
MANY_MARKS = re.compile(r"[^\x00-\xff\w]{30}(?=[^\x00-\xff\w])")
JOINER = "\u034f"
APOSTROPHE = re.compile("[’‘`´ʼ′‛]")  # replaced in a quarter of the time that `str.translate` takes
# What word processors make of hyphens: "Sittard–Geleen"; in the order of how often they do.
DASHES = "–‑‐‒−—―﹘﹣－"
DASH = re.compile(f"[{DASHES}]")
# What editors and themes of a site make of what was typed: "–" of "--", “ of ", " of '', … of three dots, and lists.
TYPOGRAPHY = (
    (re.compile(rf"(?m)^[-•{DASHES}] "), ""),
    (re.compile("[\"'“”„‟«»‹›’‘`´ʼ′″‛]+"), "'"),
    (re.compile(f"[-{DASHES}]+"), "-"),
    (re.compile("…"), "..."),
    (re.compile(r"\s+"), ""),
)
# Folded text is ASCII, so that its bytes are the same text: they are translated in a fraction of the time.
NOT_WORD = bytes(code for code in range(128) if chr(code) not in "abcdefghijklmnopqrstuvwxyz0123456789")
BLANKED = bytes.maketrans(NOT_WORD, b" " * len(NOT_WORD))


def clean(text: str) -> str:
    """`text` as NFC on one line: a run of white space, non-breaking included, is one space; invisible characters go.

    So do icons of private use; a non-breaking hyphen is a hyphen.
    """
    text = text.strip()
    if "  " in text or not text.isprintable():  # most of a page is clean already
        text = " ".join(text.split())
        if not text.isprintable():
            text = " ".join(text.translate(SHOWN_CHARACTERS).split())
    return text if text.isascii() else _composed(text)


def _composed(text: str) -> str:
    for hyphen in HYPHENS:
        text = text.replace(hyphen, "-")
    return unicodedata.normalize("NFC", text if len(text) < SHORT else _stream_safe(text))


def _stream_safe(text: str) -> str:
    """`text` with a joiner in each long run of combining marks (UAX 15, Stream-Safe Text).

    Putting marks in order takes the square of their number, and no script has so many on one letter.
    """
    return MANY_MARKS.sub(lambda run: run[0] + JOINER if all(map(unicodedata.combining, run[0])) else run[0], text)


def shown(text: str) -> str:
    """`text` for a message: what steers a terminal, or is seen by nobody, is written as the number of its character."""
    return "".join(each if each.isprintable() or each == "\n" else ascii(each)[1:-1] for each in text)


def without_typography(text: str) -> str:
    """`text` for comparison where only what typesetting makes of it differs: quotes, dashes, dots, blanks, bullets."""
    for form, plain in TYPOGRAPHY:
        text = form.sub(plain, text)
    return text


def fold(text: str) -> str:
    """`text` for comparison: no case, no diacritics, one form of apostrophe, and of other scripts nothing."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return unicodedata.normalize("NFKD", APOSTROPHE.sub("'", folded)).encode("ascii", "ignore").decode("ascii")


def split_words(text: str) -> list[str]:
    """The words of `text` for comparison: its folded letters and digits, in order."""
    return fold(text).encode().translate(BLANKED).decode().split()


def slug(text: str) -> str:
    """`text` as an identifier: lower-case ASCII letters and digits joined by single hyphens."""
    return "-".join(split_words(text))


def letters_only(text: str) -> str:
    """`text` for comparison where blanks, hyphens and punctuation do not matter: its folded letters and digits."""
    return fold(text).encode().translate(None, NOT_WORD).decode()


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def unique(name: str, used: Counter[str]) -> str:
    """`name`, numbered where it has been used already; what is returned is used from then on."""
    used[name] += 1
    return name if used[name] == 1 else unique(f"{name}-{used[name]}", used)
