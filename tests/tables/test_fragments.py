"""The addresses of quotes: what they hold, and what tells a quote from others like it."""

from urllib.parse import unquote

import pytest

from pipeline.text.fragment import FRAGMENT, Fragments

PAGE = "https://example.nl/page"
TEXT = """\
Project: Wijk
De gemeente Goes helpt. Goes helpt vaak, zo-zo.
- Één ding
Projectleider: Jan Jansen
Project: Dorp
De gemeente Goes helpt. Goes helpt vaak, zo-zo.
Projectleider: Jan Jansen
"""


def terms(quote: str, time: int = 1, text: str = TEXT) -> str:
    """What the address of a quote, where it is for the given time, has after `text=`."""
    start = -1
    for _ in range(time):
        start = text.index(quote, start + 1)
    address = Fragments(text, PAGE).url(start, start + len(quote))
    assert address.startswith(PAGE + FRAGMENT)
    return unquote(address.removeprefix(PAGE + FRAGMENT))


@pytest.mark.parametrize(
    ("quote", "time", "expected"),
    [
        ("Project: Wijk", 1, "Project: Wijk"),
        ("Goes", 1, "Goes"),
        ("Goes", 2, "helpt.-,Goes"),
        ("Één ding", 1, "Één ding"),
        ("- Één ding", 1, "Één ding"),
        ("oes", 1, "Goes"),
        ("Project: Dorp", 1, "Project: Dorp"),
        ("Project", 3, "Jansen-,Project"),
        ("helpt vaak", 2, "Project: Dorp,helpt vaak"),
        ("Jan Jansen", 2, "Dorp-,De gemeente Goes helpt. Goes helpt vaak, zo-zo.,Jan Jansen"),
        ("De gemeente Goes helpt. Goes helpt vaak, zo-zo.\n- Één", 1, "De gemeente Goes helpt. Goes,Één"),
    ],
)
def test_a_quote_is_told_from_those_before_it(quote: str, time: int, expected: str) -> None:
    assert terms(quote, time) == expected


def test_signs_that_mean_something_in_an_address_are_encoded() -> None:
    start = TEXT.index("vaak, zo-zo.")
    assert Fragments(TEXT, PAGE).url(start, start + 12) == f"{PAGE}{FRAGMENT}vaak%2C%20zo%2Dzo."


def test_case_and_accents_tell_nothing() -> None:
    assert terms("ÉÉN", text="Een twee\nÉÉN drie\n") == "twee-,ÉÉN"


def test_no_quote_leads_to_the_page() -> None:
    assert Fragments(TEXT, PAGE).url(3, 3) == PAGE
    assert Fragments("", PAGE).url(0, 0) == PAGE
