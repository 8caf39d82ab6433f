"""Pages of invented projects whose contacts are blocks, and that tell facts of some projects.

Six projects are enough to look at; a page of 28 is one that a build takes. Each part of a contact is on a line of its
own, and the job title is a word that is a label of contacts as well.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.pages.expected import Expected
from tests.pages.layouts import bare


class Project(NamedTuple):
    theme: str
    municipality: str
    title: str
    text: str
    name: str
    email: str
    second: str
    second_email: str


ORGANISATION, AREA = "Weerbaar bestuur en organisatie", "Gebiedsgerichte aanpak ondermijning"
PROJECTS = [
    Project(*row)
    for row in (
        (ORGANISATION, "Assen", "Bewust en weerbaar", "De gemeente Assen traint raadsleden en medewerkers.",
         "Ria Tak", "r.tak@assen.nl", "Bea Hoorn", "b.hoorn@assen.nl"),
        (ORGANISATION, "Deurne", "Stevig in het zadel", "De gemeente Deurne maakt een gedragscode.",
         "Piet Boom", "p.boom@deurne.nl", "Kees Vink", "k.vink@deurne.nl"),
        (ORGANISATION, "Ommen", "Samen scherp", "De gemeente Ommen oefent met raad en college.",
         "Karin de Wit", "k.dewit@ommen.nl", "Sanne Pool", "s.pool@ommen.nl"),
        (AREA, "Elburg", "Haven in beeld", "De gemeente Elburg brengt de haven in beeld.",
         "Ans Klaver", "a.klaver@elburg.nl", "Ton Kuik", "t.kuik@elburg.nl"),
        (AREA, "Gouda", "Ogen en oren in de wijk", "De gemeente Gouda leert bewoners signalen te melden.",
         "Joop Linde", "j.linde@gouda.nl", "Ilse Kamp", "i.kamp@gouda.nl"),
        (AREA, "Raalte", "Buiten veilig", "De gemeente Raalte helpt boeren in het buitengebied.",
         "Mo el Idrissi", "m.elidrissi@raalte.nl", "Bram Post", "b.post@raalte.nl"),
    )
]  # fmt: skip
NATIONAL = "Antidemocratische gedragingen"
PLACES = (
    "Alkmaar Almelo Apeldoorn Barneveld Coevorden Delft Ede Emmen Enschede Harderwijk Heerlen Hilversum Hoorn Houten "
    "Kampen Leiden Lelystad Meppel Nijmegen Purmerend Roosendaal Schagen Stadskanaal Terneuzen Veenendaal Weert "
    "Woerden Zutphen"
).split()
GIVEN = "Anna Bart Carla Dirk Els Frits Greet Hans Irma Jaap Karin Leo Marja Nico".split()
SURNAMES = "Bakker Dekker Visser Mulder Smit Kok Prins".split()
SUBJECTS = (
    "Bedrijventerreinen Raadsleden Buurtvaders Ondernemers Verhuurders Jongeren Baliemedewerkers Havens Horeca "
    "Vakantieparken Winkelstraten Sportclubs Wijkteams Notarissen"
).split()
AIMS = ("in gesprek", "op orde")
SAYS = (
    "werkt aan een organisatie die tegen een stootje kan.", "bouwt aan een netwerk van partners.",
    "oefent met raad en college.", "brengt in beeld wat er speelt.", "helpt wie wordt bedreigd.",
)  # fmt: skip


def _made(n: int) -> Project:
    theme = (ORGANISATION, AREA, NATIONAL)[n * 3 // len(PLACES)]
    place, domain = PLACES[n], PLACES[n].lower()
    people = [f"{GIVEN[(n + k) % 14]} {SURNAMES[(n * 3 + k) % 7]}" for k in (0, 5)]
    mails = [f"{name[0].lower()}.{name.split()[1].lower()}@{domain}.nl" for name in people]
    text = f"De gemeente {place} {SAYS[n % 5]}"
    return Project(theme, place, f"{SUBJECTS[n % 14]} {AIMS[n // 14]}", text, people[0], mails[0], people[1], mails[1])


MANY = [*map(_made, range(len(PLACES)))]
AROUND = {
    "panel": "<details><summary>{municipality}</summary><p>Project: {title}</p><p>{text}</p>{more}</details>",
    "heading": "<h3>{title}</h3><p>{text}</p>{more}",
    "name above": "<h3>{municipality}</h3><h4>{title}</h4><p>{text}</p>{more}",
    "bold": "<p><strong>Project: {title}</strong></p><p>{text}</p>{more}",
    "card": "<div class='card'><h3>Gemeente {municipality}</h3><p><b>{title}</b></p><p>{text}</p>{more}</div>",
}
"""A project; `more` is its contact, facts of it, or both."""
NAME, MAIL = "{name}", "<a href='mailto:{email}'>{email}</a>"
SECOND, SECOND_MAIL = "{second}", "<a href='mailto:{second_email}'>{second_email}</a>"
PARTS = {
    "name first": (NAME, "Projectleider", MAIL),
    "job title first": ("Projectleider", NAME, MAIL),
    "with a number": (NAME, "Projectleider", "0592-366100", MAIL),
    "two people": (NAME, "Projectleider", MAIL, SECOND, "Contactpersoon", SECOND_MAIL),
    "two people, job titles first": ("Projectleider", NAME, MAIL, "Projectleider", SECOND, SECOND_MAIL),
}
LINES = {
    "breaks": ("<p>", "<br>", "</p>"),
    "paragraphs": ("<p>", "</p><p>", "</p>"),
    "list": ("<ul><li>", "</li><li>", "</li></ul>"),
    "address": ("<address>", "<br>", "</address>"),
    "vCard": ("<div class='vcard'><div class='fn'>", "</div><div class='title'>", "</div></div>"),
    "table": ("<table><tr><td>", "</td></tr><tr><td>", "</td></tr></table>"),
    "row": ("<table><tr><td>", "</td><td>", "</td></tr></table>"),
    "definitions": ("<dl><dt>", "</dt><dd>", "</dd></dl>"),
    "below a heading": ("<h5>", "</h5><p>", "</p>"),
}
BLOCKS = [
    (lines, parts)
    for lines in LINES
    for parts in PARTS
    if lines not in {"definitions", "below a heading"} or not parts.startswith("two")  # only the first would have one
]
ABOVE = ("", "<h4>Contact</h4>", "<p>Contact:</p>", "<p><strong>Contactpersoon</strong></p>")
LABELLED = {
    "rows of labels": "<table><tr><th>Naam</th><td>{name}</td></tr><tr><th>Functie</th><td>Projectleider</td></tr>"
    f"<tr><th>E-mail</th><td>{MAIL}</td></tr></table>",
    "columns of labels": "<table><tr><th>Naam</th><th>Functie</th><th>E-mail</th></tr>"
    f"<tr><td>{{name}}</td><td>Projectleider</td><td>{MAIL}</td></tr></table>",
    "terms": "<dl><dt>Naam</dt><dd>{name}</dd><dt>Functie</dt><dd>Projectleider</dd>"
    f"<dt>E-mail</dt><dd>{MAIL}</dd></dl>",
    "one term": f"<dl><dt>Contact</dt><dd>{NAME}</dd><dd>Projectleider</dd><dd>{MAIL}</dd></dl>",
}
CONTACT = f"<p>Projectleider: {NAME}, {MAIL}</p>"
TWO_FACTS = "Looptijd: 2019-2021\nBudget: € 100.000"
RESULT = "Resultaten\nEr zijn twintig mensen getraind."
FACTS = {
    "definitions": ("<dl><dt>Looptijd</dt><dd>2019-2021</dd><dt>Budget</dt><dd>€ 100.000</dd></dl>", TWO_FACTS),
    "rows": (
        "<table><tr><th>Looptijd</th><td>2019-2021</td></tr><tr><th>Budget</th><td>€ 100.000</td></tr></table>",
        TWO_FACTS,
    ),
    "columns": (
        "<table><tr><th>Looptijd</th><th>Budget</th></tr><tr><td>2019-2021</td><td>€ 100.000</td></tr></table>",
        TWO_FACTS,
    ),
    "paragraphs": ("<p>Looptijd: 2019-2021</p><p>Budget: € 100.000</p>", TWO_FACTS),
    "phases": (
        "<table><tr><th>Fase</th><th>Jaar</th></tr><tr><td>Start</td><td>2019</td></tr></table>",
        "Fase: Start\nJaar: 2019",
    ),
    "panel": ("<details><summary>Resultaten</summary><p>Er zijn twintig mensen getraind.</p></details>", RESULT),
    "two panels": (
        "<details><summary>Resultaten</summary><p>Er zijn twintig mensen getraind.</p></details>"
        "<details><summary>Planning</summary><p>Klaar in 2021.</p></details>",
        f"{RESULT}\nPlanning\nKlaar in 2021.",
    ),
    "article": ("<article><h5>Resultaten</h5><p>Er zijn twintig mensen getraind.</p></article>", RESULT),
}
"""In HTML, and as lines of the text."""
FORMER = {
    "struck out": f"<p>Projectleider: <s>{SECOND}, {SECOND_MAIL}</s> {NAME}, {MAIL}</p>",
    "former": f"<p>Voormalig projectleider: {SECOND}, {SECOND_MAIL}</p><p>Projectleider: {NAME}, {MAIL}</p>",
    "until": f"<p>Projectleider: {SECOND} (tot 1 mei 2020), {SECOND_MAIL}</p><p>Projectleider: {NAME}, {MAIL}</p>",
    "succeeded": f"<p>Projectleider: {NAME}, {MAIL} (opvolger van {SECOND})</p>",
}
"""Contacts in which the second is one no more."""


def block(lines: str, parts: str) -> str:
    """A template of a contact block."""
    begin, between, end = LINES[lines]
    return begin + between.join(PARTS[parts]) + end


def page(around: str, more: Callable[[int], str], projects: Sequence[Project] = PROJECTS) -> bytes:
    """A page of projects; `more` is a template of what each has below its text, by its number."""
    municipalities = {project.municipality for project in projects}
    main = f"<p>In {len(municipalities)} gemeenten is een financiële impuls besteed aan weerbaarheid.</p>"
    for n, project in enumerate(projects):
        if n == 0 or project.theme != projects[n - 1].theme:
            main += f"<h2>{project.theme}</h2>"
        fields = project._asdict()
        main += AROUND[around].format(more=more(n).format(**fields), **fields)
    return bare(main)


def expected(project: Project, parts: str, facts: str = "") -> Expected:
    """A project whose contact is a block of these parts; the job title is a label. Its text ends with the facts."""
    number = "0592 366 100" if parts == "with a number" else None
    people = [(project.name, None, project.email, number)]
    if parts.startswith("two"):
        people.append((project.second, None, project.second_email, None))
    return Expected(project.theme, project.municipality, project.title, project.text + facts, None, tuple(people))
