"""What a page says twice is read once."""

from pipeline.definition.source import Source
from pipeline.read.page import read_page
from pipeline.records import Page

THEMES = ("Weerbaar bestuur en organisatie", "Gebiedsgerichte aanpak ondermijning")
TEXT = "De gemeente Ommen werkt samen met de boeren aan een veilig buitengebied."


def read(html: str, source: Source) -> Page:
    return read_page(f"<!DOCTYPE html><body>{html}".encode(), source)


def texts(html: str, source: Source) -> list[str]:
    return [line.text for line in read(html, source).lines]


def panel(number: int, title: str, heading: str) -> str:
    button = f"<button aria-controls='p{number}'>{title}</button>"
    return f"{button}<div id='p{number}'><h3>{heading}</h3><p>{TEXT}</p></div>"


def test_a_heading_that_is_part_of_the_title_of_its_panel_is_none_of_the_text(source: Source) -> None:
    panels = [
        panel(1, "Samen sterk (Ommen)", "Samen sterk"), panel(2, "Ommen: Ogen open", "Ogen open"),
        panel(3, "Polderpraat (Tiel)", "Polderpraat"),
    ]  # fmt: skip
    page = read("".join(panels), source)
    assert [line.text for line in page.lines[2:]] == ["Ommen: Ogen open", TEXT, "Polderpraat (Tiel)", TEXT]
    assert [(remark.check, remark.detail) for remark in page.remarks] == [("left_out", "copy 5")]
    assert "Samen sterk" in texts(panels[0], source)  # one panel shows nothing


def test_another_heading_in_a_panel_is_read_and_so_is_one_that_few_panels_have(source: Source) -> None:
    other = [panel(n, f"Plan {n} van Ommen", "Aanleiding") for n in range(3)]
    assert texts("".join(other), source).count("Aanleiding") == 3
    assert "Samen sterk" in texts("".join([*other, panel(4, "Samen sterk (Ommen)", "Samen sterk")]), source)


def test_the_themes_of_a_table_of_contents_begin_nothing(source: Source) -> None:
    contents = "".join(f"<h2>{theme}</h2>" for theme in THEMES)
    sections = "".join(f"<h2>{theme}</h2><h3>Samen sterk</h3><p>{TEXT}</p>" for theme in THEMES)
    assert texts(contents + sections, source) == [line for theme in THEMES for line in (theme, "Samen sterk", TEXT)]
    assert texts(contents, source) == [*THEMES]  # they are nowhere else


def test_a_teaser_is_left_out_where_what_it_breaks_off_from_is_below_it(source: Source) -> None:
    for sign in ("…", "...", " …"):
        assert texts(f"<p>{TEXT[:40].strip()}{sign}</p><p>{TEXT}</p>", source) == [TEXT]
    assert texts(f"<h4>{TEXT[:40].strip()}…</h4><p>{TEXT}</p>", source) == [f"{TEXT[:40].strip()}…", TEXT]  # a title
    assert len(texts("<p>De gemeente Zwolle wil meer weten van…</p><p>De gemeente Zwolle werkt.</p>", source)) == 2
    assert len(texts(f"<p>De…</p><p>{TEXT}</p>", source)) == 2
