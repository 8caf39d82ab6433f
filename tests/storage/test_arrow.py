"""What Arrow is given to read is its own."""

import sys

import pyarrow

from pipeline.storage.arrow import as_file


def test_a_file_for_arrow_holds_nothing_of_python():
    data = bytes(range(256)) * 40
    before = sys.getrefcount(data)
    file, lent = as_file(data), pyarrow.BufferReader(data)
    assert file.read() == lent.read() == data
    assert sys.getrefcount(data) == before + 1  # by the reader that was lent the bytes themselves
