"""The terminal in which a text is shown: how wide it is, and what it is kept from."""

import re
import shutil
from typing import Any, TextIO, cast

from pipeline.text.normalise import shown

WIDTH_IN_A_PIPE = 160
# Controls and marks of direction, but for the ends of lines, tabs, and a bar that begins its line anew.
STEERING = re.compile(r"(?!\A\r)[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200e\u200f\u202a-\u202e\u2066-\u206f]")


def terminal_width() -> int:
    """How many characters a line of the terminal has, or of what is there instead of one."""
    return shutil.get_terminal_size((WIDTH_IN_A_PIPE, 0)).columns


def plain_stream(stream: TextIO) -> TextIO:
    """A stream, to which what steers a terminal is written as numbers of characters: a name of a file may hold it.

    One that was closed before the command began is None, and stays it.
    """
    return stream and cast(TextIO, _PlainStream(stream))


class _PlainStream:
    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        return self.stream.write(STEERING.sub(lambda each: shown(each[0]), text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)
