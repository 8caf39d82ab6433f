"""Shadow trees that are written in the page are read as browsers show them."""

import pytest

from pipeline.definition.source import Source
from pipeline.read.page import read_page
from tests.read.reading import lines

OPEN = '<template shadowrootmode="open">'


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        (f"<x-a>{OPEN}<h3>Project: A</h3><p>Een.</p></template></x-a>", ["Project: A", "Een."]),
        (f"<x-a>{OPEN}<h3><slot name=t></slot></h3><slot></slot></template><p>Een.</p><b slot=t>Project: A</b></x-a>",
         ["Project: A", "Een."]),
        (f"<p>Een <x-a>{OPEN}<b><slot></slot></b></template>twee</x-a> drie</p>", ["Een twee drie"]),
        (f"<x-a>{OPEN}<p><slot>Zelf</slot></p></template></x-a>", ["Zelf"]),
        (f"<x-a>{OPEN}<x-b>{OPEN}<p><slot></slot></p></template><slot></slot></x-b></template>In twee</x-a>",
         ["In twee"]),
        (f"<x-a>{OPEN}<p>Eerste</p></template>{OPEN}<p>Tweede</p></template></x-a>", ["Eerste"]),
        ("<x-a><template shadowrootmode=none><p>Nee</p></template><p>Ja</p></x-a>", ["Ja"]),
        ("<template><p>Nee</p></template><p>Ja</p>", ["Ja"]),
    ],
)  # fmt: skip
def test_a_shadow_is_in_place_of_what_its_host_holds(markup: str, read: list[str], source: Source) -> None:
    assert lines(f"<!DOCTYPE html><main>{markup}</main>".encode(), source) == read


def test_what_has_no_slot_is_not_shown_and_counted(source: Source) -> None:
    page = read_page(f"<!DOCTYPE html><main><x-a>{OPEN}<p>Ja</p></template>Niet te zien</x-a></main>".encode(), source)
    assert page.text == "Ja\n"
    assert [remark.detail for remark in page.remarks if remark.check == "left_out"] == ["without a slot 3"]
