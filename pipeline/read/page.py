"""Bytes to a `Page`: after this stage nobody knows whether it was HTML or text, nor in which encoding."""

from __future__ import annotations

from collections import Counter

from pipeline.definition.source import Repair, Source
from pipeline.read.delimited import find_table
from pipeline.read.encoding import decode, is_html, is_utf_8
from pipeline.read.file_kind import what_else
from pipeline.read.leftovers import tidy
from pipeline.read.limits import BYTES_OF_LINE, BYTES_OF_LINE_END, LONGEST_LINE
from pipeline.read.lines import Lines, refuse_many
from pipeline.read.links import Targets, note_bare
from pipeline.read.plain_text import read_text
from pipeline.read.unpacking import unpacked
from pipeline.records import Page, Refusal, Remark
from pipeline.text.normalise import counted


def read_page(data: bytes, source: Source, media_type: str | None = None, charset: str | None = None) -> Page:
    """The page that `data` holds; `media_type` and `charset` are what the response or the file name says of it.

    Raises:
        Refusal: the bytes are empty, no text, or a file of another kind.
    """
    saved, packed = data, unpacked(data)
    data = packed.data
    media_type, charset = packed.media_type or media_type, packed.charset or charset
    if kind := what_else(data):
        raise Refusal(f"It is {kind}.")
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Refusal(f"The page is empty ({len(data)} bytes). Save it again, or read another snapshot.")
    html = is_html(data, media_type)
    lines = Lines(source)
    encoding = _read_markup(data, charset, lines) if html else _read_text(data, charset, lines)
    refuse_many(len(lines.found), "lines", len(data), BYTES_OF_LINE)
    if (longest := max((len(line[1]) for line in lines.found), default=0)) > LONGEST_LINE:
        raise Refusal(f"It has a line of {longest:,} characters: this is not the page.")
    tidy(lines)
    repaired = tuple([_mend(lines, repair) for repair in source.repairs])
    _remark_left_out(lines)
    page_text, page_lines, links = lines.finish()
    panels = tuple(
        sorted((panel for panel in lines.panels if panel[1] > panel[0]), key=lambda panel: (panel[0], -panel[1]))
    )
    media_type = "text/html" if html else "text/plain"
    return Page(
        page_text, page_lines, panels, media_type, encoding, repaired, tuple(lines.remarks), saved, links,
        source.page["url"],
    )  # fmt: skip


def _read_markup(data: bytes, charset: str | None, lines: Lines) -> str:
    """Add the lines of HTML; its encoding."""
    from pipeline.read.html.attributes import with_fewer_attributes  # a text is read without a parser
    from pipeline.read.html.document import read_html
    from pipeline.read.html.printed import printed_text

    encoding = "utf-8"
    if not is_utf_8(data):
        text, encoding = _decoded(data, charset, lines)
        data = text.encode("utf-8", "replace")
    data = with_fewer_attributes(data)
    if printed := printed_text(data):
        read_text(printed, lines)
    else:
        read_html(data, lines)
    return encoding


def _read_text(data: bytes, charset: str | None, lines: Lines) -> str:
    """Add the lines of a text, or of the table that was copied into it; its encoding."""
    text, encoding = _decoded(data, charset, lines)
    refuse_many(text.count("\n"), "ends of lines", len(data), BYTES_OF_LINE_END)
    if table := find_table(text, lines.source):
        from pipeline.read.html.document import read_html

        read_html(table.encode("utf-8", "replace"), lines)
    else:
        read_text(text, lines)
    if "://" in text or "www." in text:
        note_bare(lines.found, lines.links, Targets(lines.source.page["url"]))
    return encoding


def _decoded(data: bytes, charset: str | None, lines: Lines) -> tuple[str, str]:
    """The characters and the encoding, with a remark where some are damaged."""
    text, encoding, damaged = decode(data, charset)
    if damaged:
        lines.remarks.append(_damage(encoding, damaged))
    return text, encoding


def prove_repairs(page: Page, source: Source) -> None:
    """Prove that the flaws of this very page are still there for the repairs that are meant for it.

    Raises:
        Refusal: one found its flaw more often or less often than expected.
    """
    for repair, times in zip(source.repairs, page.repaired, strict=True):
        if times != repair.expect and page.sha256 in repair.pages:
            raise Refusal(
                f"The repair '{repair.name}' in source.toml is meant for this page ({page.sha256[:12]}) and expects "
                f"its flaw {counted(repair.expect, 'time')}, but found it {counted(times, 'time')}. Correct the repair "
                "or take it off the list."
            )


def _damage(encoding: str, times: int) -> Remark:
    instead = "read as windows-1252" if encoding == "utf-8" else "left open"
    cause = "the page is cut off, damaged or put together; save it again"
    return Remark(
        "encoding", "warning", f"{encoding} throughout", f"{counted(times, 'time')} other bytes", f"{instead}: {cause}"
    )


def _mend(lines: Lines, repair: Repair) -> int:
    """Apply one repair wherever its context and its flaw are, and remark how often that was."""
    flawed, wanted = repair.what.split("\n"), repair.instead.split("\n")
    before = [n for n, line in enumerate(lines.found, start=1) if line[1].endswith(repair.where)]
    found_at = [n for n in before if _has_flaw(lines, n, flawed)]
    if found_at:
        last = {at: lines.found[at + len(flawed) - 1][1] for at in found_at}  # the flaw ends within this line
        mended = {at: [*wanted[:-1], wanted[-1] + text[len(flawed[-1]) :]] for at, text in last.items()}
        lines.replace(len(flawed), mended)
        expected, found = counted(repair.expect, "time"), counted(len(found_at), "time")
        lines.remarks.append(Remark("repair", "info", expected, found, f"{repair.name}: {repair.why}"))
    return len(found_at)


def _has_flaw(lines: Lines, at: int, flawed: list[str]) -> bool:
    """Whether the flaw is at line `at`: whole lines, then the beginning of one."""
    texts = [text for _, text, _, _ in lines.found[at : at + len(flawed)]]
    return texts[:-1] == flawed[:-1] and len(texts) == len(flawed) and texts[-1].startswith(flawed[-1])


def _remark_left_out(lines: Lines) -> None:
    """Say what of the page was taken for navigation and the like, in words."""
    if lines.left_out.words:
        total, detail = _listed(lines.left_out.words)
        lines.remarks.append(Remark("left_out", "info", "only what is not content", f"{total} words", detail))
    if lines.left_out.like:
        total, detail = _listed(lines.left_out.like)
        expected = "nothing that is left out looks like a project or a contact"
        lines.remarks.append(Remark("left_out_like", "warning", expected, counted(total, "word"), detail))


def _listed(words: Counter[str]) -> tuple[int, str]:
    """How many words in all, and by reason."""
    return words.total(), ", ".join(f"{reason} {count}" for reason, count in sorted(words.items()))
