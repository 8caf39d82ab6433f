"""Words that browsers show and the parser leaves out are read, or the page is refused."""

import pytest
from selectolax import lexbor

from pipeline.definition.source import Source
from pipeline.read.html import texts
from pipeline.read.page import read_page
from pipeline.records import Refusal
from tests.read.reading import lines


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Zwolle</p></body><p>Gorinchem</p>", ["Zwolle", "Gorinchem"]),
        ("<p>Zwolle</p></HTML ><p>Gorinchem</p></html>Urk", ["Zwolle", "Gorinchem", "Urk"]),
        ("<div>Zwolle</body>, Gorinchem</div>", ["Zwolle, Gorinchem"]),
        ("<svg><path d='M0'><p>Zwolle</p>Gorinchem", ["Zwolle", "Gorinchem"]),
        ("<p>Zwolle <svg><path d='M0'></p>Gorinchem<h2>Urk</h2>", ["Zwolle", "Gorinchem", "Urk"]),
        ("<math><mi>x</mi><div>Zwolle</div></math>", ["Zwolle"]),
        ("<svg><g><svg><p>Zwolle</p></svg></g></svg>Urk", ["Zwolle", "Urk"]),
        ("<svg><foreignObject><p>Zwolle</p></foreignObject></svg>Urk", ["Urk"]),
        ("<svg/><p>Zwolle</p><svg><foreignObject><p>Urk</p></foreignObject></svg>Ede", ["Zwolle", "Ede"]),
        ("<div>" * 400 + "Zwolle" + "</div>" * 400 + "<p>Urk</p>", ["Zwolle", "Urk"]),
        ("<pre>Zwolle<br>Urk<p>Gorinchem</p>Ede\nOss</pre>Best", ["Zwolle", "Urk", "Gorinchem", "Ede", "Oss", "Best"]),
        ("<pre>Zwolle <b>en</b> Urk</pre>", ["Zwolle en Urk"]),
        ("Zwolle<select><option>x</select>Urk", ["Zwolle Urk"]),
        ("<b>Zwolle<img></b><svg/><a>Urk<svg/></a>, (<img>Ede<input>)", ["Zwolle Urk, (Ede)"]),
        ("Zwolle<input type=hidden><script></script><wbr>s", ["Zwolles"]),
        ("Zwolle<aside></aside>Urk", ["Zwolle", "Urk"]),
        ("Zwolle<map name=x><p></p><area></map>Urk", ["Zwolle", "Urk"]),
        ("Zwolle<img role=tooltip>Urk", ["Zwolle Urk"]),
        ("Zwolle<embed src=x>Urk<p>Ede", ["Zwolle Urk", "Ede"]),
        ("Zwolle<xmp>Urk</xmp>Ede", ["Zwolle", "Urk", "Ede"]),
        ("<nav><div>Menu</nav><p>Zwolle", ["Zwolle"]),
        ("<template><table><tr><td>x</template>Zwolle", ["Zwolle"]),
        ("<dl><dt>Zwolle<dl></dl>Urk</dt>Ede</dl>", ["Zwolle", "Urk Ede"]),
        ("<svg>x<body>Zwolle<math><![CDATA[<p>]]></math>Urk", ["Zwolle Urk"]),
        ("<svg><text><![CDATA[<p>x]]></text></svg>Zwolle", ["Zwolle"]),
        ("<table><form><tr><td>Zwolle</form></table>Urk", ["Zwolle", "Urk"]),
        ("<table>Zwolle<tr><td>Urk</td>Ede</table>Oss", ["ZwolleEde", "Urk", "Oss"]),
        ("<p><b>Zwolle<p>Urk<p>Ede</b>", ["Zwolle", "Urk", "Ede"]),
    ],
)
def test_what_browsers_show_is_read(html: str, expected: list[str], source: Source) -> None:
    assert lines(html, source) == expected


def test_a_page_that_the_parser_gives_up_is_refused(source: Source) -> None:
    deep = f"<!DOCTYPE html><p>Zwolle</p>{'<div>' * 3000}<p>Urk</p>".encode()
    with pytest.raises(Refusal, match=r"cannot be read after line 1 .*depth"):
        read_page(deep, source)


def test_a_page_is_refused_of_which_browsers_make_many_times_as_much(source: Source) -> None:
    page = "<!DOCTYPE html>" + "".join(f"<p><b id={n}>Zwolle</p>" for n in range(300))
    with pytest.raises(Refusal, match="90,000 elements that browsers begin again"):
        read_page(page.encode(), source)


def test_after_a_page_that_is_nested_too_deep_the_next_one_is_read(
    monkeypatch: pytest.MonkeyPatch, source: Source
) -> None:
    def left(_: object) -> list[str]:  # an evaluator that was left so keeps its lock
        raise RecursionError

    page = b"<!DOCTYPE html><body><nav>Menu</nav><p>Samen <b>sterk</b></p>"
    monkeypatch.setattr(texts, "evaluators", [left])
    with pytest.raises(Refusal, match="nested deeper"):
        read_page(page, source)
    assert [line.text for line in read_page(page, source).lines] == ["Samen sterk"]


def test_a_page_for_whose_mending_there_is_no_memory_is_refused(
    monkeypatch: pytest.MonkeyPatch, source: Source
) -> None:
    def give_up(_: bytes) -> None:
        raise lexbor.SelectolaxError("Can't parse HTML.")

    monkeypatch.setattr(lexbor, "LexborHTMLParser", give_up)
    with pytest.raises(Refusal, match="Can't parse HTML"):
        read_page(b"<!DOCTYPE html><p>Zwolle</body>Gorinchem", source)
