"""How wide the terminal is in which a text is shown."""

import shutil

WIDTH_IN_A_PIPE = 160


def terminal_width() -> int:
    """How many characters a line of the terminal has, or of what is there instead of one."""
    return shutil.get_terminal_size((WIDTH_IN_A_PIPE, 0)).columns
