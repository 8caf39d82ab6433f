"""The list of people who asked to be left out, `suppressed.toml`: `python -m pipeline suppress` gives its entries.

An entry is a keyed hash (HMAC) of an address. A plain hash is turned round in moments with the addresses in `raw/`, and
so is a slow one, since they are few. Whoever has the key can do so too: it is kept outside git.
"""

from __future__ import annotations

import argparse
import hmac
import os
import re
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline.definition.form import toml_in
from pipeline.privacy.limits import KEY_BYTES
from pipeline.records import Refusal

SUPPRESSED_LIST = Path(__file__).with_name("suppressed.toml")
KEY = Path("suppressed.key")  # in the checkout, and in no commit
NAMES_KEY = "SUPPRESSED_KEY"  # variable of the environment that names another file
ENTRY = re.compile("([0-9a-f]{8}):([0-9a-f]{64})")  # which key, and the hash
UNKEYED = re.compile("[0-9a-f]{64}")
HOW = "Run 'python -m pipeline suppress', which reads the address from standard input and prints the entry."


@dataclass(frozen=True)
class Suppressed:
    """The entries of the list, and the key that they were made with."""

    entries: frozenset[str] = frozenset()
    key: bytes = b""

    def __len__(self) -> int:
        return len(self.entries)

    def holds(self, address: str) -> bool:
        """Whether an address is listed."""
        return entry_of(address, self.key) in self.entries


def entry_of(address: str, key: bytes) -> str:
    """The entry for an address: eight digits that tell the key, and the keyed hash of the address in lower case."""
    return f"{_hash(key, 'key')[:8]}:{_hash(key, address.strip().lower())}"


def _hash(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode("utf-8"), "sha256").hex()


def load_suppressed(path: Path = SUPPRESSED_LIST) -> Suppressed:
    """The list, with its key where it has entries.

    Raises:
        Refusal: it is no such list, or the key is missing or another; the message repeats no entry, which may be an
            address.
        OSError: it cannot be read.
    """
    try:
        listed = list(toml_in(path)["addresses"])
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal(f"{path} is no list: expected TOML with 'addresses = [\"…\", …]'.") from error
    for number, entry in enumerate(listed, start=1):
        if isinstance(entry, str) and UNKEYED.fullmatch(entry):
            raise Refusal(
                f"{path}: entry {number} of 'addresses' is a hash without a key, which whoever has the addresses turns "
                f"round in moments. Ask for the address again, and put a keyed one in its place. {HOW}"
            )
        if not isinstance(entry, str) or not ENTRY.fullmatch(entry):
            raise Refusal(f"{path}: expected a keyed hash as entry {number} of 'addresses'. {HOW}")
    if not listed:
        return Suppressed()
    key = read_key()
    if others := [n for n, entry in enumerate(listed, start=1) if entry[:8] != entry_of("", key)[:8]]:
        raise Refusal(
            f"{path}: entry {others[0]} of 'addresses' was made with another key than the one in {key_path()}: nobody "
            f"would be left out by it. Put that key there, or make the entry anew. {HOW}"
        )
    return Suppressed(frozenset(listed), key)


def key_path() -> Path:
    """The file of the key."""
    return Path(os.environ.get(NAMES_KEY) or KEY)


def read_key() -> bytes:
    """The key.

    Raises:
        Refusal: there is none, or none that can be one.
        OSError: it cannot be read.
    """
    path = key_path()
    if not path.exists():
        raise Refusal(
            f"{path} is not there: without the key nobody can tell who is listed in {SUPPRESSED_LIST.name}, and they "
            f"would not be left out. Ask whoever keeps the list for it, and put it there or name its file in "
            f"{NAMES_KEY}."
        )
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        key = b""
    if len(key) < KEY_BYTES:
        raise Refusal(
            f"{path} is no key: expected {2 * KEY_BYTES} hexadecimal digits. Restore it from where you keep it."
        )
    return key


def make_key() -> None:
    """Make a key that only its owner can read, unless there is one.

    Raises:
        Refusal: there is none, and the list has entries, which were made with another.
        OSError: it cannot be written.
    """
    if key_path().exists():
        return
    if toml_in(SUPPRESSED_LIST).get("addresses"):
        read_key()
    key_path().touch(mode=0o600, exist_ok=False)
    key_path().write_text(f"{secrets.token_hex(KEY_BYTES)}\n", encoding="ascii")
    print(f"A key is made: {key_path()}. Keep a copy of it, and commit it nowhere.", file=sys.stderr)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `python -m pipeline suppress` takes: nothing; an address would be in the history of the shell."""


def run(arguments: argparse.Namespace) -> int:
    """Read addresses, one a line, and print the entries for them.

    Raises:
        Refusal: a line is no address, or the key cannot be used.
        OSError: the key cannot be made.
    """
    make_key()
    key = read_key()
    for number, line in enumerate(sys.stdin, start=1):
        if "@" not in line:
            raise Refusal(f"line {number} of what was read is no address: expected one a line.")
        print(f'"{entry_of(line, key)}",')
    return 0
