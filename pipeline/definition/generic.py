"""What is known of any page of the kind: a `Source` with the vocabulary of the one page, and nothing else of it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

from pipeline.definition.corrections import NOTHING_DECIDED
from pipeline.definition.form import flaws
from pipeline.definition.source import DEFINITION, FORM_OF_SOURCE, Source
from pipeline.records import Refusal

GENERIC = DEFINITION.with_name("generic.toml")
FORM_OF_GENERIC: dict[Any, Any] = {name: FORM_OF_SOURCE[name] for name in ("page", "ranges")}


def generic(source: Source) -> Source:
    """The definition of any page of the kind: without heading, themes, repairs and corrections.

    Raises:
        Refusal: `generic.toml` does not hold what it must; the message says where.
    """
    data = tomllib.loads(GENERIC.read_text(encoding="utf-8"))
    if flaw := next(flaws(data, FORM_OF_GENERIC, GENERIC.name), None):
        raise Refusal(f"{GENERIC}: {flaw}. Correct it, or restore the file with 'git checkout -- {GENERIC}'.")
    ranges = {name: (least, most) for name, (least, most) in data["ranges"].items()}
    return replace(source, page=data["page"], themes=(), repairs=(), ranges=ranges, decisions=NOTHING_DECIDED)
