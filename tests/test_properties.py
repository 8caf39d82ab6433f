"""What holds for any input: nothing is lost, offsets hold, and whatever comes in gives tables or a clear refusal."""

import re
import time
from collections import Counter
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.records import Refusal
from tests.datasets import Dataset, failed, tables
from tests.fuzz.oracles import MADE_WRONG
from tests.pages.markups import MARKUPS, WRITERS, saved, saved_text, split
from tests.pages.markups.page import Entry, Page, Theme
from tests.pages.variants import VARIANTS

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
LINES = saved_text().split("\n")
PIECES = [
    b"<p>", b"</p>", b"<table>", b"<tr>", b"<td rowspan=3>", b"<td rowspan=0>", b"</table>", b"<ul>", b"<li>",
    b"</div>", b"<div hidden>", b"<details>", b"<summary>", b"<main>", b"<aside>", b"<form>",
    b"<button aria-controls=p1>x</button>", b"<dl><dt>", b"<dd>", b"<h2>", b"<h1>", b"<article>", b"<footer>",
    b"<!--", b"<script>", b"<![CDATA[", b"\0", b"\xff", b"\xe2\x80", b"&#0;", b"&#xD800;", b"<pre>", b"\r", b"\x0b",
    b"\x1c", b"\xc2\x85", b"Project:", b"Projectleider:", b"Gemeente:", b"\n- ", b"- \n",
    b'<a href="mailto:%ff@x.nl">', b'<span data-cfemail="zz">', b'<p role=heading aria-level="\xc2\xb2">',
    b'<joomla-hidden-mail first="\xc3\xa9" last="b">', b'<td rowspan="\xc2\xb2">', b"Thema:", b" [at] ", b"@",
    b'<a href="/x">', b"</a>", b'<base href="//[">', b'<img alt="x">', b"[x](y)", b"www.x.nl", b"<a href=//[>",
    b": @ .nl", b"06-12345678", b"\xe2\x80\xa8", b"<br>", b"<select>", b"<plaintext>", b"Zwolle",
    b"Gemeente Zwolle:",
]  # fmt: skip


@cache
def page(name: str) -> bytes:
    return {**MARKUPS, **VARIANTS, "text": saved}[name]()


def refused(refusal: Refusal) -> None:
    """A refusal says why."""
    assert len(str(refusal)) > 20


def right(data: bytes) -> Dataset | None:
    """The tables, in which nothing is wrong that the pipeline makes; None where they are refused."""
    try:
        dataset = tables(data)
    except Refusal as refusal:
        return refused(refusal)
    assert not MADE_WRONG & set(failed(dataset))
    return dataset


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b"<joomla-hidden-mail first='\xc3\xa9'>")
@example(b"Weerbaar bestuur en organisatie\nProject:")
@SLOW
def test_any_bytes_give_tables_or_a_refusal(data: bytes) -> None:
    right(data)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join), st.booleans())
