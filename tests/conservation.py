"""What a browser shows of a page beside what reading made of it: the words that are lost, and those that are glued.

The reference is justhtml, which parses as browsers do; of a text it is the text itself.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from justhtml import JustHTML, Node, Text

from pipeline.records import Page
from pipeline.text.normalise import clean

MOST_LOST = 0.01  # of the words of a page
# What nobody reads, or what browsers take for letters although there are tags in it.
UNSEEN = frozenset("script style head title textarea iframe noembed noframes template datalist".split())
# Where browsers begin a new line, or a cell; what is beside any other element may touch it.
BOXES = frozenset(
    """address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p
    plaintext pre search section summary table tbody td tfoot th thead tr ul xmp""".split()
)
# What browsers show in a line, between the words on both sides of it, unless it is hidden.
IN_LINE = frozenset(
    """audio button canvas embed iframe img input marquee math meter object progress select svg textarea
    video""".split()
)
HIDDEN = re.compile("hidden|none")  # in an attribute: what is hidden parts nothing
# Reading adds a colon to a label and takes signs from around an address; "@" stays, since some addresses are put
# together.
SIGNS = re.compile(r"[^\w@]|_")
BULLETS = frozenset({"", "o", "Ø"})  # "o" and "Ø" are those of lists within lists, from word processors
HYPHENS = "-–—‐/"  # a line that ends in one goes on without a blank
ADDED = re.compile(r"<[^<>\s]*@[^<>\s]*>")  # the address that a link writes to, after its words


def shown(html: str) -> str:
    """The text that a browser shows, what is hidden included."""
    return "".join(_pieces(JustHTML(html, sanitize=False, scripting_enabled=False).root))


def _pieces(root: Node) -> Iterator[str]:
    """The pieces of text, with line breaks around boxes; without recursion, since markup may be nested in any depth."""
    waiting: list[Node | Text | str] = [root]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, Text):
            yield each.data or ""
        else:
            edge = "\n" * (each.name in BOXES) or " " * (each.name in IN_LINE)
            edge = "" if edge and HIDDEN.search(f"{each.attrs}") else edge
            inside = [] if each.name in UNSEEN else each.children or []
            if each.name == "select":  # of all that is in it, options alone are shown
                inside = each.query("option")
            waiting += [edge, *reversed(inside), edge]


def words(text: str) -> list[str]:
    """The words of a text, each without its signs."""
    return [word for each in clean(text).split() if (word := SIGNS.sub("", each)) not in BULLETS and word.strip("@")]


def lost(page: Page, text: str) -> list[str]:
    """The words of what is shown that are not in the page; none where as many are counted as left out, or nearly so."""
    reference, read = words(text), words(page.text)
    missing = Counter(reference) - Counter(read)
    may_be_lost = counted(page) + MOST_LOST * len(reference)
    if missing.total() > may_be_lost:  # a word that reading parted, as in "<td>Zwol</td>le", is there
        joined, times = "".join(words(ADDED.sub("", page.text))), Counter(reference)
        missing = Counter({word: min(missing[word], times[word] - joined.count(word)) for word in missing})
    return sorted((+missing).elements()) if (+missing).total() > may_be_lost else []


def counted(page: Page) -> int:
    """How many words reading says that it left out, of those that a browser shows."""
    reasons = [each for remark in page.remarks if remark.check == "left_out" for each in remark.detail.split(", ")]
    parted = [reason.rpartition(" ") for reason in reasons]
    return sum(int(count) for reason, _, count in parted if reason not in UNSEEN - {"datalist"})


def glued(page: Page, text: str) -> list[str]:
    """The words of the page that are two of what is shown, one right after the other and not joined by a hyphen."""
    whole = clean(text.replace("\u00ad", "-"))  # a soft one at the end of a line joins as well
    parts = whole.split()
    reference = {SIGNS.sub("", part) for part in parts}
    after: dict[str, set[str]] = {}
    for first, second in pairwise(parts):
        if first.endswith(tuple(HYPHENS)):
            reference.add(SIGNS.sub("", first + second))
        else:
            after.setdefault(SIGNS.sub("", first), set()).add(SIGNS.sub("", second))
    read = clean(ADDED.sub("", page.text)).split()
    unknown = (word for each in read if (word := SIGNS.sub("", each)) not in reference and each not in whole)
    return [word for word in unknown if any(_is_glued(word, word[:at], after) for at in range(1, len(word)))]


def _is_glued(word: str, first: str, after: dict[str, set[str]]) -> bool:
    """Whether a word is its first part, and some that follow that."""
    rest = word[len(first) :]
    return any(
        rest == each or (each and rest.startswith(each) and _is_glued(rest, each, after))
        for each in after.get(first, ())
    )
