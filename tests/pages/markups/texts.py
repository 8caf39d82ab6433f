"""The saved text in other hands: other encodings, line ends, blanks."""

import re
import unicodedata
from collections.abc import Callable
from functools import partial

from tests.pages.markups.page import saved_text


def encoded(encoding: str, change: Callable[[str], str] = str) -> bytes:
    return change(saved_text()).encode(encoding)


def tabbed(text: str) -> str:
    return re.sub(r"$", " \t ", text, flags=re.M).replace(", ", ",\t").replace(": ", ":\t")


def hard_spaced(text: str) -> str:
    """Hard spaces after articles, soft hyphens within long words, a zero-width space at every line's end."""
    spaced = re.sub(r"\b(de|het|een|van|Project:) ", "\\1\u00a0", text)
    hyphened = re.sub(r"\b([a-z]{7})([a-z]{6,})", "\\1\u00ad\\2", spaced)
    return re.sub(r"$", "\u200b", hyphened, flags=re.M)


TEXTS: dict[str, Callable[[], bytes]] = {
    "utf-8": partial(encoded, "utf-8"),
    "utf-8 with mark": partial(encoded, "utf-8-sig"),
    "windows-1252": partial(encoded, "cp1252"),
    "utf-16": partial(encoded, "utf-16"),
    "carriage return and line feed": partial(encoded, "utf-8", lambda text: text.replace("\n", "\r\n")),
    "carriage return": partial(encoded, "utf-8", lambda text: text.replace("\n", "\r")),
    "tabs and trailing blanks": partial(encoded, "utf-8", tabbed),
    "indented": partial(encoded, "utf-8", lambda text: re.sub("^", "    ", text, flags=re.M)),
    "doubled lines": partial(encoded, "utf-8", lambda text: text.replace("\n", "\n\n")),
    "decomposed": partial(encoded, "utf-8", partial(unicodedata.normalize, "NFD")),
    "hard spaces and soft hyphens": partial(encoded, "utf-8", hard_spaced),
}