@SLOW
def test_any_markup_gives_tables_or_a_refusal(markup: bytes, is_html: bool) -> None:
    right(b"<!DOCTYPE html>" * is_html + markup)


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A page in some markup, cut, doubled and disturbed in a few places."""
    data = page(draw(st.sampled_from(["text", *MARKUPS, *VARIANTS])))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data) - 1))
        end = draw(st.integers(start, min(len(data), start + 400)))
        middle = draw(st.sampled_from([b"", data[start:end] * 2, *PIECES]))
        data = (data[:start] + middle + data[end:]) or b"x"
    return data


@given(spoiled())
@SLOW
def test_a_spoiled_page_gives_tables_or_a_refusal(data: bytes) -> None:
    right(data)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=60), st.sampled_from(["\n", "\r\n", "\n\n"]))
@SLOW
def test_lines_in_any_order_keep_their_order_and_their_words(lines: list[str], end: str) -> None:
    dataset = right(end.join(lines).encode())
    if dataset is not None:
        found = re.sub(r"[\s-]", "", dataset.records.page.text)
        assert found == re.sub(r"[\s-]", "", "".join(lines))


@pytest.mark.parametrize("name", [*MARKUPS, *VARIANTS])
def test_blocks_give_back_the_page(name: str) -> None:
    records = tables(page(name)).records
    text = "".join(line.text + "\n" for block in records.blocks for line in records.page.lines[block.first : block.end])
    assert text == records.page.text


# Pages derived from the saved one, whose counts are known


@st.composite
def derived(draw: st.DrawFn) -> Page:
    """The saved page with its entries in another order within each theme, some removed and some repeated."""
    saved_page = split(saved_text())
    themes = []
    for theme in saved_page.themes:
        entries = [part for part in theme.parts if isinstance(part, Entry)]
        kept = draw(st.lists(st.sampled_from(entries), min_size=1, max_size=len(entries) + 3))
        themes.append(Theme(theme.heading, tuple(kept)))
    return Page(saved_page.introduction, saved_page.aims, tuple(themes))


@given(
    derived(),
    st.sampled_from(["headings", "accordion", "details by municipality", "table", "definitions", "line breaks"]),
)
@SLOW
def test_shuffled_removed_and_repeated_entries_are_counted_right(derived: Page, markup: str) -> None:
    dataset = right(WRITERS[markup](derived))
    assert dataset is not None
    rows = dataset.rows
    assert [(row["municipality"], row["title"]) for row in rows["entries"]] == [
        (entry.municipality, entry.title) for entry in derived.entries
    ]
    projects = {(entry.municipality, entry.title) for entry in derived.entries}
    assert len(rows["projects"]) == len(projects)
    assert [row["entries"] for row in rows["themes"]] == [len(theme.parts) for theme in derived.themes]
    people = Counter(row["entry_id"] for row in rows["contacts"])
    assert all(people[row["entry_id"]] for row in rows["entries"])


TAGS = [
    "p",
    "div",
    "ul",
    "li",
    "b",
    "span",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "dl",
    "dt",
    "dd",
    "h2",
    "h3",
    "details",
    "summary",
    "section",
    "article",
    "blockquote",
    "pre",
    "center",
    "address",
    "fieldset",
]
MARKUP = st.recursive(
    st.sampled_from(["een", "twee drie", "Project: vier", "Ommen"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag}>",
        st.sampled_from(TAGS),
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


@given(MARKUP)
@example("<table><caption>een</caption><tr><td>twee</td></tr></table>")
@example("<table><td>een<td>twee</table>")
@example("<table><tr><th>Project</th><th>Gemeente</th></tr></table>")
@example("<dl>een<dt>twee</dt>drie</dl>")
@example("<dl><div><dt>Project</dt><dd>een</dd><p>twee</p></div></dl>")
@SLOW
def test_no_word_of_the_content_is_lost(html: str) -> None:
    dataset = right(f"<!DOCTYPE html><html><body>{html}</body></html>".encode())
    assert dataset is not None
    words = Counter(re.sub(r"<[^>]*>", " ", html).replace(":", "").split())
    assert not words - Counter(dataset.records.page.text.replace(":", "").split())


LINKED = st.recursive(
    st.sampled_from(
        [
            "een",
            "Project: vier",
            "Lees meer",
            '<a href="/een">een</a>',
            'twee <a href="https://ommen.nl/twee.pdf">twee drie</a> vier',
            '<a href="/meer">Lees meer</a>',
            '<a href="/wijk"><img src="wijk.png" alt="De wijk"></a>',
            '<a href="/kop"><h3>Kop</h3><p>tekst</p></a>',
            '<a href="mailto:jan@ommen.nl">Jan</a>',
            '<a href="#top">top</a>',
        ]
    ),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag}>",
        st.sampled_from([tag for tag in TAGS if tag not in ("dt", "th")]),  # whose words may be labels
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


@given(LINKED)
@example('<table><tr><td><a href="/een">een</a></td></tr></table>')
@example('<summary><a href="/meer">Lees meer</a> <span>een</span></summary>')
@example('<summary><a href="/een">een</a> <a href="/wijk"><img alt="De wijk"></a> <b>twee</b></summary>')
@example('<ul><li><a href="/een">een</a></li><li><a href="/meer">Lees meer</a></li></ul>')
@SLOW
def test_no_link_of_the_content_is_lost(html: str) -> None:
    dataset = right(f"<!DOCTYPE html><html><body><p>Begin</p>{html}</body></html>".encode())
    assert dataset is not None
    there = Counter(target for target in re.findall('href="([^"]*)"', html) if not target.startswith("#"))
    found = Counter(row["url"].removeprefix("https://weerbaarbestuur.nl") for row in dataset.rows["links"])
    assert found == there


HEADINGS = "".join(f"<h3>Kop {n}</h3><p>tekst</p>" for n in range(2_000))
PANELS = "".join(f"<details><summary>{n}</summary><p>Projectleider: Jan, j@x.nl</p></details>" for n in range(2_000))
THEME = "<!DOCTYPE html><h2>Weerbaar bestuur en organisatie</h2>"


@pytest.mark.parametrize(
    "odd",
    [
        "Projectleider: " + "a." * 50_000 + "@",
        "Projectleider: a@" + "b." * 50_000 + "1",
        "Projectleider: Jan " + "06-12345678 " * 3_000,
        "\n".join(f"Project: titel {n}" for n in range(3_000)),
        f"{THEME}{HEADINGS}<p>Projectleider: Jan, j@x.nl</p>",
        f"{THEME}{PANELS}",
        "Contact:\n" * 6_000,
        f"{THEME}<p>{'<a href=/x>een</a> ' * 6_000}</p>",
        f"{THEME}{'<a href=/x></a>' * 6_000}",
        f"{THEME}{'<a href=/x><p>een' * 200}",
        "[een](twee) " * 6_000,
        "www.ommen.nl(" * 6_000 + " " + "www." * 6_000 + " http://a" + ")" * 6_000,
    ],
    ids=[
        "dots before the sign",
        "dots after it",
        "numbers",
        "titles",
        "headings",
        "panels",
        "labels",
        "links in a line",
        "links without words",
        "links in links",
        "links of a text",
        "addresses of a text",
    ],
)
def test_an_odd_page_is_read_in_seconds(odd: str) -> None:
    started = time.perf_counter()
    right(odd.encode())
    assert time.perf_counter() - started < 10
