"""The saved page with another label before each title, as text or HTML."""

from dataclasses import replace

from tests.pages.expected import Expected
from tests.pages.irregular import HTML, Irregular, as_text, made
from tests.pages.markups.page import Entry, Theme

LABELS = {
    "label": "Project: {title}",
    "article": "Het project: {title}",
    "number": "Project {n}. {title}",
    "name": "Project {name}: {title}",
    "bullet": "• Project: {title}",
    "plural": "Projecten: {title}",
    "quotation marks": "“{title}”",
    "label and quotation marks": "Project: “{title}”",
    "wide colon": "Project：{title}",
    "another word": "Wat: {title}",
    "name and label": "{name} – Project: {title}",
    "counted": "{n}. {title}",
    "sign and label": "▸ Projectnaam: {title}",
    "name, comma and label": "Gemeente {name}, project: {title}",
}


def labelled(label: str, form: str, at: int | None = None, p: float = 0) -> tuple[bytes, list[Expected]]:
    """The saved page with another label before each title, or before the one at a position only.

    Of a page that is irregular with probability `p`, the titles that still have their label have another one.
    """
    page, count = made(0, p, form), 0

    def of_entry(part: Entry | str) -> Entry | str:
        nonlocal count
        if not isinstance(part, Irregular):
            return part
        count += 1
        if part.above or part.title != f"Project: {part.expected.title}" or part.municipality in part.expected.title:
            return part
        line = label.format(title=part.expected.title, name=part.municipality, n=count)
        return replace(part, title=line) if at in (None, count) else part

    def of_theme(theme: Theme) -> Theme:
        return replace(theme, parts=tuple(map(of_entry, theme.parts)))

    page = replace(page, themes=tuple(map(of_theme, page.themes)))
    write = as_text if form == "text" else HTML[0]
    return write(page), [entry.expected for entry in page.entries if isinstance(entry, Irregular)]
