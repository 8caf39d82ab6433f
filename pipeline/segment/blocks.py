"""States to blocks: runs of lines that belong together, without a gap."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.contacts.addresses import find_emails
from pipeline.gazetteer.gazetteer import Reference
from pipeline.records import Block, Line, Part
from pipeline.segment.weights import AIM, AIMHD, ASIDE, CONT, EARLY, INTRO, LABEL, LATE, NAME, NOTE, TEXT, THEME, TITLE

PART_OF = {INTRO: Part.INTRODUCTION, ASIDE: Part.NOTE, NOTE: Part.NOTE, AIMHD: Part.AIM, THEME: Part.THEME}
NEXT_OF_RUN = {INTRO: INTRO, ASIDE: ASIDE, NOTE: NOTE, AIMHD: AIM}


def blocks_of(
    lines: Sequence[Line], states: Sequence[int], contacts_first: bool, reference: Reference
) -> tuple[Block, ...]:
    """The blocks of a page, in page order; every line is in one."""
    made: list[Block] = []
    theme: int | None = None
    n = 0
    while n < len(states):
        state = states[n]
        if state in PART_OF:
            theme = n if state == THEME else theme
            end = _end_of_run(states, n + 1, NEXT_OF_RUN.get(state, -1))
            block = Block(PART_OF[state], n, end, theme)
        else:
            block = _entry(states, n, theme, contacts_first)
            if made and states[block.title] != TITLE and _is_of(block, made[-1], lines, reference):
                block = Block(Part.NOTE, n, block.end, theme)
        n = block.end
        if made and block.part is Part.NOTE and made[-1].part is Part.NOTE:
            block = Block(Part.NOTE, made.pop().first, n, theme)
        made.append(block)
    return tuple(made)


def _end_of_run(states: Sequence[int], n: int, state: int) -> int:
    """Where a run of lines of a state ends that may begin at line `n`."""
    while n < len(states) and states[n] == state:
        n += 1
    return n


def _entry(states: Sequence[int], first: int, theme: int | None, contacts_first: bool) -> Block:
    """The entry that begins at a line: names, title, labels, and its text and its contact in either order.

    On a page with contacts above titles, names are above and below them.
    """
    title = _end_of_run(states, first, NAME)
    contact = title, _end_of_run(states, title, CONT) if contacts_first else title
    title = _end_of_run(states, contact[1], NAME)
    begin = title + (title < len(states) and states[title] == TITLE)
    begin = _end_of_run(states, begin, LABEL)
    early = _end_of_run(states, begin, EARLY)
    text = early, _end_of_run(states, early, LATE if early > begin else TEXT)
    if early > begin:
        contact = begin, early
    elif not contacts_first:
        contact = text[1], _end_of_run(states, text[1], CONT)
    end = max(text[1], contact[1])
    return Block(Part.ENTRY, first, end, theme, min(title, end - 1), text, contact)


def _is_of(block: Block, before: Block, lines: Sequence[Line], reference: Reference) -> bool:
    """Whether lines without a title right after an entry say more of it: they name no other municipality.

    "Voor de communicatie" and "Contactpersoon: …" after the contact of a project: a second contact makes no project.
    """
    if before.part is not Part.ENTRY or before.end != block.first or block.text == block.contact:
        return False
    own, others = lines[block.first : block.end], lines[before.first : before.end]
    named = _named(own, reference) | _owners(own, reference)
    return named <= _named(others, reference) | _owners(others, reference)


def at_home(blocks: Sequence[Block], lines: Sequence[Line], reference: Reference) -> int:
    """How many entries have an address at the own domain of a municipality that their other lines name."""
    return sum(_is_at_home(block, lines, reference) for block in blocks if block.part is Part.ENTRY)


def _is_at_home(block: Block, lines: Sequence[Line], reference: Reference) -> bool:
    owners = _owners(lines[slice(*block.contact)], reference)
    if not owners:
        return False
    others = (*lines[block.first : block.contact[0]], *lines[block.contact[1] : block.end])
    return not owners.isdisjoint(_named(others, reference))


def _named(lines: Sequence[Line], reference: Reference) -> set[str]:
    """The municipalities that lines name."""
    return {naming.municipality.name for line in lines for naming in reference.find(line.text)}


def _owners(lines: Sequence[Line], reference: Reference) -> set[str]:
    """The municipalities at whose own domains the addresses in lines are."""
    domains = [email.rpartition("@")[2] for line in lines for email, _, _ in find_emails(line.text)]
    return {owner.name for owner in map(reference.owner, domains) if owner}
