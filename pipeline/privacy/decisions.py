"""What people decided for the public edition, `definition/public.toml`, with the words of Dutch that it goes by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.definition import dutch, source
from pipeline.definition.form import toml_in
from pipeline.records import Refusal
from pipeline.text.normalise import split_words

PUBLIC_LIST = Path(source.__file__).with_name("public.toml")


@dataclass(frozen=True)
class PublicDecisions:
    """Accepted words; entries that somebody has looked at; and words beside which names are. All words are folded."""

    words: frozenset[str]
    phrases: frozenset[str]  # accepted words that are none alone: "Groenewoud Academie"
    entries: frozenset[tuple[str, str]]  # municipality, and the contact line as the public edition shows it
    officials: frozenset[str]
    telling: frozenset[str]


def load_public_decisions(path: Path = PUBLIC_LIST) -> PublicDecisions:
    """Read the list.

    Raises:
        Refusal: it is no such list, or a decision has no reason.
        OSError: it cannot be read.
    """
    try:
        data = toml_in(path)
        words = [word for one in data["accepted"] for word in _reasoned(one)["words"]]
        accepted = _folded([*words, *dutch.words("people", "beginnings")])
        entries = [(one["municipality"], one["shows"]) for one in map(_reasoned, data["entries"])]
        phrases = frozenset(phrase for phrase in accepted if " " in phrase)
        beside = _folded(dutch.words("people", "officials")), _folded(dutch.words("people", "telling", "speaking"))
        return PublicDecisions(accepted - phrases, phrases, frozenset(entries), *beside)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal(
            f"{path} is no list of decisions: {type(error).__name__}, {error}. Its head says what it holds; mend it, "
            f"or restore it with 'git checkout -- {path}'."
        ) from error


def _reasoned(decision: dict[str, Any]) -> dict[str, Any]:
    if not str(decision["reason"]).strip():
        raise ValueError("a decision without a reason")
    return decision


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(split_words(word)) for word in words)
