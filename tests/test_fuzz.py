"""Inputs that `make fuzz` once found fault with, and some of those that it makes; and that it finds fault."""

import signal
from itertools import count
from pathlib import Path

import pytest

from tests.conservation import IN_LINE
from tests.fuzz import __main__ as fuzz
from tests.fuzz.inputs import made
from tests.fuzz.minimise import minimised
from tests.fuzz.oracles import Fault, fault

INPUTS = 200

ONCE_WRONG = {
    "a backslash before a letter in Markdown": b"# een\n# twee\n# drie\n**a\\b**\nvier\\\\",
    "words instead of an address": b"<!DOCTYPE html><p>een <joomla-hidden-mail first='YS56aWpkZQ==' "
    b"last='d2VlcmJhYXJiZXN0dXVyLm5s'>Dit adres is beveiligd</joomla-hidden-mail>",
    "the button of a panel that is left out": b"<!DOCTYPE html><button aria-controls=a>Zwolle</button>"
    b"<aside><p id=a>een</p></aside><p>twee",
    "the button of a panel that is hidden": b"<!DOCTYPE html><button aria-controls=a>Zwolle</button>"
    b"<h2><n<div id=a hidden>een</h2><p>twee",
    "two buttons of one panel": b"<!DOCTYPE html><button aria-controls=a>Zwolle</button>"
    b"<button aria-controls=a>Zwolle</button><div id=a>een</div>",
    "lines in the head of a column": b"<!DOCTYPE html><table><tr><th>Omschrijving van het<br>project<th>Contact<br>"
    b"persoon<tr><td>een<td>Jan Jansen, jan@ommen.nl</table>",
    "heads of columns that label nothing": b"<!DOCTYPE html><table><tr><th>Project<th>Inhoud<th>Contact"
    b"<tr><td>Ede<br><b>Titel</b><td><p>een<p>twee</table>",
    "heads of columns that are alike": b"<!DOCTYPE html><table><tr><th><th>Inhoud<th>Inhoud<tr><td>een<td>twee</table>",
    "a theme in the cells of several rows": b"<table><tr><th>Thema<th><a></tr><tr><td>Antidemocratische gedragingen<p>"
    b"<td><a></tr><tr><td>Antidemocratische gedragingen<td>A",
    "an end tag after as many errors as the parser tells": b"<!DOCTYPE html>" + b"</n>" * 100 + b"<h2>een</p>twee",
    "an end tag of the page with another in it": b"<!DOCTYPE html><p>een</p></body </html><p>twee",
    "an end tag that a box is open for": b"<!DOCTYPE html><h3><div>een</h3>twee<ul><li><div>drie</li><li>vier</ul>vijf",
    "a cell in a heading": b"<!DOCTYPE html><h1><th>een</h1>twee",
    "the end of an object around a box": b"<!DOCTYPE html><p><object></p><p><h3>een</object>twee",
    "tags in Markdown": b"# een\n# twee\n# drie\nvier<article x=1>vijf <a href='#c1' class=x>zes<menu><menu><nav>zeven",
    "tabs below their panels": b"<!DOCTYPE html><div id=a><p>een<p>Projectleider: Jan Jansen, jan@ommen.nl</div>"
    b"<div id=b><p>twee<p>Projectleider: Jan Jansen</div><ul><li><a href='#a'>Dorp</a><li><a href='#b'>Stad</a></ul>",
    "a heading that only says that it is one": b"<!DOCTYPE html><h3>Thema</h3><p>een",
    "a template in the head": b"<!DOCTYPE html><title>een</title><template><h3>Project: Titel</h3></template><p>twee",
    "an object in the head": b"<!DOCTYPE html><head><title>een</title><object>twee<p>drie<p>vier",
    "what is without scripts in the head": b"<!DOCTYPE html><title></title><noscript>een<p>twee",
    "panels in the links that open them": b"<ul><li><a href='#a'>een<a href='#a'>twee"
    b"<div id=a>Projectleider</div></ul>",
    "a word that a soft hyphen cuts": "Een plan voor een weerbaar bes\u00ad\ntuur\n".encode(),
    "a page without a body": b"<!DOCTYPE html><title>een</title><x-page><p>Zwolle</p><x-panel>Urk</x-panel></x-page>",
    "a body in an element of the head": b"<meta><x-page><body><div></head><p>een <a>twee</a>",
    "a choice without an end": b"<!DOCTYPE html><h1>een<select>twee</h1><style>drie{}</style><p>vier<p>vijf<p>zes",
    "a box that ends within another element": b"<span><section></span><span>een</section><span>twee</span>",
    "an end tag with an attribute": b"<h3>een<p>twee<h4>drie</p\n<h2>vier",
    "a break that is no text": b"<!DOCTYPE html><p>een<br aria-hidden=true>twee<br role=tooltip>drie",
    "a box in a link that shows its address": b"<!DOCTYPE html><p>een <a href='mailto:jan@ommen.nl'>"
    b"<span><div>jan@ommen.nl</div></span></a>",
    "a word beside the address that its link writes to": b"<!DOCTYPE html><p>een@ommen.nl<p>"
    b"<a href='mailto:een@ommen.nl'></a>twee",
    "boxes that are left out": b"<!DOCTYPE html><ul><li>een<nav></nav>twee<li>drie<aside></aside>vier</ul>",
    "choices beside none": b"<!DOCTYPE html><p>een<optgroup></optgroup>twee",
    "boxes after a choice without an end": b"<!DOCTYPE html>een twee<div><select></div><div>eentwee",
    "the name of an element that goes on after a control": b"<!DOCTYPE html><title>een</title>"
    b"<style\x1e.label{}</style><p>twee",
    "what is left out in preformatted text": b"<!DOCTYPE html><pre>een<title>twee</title><h1>twee</h1>drie<img>vier",
    "the end of the page after a sign": b"<!DOCTYPE html><p>een <</html>twee",
    "the end of the page in another end": b"<!DOCTYPE html><p>een</body6</html>twee",
    "a box in a definition list": b"<!DOCTYPE html><dl><div>een<div>twee<div>",
    "a label that a cell has itself": b"<!DOCTYPE html><table><tr><th><th>Contact<tr><td>een<td>Contact</table>",
    "a label in a table in a table": b"<!DOCTYPE html><table><tr><th>Project<th><tr><table><tr><th>Project<th>"
    b"<tr><td>een<td><p>twee",
    "a label without a value": b"<!DOCTYPE html><table><tr><th>Project<th><tr><td>een<td><a></a></table>",
    "the end of a box that is left out around an open one": b"<!DOCTYPE html><span><footer></span><p><span>een</footer>"
    b"<span>twee",
    "a struck control in a word": b"<!DOCTYPE html><p>een<progress style='text-decoration:line-through'>twee</p>",
    "a picture after a sign": "<!DOCTYPE html><p>€<img>een @<img>twee <img>/drie".encode(),
    "controls beside what is left out": b"<!DOCTYPE html><p>een\f<i hidden>x</i>twee&#8;<i hidden>x</i>drie&#12;"
    b"<i hidden>x</i>vier\xef\xbf\xbf<i hidden>x</i>vijf&#xFFFE;<i hidden>x</i>zes",
    "escaped controls and marks in where links lead": b"<!DOCTYPE html><p>Projectleider: Jan Jansen, "
    b"<a href='mailto:j%1b[31m%e2%80%ae@ommen.nl'>mail</a><p><a href='https://x.safelinks.protection.outlook.com/?url="
    b"https%3A%2F%2Fommen.nl%2F%1b%5B31m'>een twee</a><p><a href='/cdn-cgi/l/email-protection#5a415b1a5b'>drie</a>",
    "a title in a drawing": b"<!DOCTYPE html><math><title><b>een<summary>twee",
    "a field in a drawing": b"<!DOCTYPE html><svg><textarea><img>een<aside>twee",
    "hidden boxes and no words": b"<e<html><div><div style='display:none'><p>",
    "what is dialled after a number": b"0612345678#1\nProjectleider: Jan Jansen, 0182 588 210 ext. 12",
    "a control in the name of an element": "<!DOCTYPE html><main><p>Projectleider: Jan Jansen, jan@ommen.nl</main>"
    "<x\x9by>Projectleider: Jan Jansen</x\x9by>".encode(),
}


