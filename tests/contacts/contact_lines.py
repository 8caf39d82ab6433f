"""Contact lines, made up, and what a reader finds in them: name, function, address and number of each contact."""

JAN, PIET = "j.jansen@ommen.nl", "p.pietersen@ommen.nl"
Found = list[tuple[str | None, ...]]


def person(name: str, email: str | None = None, phone: str | None = None) -> tuple[str | None, ...]:
    return name, None, email, phone


def function(title: str, email: str | None = None, phone: str | None = None) -> tuple[str | None, ...]:
    return None, title, email, phone


ONE = [person("Jan Jansen", JAN)]
TWO = [person("Jan Jansen", JAN), person("Piet Pietersen", PIET)]
LINES: dict[str, Found] = {
    # One person, one address, and what is between them
    f"Jan Jansen, {JAN}": ONE,
    f"Jan Jansen {JAN}": ONE,
    f"Jan Jansen,{JAN}": ONE,
    f"Jan jansen, {JAN}": [person("Jan jansen", JAN)],
    f"Jan Jansen ; {JAN}": ONE,
    f"Jan Jansen – {JAN}": ONE,
    f"Jan Jansen - {JAN}": ONE,
    f"Jan Jansen / {JAN}": ONE,
    f"Jan Jansen: {JAN}": ONE,
    f"Jan Jansen <{JAN}>": ONE,
    f"Jan Jansen ({JAN}).": ONE,
    f"Jan Jansen [{JAN}]": ONE,
    f"{JAN} (Jan Jansen)": ONE,
    f"Jan Jansen, e-mail: {JAN}": ONE,
    f"Jan Jansen, mail naar {JAN}": ONE,
    f"Jan Jansen, bereikbaar via {JAN}.": ONE,
    # Addresses as they are written
    "Jan Jansen, J.JANSEN@OMMEN.NL.": ONE,
    "Jan Jansen, j.jansen(at)ommen.nl": ONE,
    "Jan Jansen, j.jansen [at] ommen.nl": ONE,
    "Jan Jansen, j.jansen (apenstaart) ommen.nl": ONE,
    "Jan Jansen, j.jansen(a)ommen.nl": ONE,
    "Jan Jansen, j.jansen [at] ommen [punt] nl": ONE,
    "Jan Jansen, j.jansen @ ommen.nl": ONE,
    "Jan Jansen, j_jansen-1+x@sub.ommen-stad.nl": [person("Jan Jansen", "j_jansen-1+x@sub.ommen-stad.nl")],
    "Jan Jansen, j.jansen@gemeente.amsterdam": [person("Jan Jansen", "j.jansen@gemeente.amsterdam")],
    f"Jan Jansen, '{JAN}'": ONE,
    f"Jan Jansen|{JAN}": ONE,
    f"Jan Jansen, mailto:{JAN}": ONE,
    "Jan Jansen, j.jansen＠ommen.nl": ONE,
    "Jan Jansen, j.jansen at ommen punt nl": ONE,
    "Jan Jansen, j.jansen AT ommen.nl": ONE,
    # The same address again, and a name in quotes, as mail programs write them
    f"Jan Jansen, {JAN} <mailto:{JAN}>": ONE,
    f"\"Jan Jansen\" <{JAN}>": ONE,
    # More people, more addresses
    f"Jan Jansen, {JAN}, Piet Pietersen, {PIET}": TWO,
    f"Jan Jansen, {JAN} en Piet Pietersen, {PIET}": TWO,
    f"Jan Jansen ({JAN}) & Piet Pietersen ({PIET})": TWO,
    f"Jan Jansen en Piet Pietersen, {JAN} en {PIET}": TWO,
    f"Jan Jansen en Piet Pietersen ({PIET} en {JAN})": TWO,
    f"Jan Jansen, {JAN}. Contactpersoon: Piet Pietersen, {PIET}": TWO,
    f"Saskia Linden, {JAN}, {PIET}": [person("Saskia Linden", JAN), person("Saskia Linden", PIET)],
    "Lieke Tas en Nadia El Bakri, team@ommen.nl": [
        person("Lieke Tas", "team@ommen.nl"),
        person("Nadia El Bakri", "team@ommen.nl"),
    ],
    "Jan Jansen, Piet Pietersen en Kees de Boer, team@ommen.nl": [
        person(name, "team@ommen.nl") for name in ("Jan Jansen", "Piet Pietersen", "Kees de Boer")
    ],
    "Jan Jansen / Piet Pietersen, team@ommen.nl": [
        person("Jan Jansen", "team@ommen.nl"),
        person("Piet Pietersen", "team@ommen.nl"),
    ],
    "Jan Jansen en Piet Pietersen": [person("Jan Jansen"), person("Piet Pietersen")],
    # Names and addresses alone
    "Jan Jansen": [person("Jan Jansen")],
    "ondermijning@ommen.nl": [(None, None, "ondermijning@ommen.nl", None)],
    "0529 459 100": [(None, None, None, "0529 459 100")],
    "14 0412": [(None, None, None, "14 0412")],
    # Job titles are no names
    "Programmamanager Weerbare Organisatie, telefoonnummer 140412": [
        function("Programmamanager Weerbare Organisatie", phone="14 0412")
    ],
    "Beleidsmedewerker veiligheid": [function("Beleidsmedewerker veiligheid")],
    "Team Veiligheid, veiligheid@ommen.nl": [function("Team Veiligheid", "veiligheid@ommen.nl")],
    "adviseur Openbare Orde en Veiligheid, oov@ommen.nl": [
        function("adviseur Openbare Orde en Veiligheid", "oov@ommen.nl")
    ],
    f"Jan Jansen, programmamanager veiligheid, {JAN}": ONE,
    f"Jan Jansen (programmamanager), {JAN}": ONE,
    f"Jan Jansen, strategisch adviseur en programmamanager, {JAN}": ONE,
    f"strategisch adviseur veiligheid Jan Jansen, {JAN}": ONE,
    f"Jan Jansen, adviseur, {JAN} en Piet Pietersen, manager, {PIET}": TWO,
    # Organisations and places are no people
    f"Jan Jansen (gemeente Ommen), {JAN}": ONE,
    f"Jan Jansen (RIEC Oost-Nederland), {JAN}": ONE,
    f"Jan Jansen (Ommen) en Piet Pietersen, {JAN}, {PIET}": TWO,
    f"Jan Jansen, Openbare Orde en Veiligheid, {JAN}": ONE,
    f"Jan Jansen (Openbare Orde & Veiligheid) {JAN}": ONE,
    f"Jan Jansen, Integrale Veiligheid, {JAN}": ONE,
    f"Jan Jansen, Ommen, {JAN}": ONE,
    f"Ommen - Jan Jansen, {JAN}": ONE,
    f"Jan Jansen (Bureau Bakker Advies), {JAN}": ONE,
    f"Jan Jansen (Bakker Smit Visser), {JAN}": ONE,
    f"Jan Jansen, MSc, {JAN}": ONE,
    f"Jan Jansen, {JAN}, LinkedIn": ONE,
    f"Jan Jansen, {JAN}, adviseur": ONE,
    f"Jan Jansen van de gemeente Ommen, {JAN}": ONE,
    f"Jan Jansen, griffier bij de gemeente Stichtse Vecht, {JAN}": ONE,
    f"Jan Jansen, gemeente Kaag en Braassem, {JAN}": ONE,
    f"Jan Jansen Adviseur Veiligheid, {JAN}": ONE,
    f"Jan Jansen, Ommen, {JAN}, Piet Pietersen, Raalte, {PIET}": TWO,
    "Jan Jansen en Piet Pietersen, Ommen, info@ommen.nl": [
        person("Jan Jansen", "info@ommen.nl"),
        person("Piet Pietersen", "info@ommen.nl"),
    ],
    f"Jan Jansen, Piet Pietersen, {JAN}": [person("Jan Jansen", JAN), person("Piet Pietersen")],
    f"Jan Jansen, {JAN}, Piet, piet@ommen.nl": [person("Jan Jansen", JAN), person("Piet", "piet@ommen.nl")],
    f"Aanspreekpunt Jan Jansen {JAN}": ONE,
    "Team Ommen Noord, info@ommen.nl": [function("Team Ommen Noord", "info@ommen.nl")],
    "Programmateam Weerbaar Bestuur, weerbaar@ommen.nl": [
        function("Programmateam Weerbaar Bestuur", "weerbaar@ommen.nl")
    ],
    "Veiligheid en Handhaving, veiligheid@ommen.nl": [function("Veiligheid en Handhaving", "veiligheid@ommen.nl")],
    "Strategisch adviseur Weerbaarheid, weerbaar@ommen.nl": [
        function("Strategisch adviseur Weerbaarheid", "weerbaar@ommen.nl")
    ],
    "Kabinet burgemeester, kabinet@ommen.nl": [function("Kabinet burgemeester", "kabinet@ommen.nl")],
    f"Jan Jansen, Hogeschool Salland, {JAN}": ONE,
    f"Jan Jansen (Zorg- en Veiligheidshuis), {JAN}": ONE,
    f"Jan Jansen van Bureau Veiligheid, {JAN}": ONE,
    f"plv. Jan Jansen, {JAN}": ONE,
    f"Jan Jansen i.s.m. Piet Pietersen, {JAN}, {PIET}": TWO,
    # A word of the vocabulary is a surname where an address says so
    "Jan Zorg, j.zorg@ommen.nl": [person("Jan Zorg", "j.zorg@ommen.nl")],
    "Mart Weerbaar, m.weerbaar@ommen.nl": [person("Mart Weerbaar", "m.weerbaar@ommen.nl")],
    "Team Zorg, zorg@ommen.nl": [function("Team Zorg", "zorg@ommen.nl")],
    f"Jan Jansen, {JAN}, vervanger Piet Pietersen, {PIET}": TWO,
    f"is Jan Jansen, {JAN}": ONE,
    # A word of policy is a surname after a given name, whatever the address says
    "Ria Schoonheid, info@ommen.nl": [person("Ria Schoonheid", "info@ommen.nl")],
    "Kees Wonen": [person("Kees Wonen")],
    "mw. drs. S. de Zorg, info@ommen.nl": [person("mw. drs. S. de Zorg", "info@ommen.nl")],
    "Anja van Wonen, a.vanwonen@ommen.nl": [person("Anja van Wonen", "a.vanwonen@ommen.nl")],
    "Ans Klaver en Bea Beleid, info@ommen.nl": [
        person("Ans Klaver", "info@ommen.nl"),
        person("Bea Beleid", "info@ommen.nl"),
    ],
    "Sociale Veiligheid, info@ommen.nl": [function("Sociale Veiligheid", "info@ommen.nl")],
    # An organisation ends with what it is
    **{
        f"Ria Tak ({organisation}) en Ans Klaver, info@ommen.nl": [
            person("Ria Tak", "info@ommen.nl"),
            person("Ans Klaver", "info@ommen.nl"),
        ]
        for organisation in (
            "Verwey-Jonker Instituut", "Trimbos-instituut", "Nederlands-Vlaams Instituut", "Radboud Universiteit",
            "Van der Valk Groep", "RIEC Oost-Nederland",
        )
    },
    # Who stands in for somebody is a contact as well
    f"plv. Jan Jansen, {JAN} en Piet Pietersen, {PIET}": TWO,
    f"Jan Jansen, {JAN} (plv. Piet Pietersen, {PIET})": TWO,
    **{
        f"Jan Jansen ({post} Piet Pietersen), {JAN}": [person("Jan Jansen", JAN), person("Piet Pietersen")]
        for post in ("plv.", "vervanger:", "a.i.", "wnd.", "plaatsvervangend projectleider")
    },
    # A person after a job title
    f"burgemeester Jan Jansen, {JAN}": ONE,
    f"Projectleider Jan Jansen ({JAN})": ONE,
    "wethouder J. Jansen en burgemeester P. de Boer": [person("J. Jansen"), person("P. de Boer")],
    f"adviseur Jansen, {JAN}": [person("Jansen", JAN)],
    "wethouder van den Berg, r.vandenberg@ommen.nl": [person("van den Berg", "r.vandenberg@ommen.nl")],
    f"adviseur Openbare Orde en Veiligheid Jan Jansen, {JAN}": ONE,
    f"Adviseur veiligheid: Jan Jansen, {JAN}": ONE,
    "adviseur Ondermijning, ondermijning@ommen.nl": [function("adviseur Ondermijning", "ondermijning@ommen.nl")],
    "Adviseur Sociaal Domein": [function("Adviseur Sociaal Domein")],
    "Afdeling Vergunningen Raalte": [function("Afdeling Vergunningen Raalte")],
    # Words that invite or introduce
    f"neem contact op met Jan Jansen via {JAN}": ONE,
    f"Voor meer informatie kunt u contact opnemen met projectleider Jan Jansen ({JAN}).": ONE,
    f"Jan Jansen Neem contact op <{JAN}>": ONE,
    f"Jan Jansen, Mail de projectleider <{JAN}>": ONE,
    f"Naam: Jan Jansen, functie: adviseur, e-mail: {JAN}, tel.: 0529-459100": [
        person("Jan Jansen", JAN, "0529 459 100")
    ],
    f"Voor vragen kunt u terecht bij Jan Jansen, {JAN}": ONE,
    f"Vragen? Stel ze aan Jan Jansen via {JAN}.": ONE,
    f"Jan Jansen vertelt er graag meer over: {JAN}": ONE,
    f"Jan Jansen beantwoordt graag uw vragen ({JAN}).": ONE,
    f"Voor meer informatie kunt u zich wenden tot Jan Jansen, {JAN}": ONE,
    f"Jan Jansen | Mail Jan <{JAN}>": ONE,
    "Jan Jansen, info@ommen.nl | Meld je aan | WhatsApp": [person("Jan Jansen", "info@ommen.nl")],
    "Jan Jansen | Aanmelden | bel direct <+31612345678>": [person("Jan Jansen", phone="06 12345678")],
    "info@ommen.nl t.a.v. Jan Jansen": [person("Jan Jansen", "info@ommen.nl")],
    # What signs divide and belongs together, and the other way round
    f"Jan Jansen, {JAN}. Piet Pietersen, {PIET}.": TWO,
    f"De heer J. (Jan) Jansen, {JAN}": [person("De heer J. (Jan) Jansen", JAN)],
    f"1. Jan Jansen, {JAN} 2. Piet Pietersen, {PIET}": TWO,
    f"Jansen, Jan ({JAN})": [person("Jansen, Jan", JAN)],
    f"Jan Jansen en/of Piet Pietersen, {JAN}, {PIET}": TWO,
    "Tak, R. en Klaver, A., info@ommen.nl": [person("Tak, R.", "info@ommen.nl"), person("Klaver, A.", "info@ommen.nl")],
    "de Vries, R.A. / Boom, P.": [person("de Vries, R.A."), person("Boom, P.")],
    "Wal, R. van der en Vries, P. de, info@ommen.nl": [
        person("Wal, R. van der", "info@ommen.nl"),
        person("Vries, P. de", "info@ommen.nl"),
    ],
    "Tak, R. (r.tak@ommen.nl), Klaver, A. (a.klaver@ommen.nl)": [
        person("Tak, R.", "r.tak@ommen.nl"),
        person("Klaver, A.", "a.klaver@ommen.nl"),
    ],
    # Names are kept as they are written
    **{
        f"{name}, naam@ommen.nl": [person(name, "naam@ommen.nl")]
        for name in (
            "Anna de Wit-'t Hart", "Petra van ’t Hof", "Jan ten Have", "J.P. van der Berg",
            "J. P. van den Berg-de Vries",
            "Fatima el Amrani", "Mohammed El Haddioui", "drs. Jan Jansen", "mevr. J. Jansen MSc", "Zoë Öztürk",
            "Seán O'Brien", "E. Jansen", "M. de Vries", "Op den Kamp", "Jan van der Meer", "Wil Jansen",
            "Jan Jansen jr.", "Anna Schoolmeester",
            "IJsbrand van IJzendoorn", "Sjors 's-Gravesande", "JAN JANSEN", "Van der Berg",
            "J.P.M. (Jan) de Boer", "Jan Peter (JP) de Boer", "Johannes (Jan) Jansen",
            "Tsjitske fan der Wal", "Joke fan 'e Terp", "Maria de los Santos", "Ahmed ould Ali", "Gert 'e Vries",
            "Ria achter de Molen", "Piet boven de Sluis", "Jan tussen de Vaart", "Eva vom Berg", "Karin vande Velde",
            "Anna Jansen - de Vries", "Anna v.d. Berg", "Anna v/d Berg", "Anna vd Berg",
        )
    },
    # Telephone numbers, in national form
    "Jan Jansen, 06-12345678": [person("Jan Jansen", phone="06 12345678")],
    "Jan Jansen, 06 12 34 56 78": [person("Jan Jansen", phone="06 12345678")],
    "Jan Jansen, (010) 123 45 67": [person("Jan Jansen", phone="010 123 4567")],
    "Jan Jansen, 010-1234567": [person("Jan Jansen", phone="010 123 4567")],
    "Jan Jansen, +31 6 12345678": [person("Jan Jansen", phone="06 12345678")],
    "Jan Jansen, +31 (0)6-12345678": [person("Jan Jansen", phone="06 12345678")],
    "Jan Jansen, 0031 6 12345678": [person("Jan Jansen", phone="06 12345678")],
    "Jan Jansen, tel. 14 0529": [person("Jan Jansen", phone="14 0529")],
    "Jan Jansen, tel: 14010": [person("Jan Jansen", phone="14 010")],
    "Jan Jansen, 0900-8844": [person("Jan Jansen", phone="0900 8844")],
    "Jan Jansen, +298 301000": [person("Jan Jansen", phone="00 298 30 10 00")],
    "Jan Jansen, +599 717 5330": [person("Jan Jansen", phone="00 599 717 5330")],
    "Jan Jansen, 0123-456789": [person("Jan Jansen", phone="012 345 6789")],
    "Jan Jansen (06-12345678)": [person("Jan Jansen", phone="06 12345678")],
    "Jan Jansen (2018-2021), j.jansen@zwolle.nl": [person("Jan Jansen", "j.jansen@zwolle.nl")],
    "Jan Jansen, 010 - 123 45 67 – 06 12 34 56 78": [
        person("Jan Jansen", phone="010 123 4567"),
        person("Jan Jansen", phone="06 12345678"),
    ],
    "Jan Jansen, 0529-459100/0529-459101": [
        person("Jan Jansen", phone="0529 459 100"),
        person("Jan Jansen", phone="0529 459 101"),
    ],
    "Jan Jansen, 0612345678 / 14 0529": [
        person("Jan Jansen", phone="06 12345678"),
        person("Jan Jansen", phone="14 0529"),
    ],
    "Jan Jansen, 0529-459100/06-12345678": [
        person("Jan Jansen", phone="0529 459 100"),
        person("Jan Jansen", phone="06 12345678"),
    ],
    f"Jan Jansen, 0612345678/{JAN}": [person("Jan Jansen", JAN, "06 12345678")],
    f"Jan Jansen, {JAN}, 0529-459100": [person("Jan Jansen", JAN, "0529 459 100")],
    f"Jan Jansen, 06 12 34 56 78, {JAN}": [person("Jan Jansen", JAN, "06 12345678")],
    f"Jan Jansen; e-mail: {JAN}; tel.: 0529 459 100": [person("Jan Jansen", JAN, "0529 459 100")],
    f"Jan Jansen, via {JAN} of 06-12345678": [person("Jan Jansen", JAN, "06 12345678")],
    f"Jan Jansen en Piet Pietersen, {JAN}, {PIET}, 06-12345678, 06-87654321": [
        person("Jan Jansen", JAN, "06 12345678"),
        person("Piet Pietersen", PIET, "06 87654321"),
    ],
    f"Jan Jansen, {JAN}, tel. 06-12345678 / Piet Pietersen, {PIET}, tel. 06-87654321": [
        person("Jan Jansen", JAN, "06 12345678"),
        person("Piet Pietersen", PIET, "06 87654321"),
    ],
    # Who is struck out, former or replaced is a contact no more; who has an end is none where another is
    f"~~Jan Jansen, {JAN}~~ Piet Pietersen, {PIET}": TWO[1:],
    f"~~Jan Jansen~~ en Piet Pietersen, {PIET}": TWO[1:],
    f"~~Jan Jansen, {JAN}~~": [],
    f"Jan Jansen (t/m 1 mei 2020), {JAN}; Piet Pietersen (vanaf 1 mei 2020), {PIET}": TWO[1:],
    f"Jan Jansen, {JAN} (tot 2020), Piet Pietersen, {PIET}": TWO[1:],
    f"Jan Jansen, {JAN}, vervangen door Piet Pietersen, {PIET}": TWO[1:],
    f"Jan Jansen (per 1-5-2020 opgevolgd door Piet Pietersen), {PIET}": TWO[1:],
    f"Piet Pietersen, {PIET} (voorheen Jan Jansen)": TWO[1:],
    f"Piet Pietersen, {PIET}; voormalig projectleider Jan Jansen, {JAN}": TWO[1:],
    f"Jan Jansen (voormalig), {JAN} en Piet Pietersen, {PIET}": TWO[1:],
    f"Jan Jansen (t/m 31 december 2021), {JAN}": ONE,
    f"Jan Jansen, {JAN}, bereikbaar tot 17.00 uur": ONE,
    f"Jan Jansen, {JAN} (tot 1 juni 2020: Piet Pietersen, {PIET})": ONE,
    f"Jan Jansen, {JAN}. Voormalig projectleider: Piet Pietersen": ONE,
    # A number is one, however often it is there
    f"Jan Jansen, {JAN}, WhatsApp <+31612345678> 06-12345678": [person("Jan Jansen", JAN, "06 12345678")],
    # A number after a job title is that of who has it; that of a unit is its own
    f"Jan Jansen, {JAN}, beleidsadviseur veiligheid, 06-12345678": [person("Jan Jansen", JAN, "06 12345678")],
    f"Jan Jansen, {JAN}, secretariaat 06-12345678": [*ONE, function("secretariaat", None, "06 12345678")],
    f"projectleider, {JAN}, beleidsadviseur 06-12345678": [
        function("projectleider", JAN), function("beleidsadviseur", None, "06 12345678"),
    ],
    # The first name again is nobody else's
    f"Jan Jansen, {JAN}, of bel Jan: 06-12345678": [person("Jan Jansen", JAN, "06 12345678")],
    # Initials after a surname, of any letter
    f"Jansen, E. en Tak, M., {JAN}": [person("Jansen, E.", JAN), person("Tak, M.", JAN)],
    "Jansen, T. 06-12345678": [person("Jansen", None, "06 12345678")],
    f"Benieuwd? Jan Jansen praat u graag bij ({JAN}).": ONE,
    # Nobody
    "vacant": [],
    "": [],
    "De gemeente Ommen werkt sinds kort samen met de burgemeester van Raalte": [],
}  # fmt: skip
