"""What a file in TOML holds, and whether that is of the form that it must have, and if not, where."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

ANY_NUMBER = int | float
TYPE_IN_WORDS = {
    bool: "true or false",
    str: "a text",
    int: "a whole number",
    ANY_NUMBER: "a number",
    date: "a date (2021-05-31)",
}


def toml_in(path: Path) -> dict[str, Any]:
    """What a file in TOML holds.

    Raises:
        ValueError: it is no TOML in UTF-8, or nested too deep to be read.
        OSError: it cannot be read.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def flaws(value: Any, form: Any, where: str) -> Iterator[str]:
    """Where a value is not of its form, in words; `where` is what the value is called.

    A form is a type, a list with the form of every item, a tuple with those of as many items, or a dict with the form
    for each name; `...` is any other name.
    """
    if isinstance(form, dict):
        yield from _flaws_of_names(value, form, where)
    elif isinstance(form, list | tuple):
        many = f"a list of {len(form)}" if isinstance(form, tuple) else "a list"
        if not isinstance(value, list) or (isinstance(form, tuple) and len(value) != len(form)):
            yield f"expected {many} for {where}, found {value!r}"
            return
        for number, item in enumerate(value, start=1):
            yield from flaws(item, form[0], f"number {number} of {where}")
    elif form is not object and (isinstance(value, bool) != (form is bool) or not isinstance(value, form)):
        yield f"expected {TYPE_IN_WORDS[form]} for {where}, found {value!r}"


def _flaws_of_names(value: Any, form: dict[Any, Any], where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"expected names and values for {where}, found {value!r}"
        return
    for name in form:
        if name is not ... and name not in value:
            yield f"expected '{name}' in {where}, found none"
    for name, item in value.items():
        if name in form or ... in form:
            yield from flaws(item, form.get(name, form.get(...)), f"'{name}' in {where}")
        else:
            yield f"expected no '{name}' in {where}, found one"
