"""Pages of other kinds than the one that is looked for: of random words, and as Dutch sites publish them.

The same seed gives the same page. People, addresses and numbers are made up.
"""

from collections.abc import Callable
from functools import cache
from random import Random

from tests.datasets import municipalities
from tests.pages.markups import saved_text

ELEMENTS = ("h1", "h2", "h3", "p", "p", "p", "li", "td", "strong", "dt", "dd", "summary", "div")
SUBJECTS = (
    "de begroting", "het bestemmingsplan", "de afvalinzameling", "het fietspad langs de N35", "de nieuwe sporthal",
    "het zwembad", "de omgevingsvisie", "het jongerenwerk", "de energietransitie", "de woningbouw aan de rand",
)  # fmt: skip
SENTENCES = (
    "De raad sprak gisteren over {subject} en nam na een lang debat het voorstel van het college aan.",
    "Inwoners kunnen tot en met 12 mei reageren op {subject} via de website of aan de balie.",
    "Volgens de wethouder is {subject} een belangrijk project voor alle gemeenten in de regio.",
    "Het onderzoek naar {subject} laat zien dat samenwerken met de provincie en het Rijk nodig is.",
    "Wie vragen heeft over {subject}, kan contact opnemen met het klantcontactcentrum van de gemeente {place}.",
    "De bijeenkomst over {subject} in {place} trok meer dan honderd belangstellenden.",
)
ENGLISH = (
    "This function returns a list of all items that were found in the given directory.",
    "Project contributors can contact the maintainers at maintainers@example.org for questions.",
    "The default value is None, in which case the environment variable is used instead.",
)


@cache
def words() -> tuple[str, ...]:
    """All words of the saved page, as often as they are on it: labels, names of municipalities and addresses too."""
    return tuple(saved_text().split())


@cache
def places() -> tuple[str, ...]:
    return tuple(place.name for place in municipalities())


def random_words(random: Random) -> str:
    """Lines of random words of the saved page in random elements."""
    lines = (
        (random.choice(ELEMENTS), " ".join(random.choices(words(), k=random.choice((2, 4, 8, 20, 60)))))
        for _ in range(random.randint(5, 60))
    )
    return "".join(f"<{element}>{text}</{element}>" for element, text in lines)


def sentences(random: Random, count: int) -> str:
    subject, place = random.choice(SUBJECTS), random.choice(places())
    return " ".join(random.choice(SENTENCES).format(subject=subject, place=place) for _ in range(count))


def news(random: Random) -> str:
    title = f"{random.choice(places())} kiest voor {random.choice(SUBJECTS)}"
    paragraphs = "".join(f"<p>{sentences(random, 3)}</p>" for _ in range(random.randint(3, 9)))
    return f"<h1>{title}</h1>{paragraphs}<p>Contactpersoon: Jan Jansen, j.jansen@krant.example</p>"


def overview(random: Random) -> str:
    """A list of news: titles with a teaser, and no one to ask."""
    found = (
        f"<article><h2><a href='/{n}'>{random.choice(places())}: {random.choice(SUBJECTS)}</a></h2>"
        f"<p>{sentences(random, 1)}</p><a href='/{n}'>Lees meer</a></article>"
        for n in range(random.randint(5, 20))
    )
    return "<h1>Nieuws</h1>" + "".join(found)


def staff(random: Random) -> str:
    """People of one organisation with addresses, and no projects of municipalities."""
    people = (
        f"<li><h3>Medewerker {n}</h3><p>Adviseur {random.choice(SUBJECTS)}</p>"
        f"<p>m{n}@dienst.example, 070 123 45 67</p></li>"
        for n in range(random.randint(4, 30))
    )
    return "<h1>Wie is wie</h1><ul>" + "".join(people) + "</ul>"


def agenda(random: Random) -> str:
    rows = (
        f"<tr><td>{n}.</td><td>{random.choice(SUBJECTS)}</td><td>{random.choice(places())}</td>"
        f"<td>20.{n:02} uur</td></tr>"
        for n in range(random.randint(4, 30))
    )
    return f"<h1>Agenda raadsvergadering</h1><table>{''.join(rows)}</table><p>{sentences(random, 2)}</p>"


def vacancies(random: Random) -> str:
    found = (
        f"<div class=card><h2>Projectleider {random.choice(SUBJECTS)}</h2><p>Gemeente {random.choice(places())}</p>"
        f"<p>{random.choice((24, 32, 36))} uur, schaal 11. Reageer voor 1 juni.</p></div>"
        for _ in range(random.randint(3, 20))
    )
    return "<h1>Vacatures</h1>" + "".join(found)


def places_listed(random: Random) -> str:
    found = "".join(f"<li><a href='#'>{place}</a></li>" for place in random.sample(places(), random.randint(20, 300)))
    return f"<h1>Alle gemeenten</h1><ul>{found}</ul><p>Contact: info@lijst.example</p>"


def shop(random: Random) -> str:
    found = (
        f"<div><h3>Article {random.randrange(10_000)}</h3><p>Now {random.randrange(5, 99)}.95, in stock.</p></div>"
        for _ in range(random.randint(5, 40))
    )
    return "<h1>Offers</h1>" + "".join(found) + "<footer>Customer service: 0900-1234</footer>"


def manual(random: Random) -> str:
    found = (
        f"<h2>module_{n}</h2><p>{' '.join(random.choices(ENGLISH, k=6))}</p>" for n in range(random.randint(3, 30))
    )
    return "<h1>Reference</h1>" + "".join(found)


DUTCH: dict[str, Callable[[Random], str]] = {
    "news": news, "overview": overview, "staff": staff, "agenda": agenda, "vacancies": vacancies,
    "places listed": places_listed,
}  # fmt: skip
FOREIGN: dict[str, Callable[[Random], str]] = {"shop": shop, "manual": manual}
KINDS = DUTCH | FOREIGN
DUTCH_MENU = "<nav><a href='/'>Home</a> <a href='/gemeenten'>Gemeenten</a> <a href='/contact'>Contact</a></nav>"
MENU = "<nav><a href='/'>Home</a> <a href='/about'>About us</a> <a href='/contact'>Contact</a></nav>"


@cache
def style() -> str:
    """As much of it as most pages have: 30 kB."""
    random = Random(0)
    rules = (
        f".c{random.randrange(9999)}{{margin:{random.randrange(99)}px;color:#{random.randbytes(3).hex()}}}"
        for _ in range(900)
    )
    return "\n".join(rules)


def page(make: Callable[[Random], str], seed: int) -> bytes:
    """A whole page of a kind, in UTF-8."""
    body = make(Random(f"{make.__name__} {seed}"))
    head = f'<meta charset="utf-8"><title>{make.__name__}</title><style>{style()}</style>'
    menu = MENU if make in FOREIGN.values() else DUTCH_MENU
    return f"<!DOCTYPE html><html><head>{head}</head><body>{menu}<main>{body}</main></body></html>".encode()
