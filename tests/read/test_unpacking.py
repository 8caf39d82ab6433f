"""What a page is in: compressed, or a file of a browser; damaged, too large, or without what unpacks it."""

import gzip
import sys

import pytest

from pipeline.definition.source import Source
from pipeline.read import unpacking
from pipeline.read.page import read_page
from pipeline.read.unpacking import holds_html, unpacked
from pipeline.records import Refusal
from tests.pages.markups import MARKUPS

PAGE = MARKUPS["accordion"]()
ZSTD = b"\x28\xb5\x2f\xfd" + bytes(20)


def test_a_compressed_page_is_the_page(source: Source) -> None:
    packed = gzip.compress(gzip.compress(PAGE))
    assert read_page(packed, source).lines == read_page(PAGE, source).lines
    assert holds_html(packed)
    assert unpacked(PAGE).data is PAGE


def test_a_compressed_text_is_a_text(page: bytes, source: Source) -> None:
    packed = gzip.compress(page)
    assert read_page(packed, source).lines == read_page(page, source).lines
    assert not holds_html(packed)


# A message whose header Python's reader of messages fails at.
MESSAGE = b"MIME-Version: 1.0\nContent-Type: text/html; charset*0=a; charset*=b\n\n<p>x</p>"


@pytest.mark.parametrize("data", [gzip.compress(PAGE)[:-900], b"\x1f\x8b\x08", b"bplist00" + bytes(40), MESSAGE])
def test_what_cannot_be_unpacked_is_refused(data: bytes, source: Source) -> None:
    with pytest.raises(Refusal, match=r"[Ss]ave the page"):
        read_page(data, source)
    assert not holds_html(data)


def test_what_is_larger_than_any_page_is_refused(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LARGEST_UNPACKED", 1_000)
    with pytest.raises(Refusal, match="larger than 1,000 bytes"):
        read_page(gzip.compress(PAGE), source)


def test_what_unpacks_it_is_named_where_it_is_missing(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("compression.zstd", "backports.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(Refusal, match=r"pip install backports\.zstd"):
        read_page(ZSTD, source)