ONCE_WRONG |= {
    f"{name} in a word": f"<!DOCTYPE html><p>een<{name}></{name}>twee<p>drie <b>vier<{name}></{name}></b>vijf".encode()
    for name in sorted(IN_LINE)
}


@pytest.mark.parametrize("name", ONCE_WRONG)
def test_what_once_was_wrong_holds(name: str) -> None:
    assert fault(ONCE_WRONG[name]) is None


@pytest.mark.parametrize("part", range(4))
def test_what_is_made_holds(part: int) -> None:
    for number in range(part, INPUTS, 4):
        assert fault(made("tests", number)) is None, number


def test_the_same_seed_and_number_make_the_same_input() -> None:
    assert [made("a", n) for n in range(20)] == [made("a", n) for n in range(20)]
    assert len({made("a", n) for n in range(20)} | {made("b", n) for n in range(20)}) > 30


def test_the_least_that_fails_is_what_is_left() -> None:
    data = b"<p>een</p>\n" * 50 + b"<p>twee <b>drie</b></p>" + b"<p>vier</p>" * 50
    assert minimised(data, lambda piece: b"<b>d" in piece and b"vier" in piece, 10) == b"<b>dvier"


def test_what_fails_is_kept_and_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A word that is lost, and an input that takes for ever, which ends its process alone."""

    def wrong(data: bytes) -> Fault | None:
        if data.endswith(b"5"):
            for _ in count():
                pass
        return Fault("lost", "Zwolle") if b"3" in data else None

    monkeypatch.setattr(fuzz, "KEPT", tmp_path)
    monkeypatch.setattr(fuzz, "LONGEST", 0.2)
    monkeypatch.setattr(fuzz, "made", lambda seed, number: b"<p>input</p>%d" % number)
    monkeypatch.setattr(fuzz, "fault", wrong)
    assert fuzz.main(["--seed", "a", "--minutes", "0.05", "--cores", "1"]) == 1
    said = capsys.readouterr().out
    assert (tmp_path / "lost-a-3").read_bytes() == b"3"
    assert (tmp_path / "ended-a-5").read_bytes() == b"<p>input</p>5"
    assert "Seed a" in said
    assert "-m tests.fuzz --seed a --input 3\n" in said
    assert "lost: Zwolle" in said
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_what_was_kept_can_be_tried_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lost-a-3"
    file.write_bytes(ONCE_WRONG["a page without a body"])
    assert fuzz.main([str(file)]) == 0
    assert "All holds" in capsys.readouterr().out
