"""The grammar of a contact line: labels, people, job titles, addresses and numbers, in whatever order and with whatever between them.

line    := group+
group   := label? subject* reach*          a new group begins with a label, or with a subject after something to reach it by
subject := person | job title
reach   := e-mail address | telephone number
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.records import Contact, Evidence
from pipeline.source import ContactWords, Source
from pipeline.words import fold, slug

AT = r"(?:\s?@\s?|\s*[\[({<]\s*(?:at|a|apenstaartje|@)\s*[\])}>]\s*)"
DOT = r"(?:\.|\s*[\[({]\s*(?:dot|punt|\.)\s*[\])}]\s*)"
# The characters that RFC 5322 allows before the @ without quotes, but not at the ends, where they belong to the sentence.
EMAIL = re.compile(
    rf"(?<![\w.!#$%&'*+/=?^`{{|}}~-])[\w%+](?:[\w.!#$%&'*+/=?^`{{|}}~-]*[\w+-])?(?:{DOT}[\w+-]+)*?{AT}(?:[^\W_](?:[\w-]*[^\W_])?{DOT})+[^\W\d_]{{2,}}(?![\w-])",
    re.IGNORECASE,
)
PLAIN_ADDRESS = re.compile(r"[^\s\[\](){}<>]+")
WRITTEN_SIGN = re.compile(AT, re.IGNORECASE)
WRITTEN_DOT = re.compile(DOT, re.IGNORECASE)
# Whatever could be a number: whether it is one, the telephone library decides.
NUMBER = re.compile(r"(?:\+|00)?\(?\d[\d\s()./–-]{3,18}\d")
# "en", "&" and "/" join subjects; commas and the like only separate; brackets enclose.
SEPARATOR = re.compile(
    r"\s+(?:en|and|und|/|&|\+|of)\s+|[,;|()<>\[\]/•·]|\s[-–—]\s|(?<=[\w.])\s?:\s|:$|\s[-–—]$|^[-–—]\s"
)
# "Jan", "Jansen-de", "J.P.", and with an article written together with the name: "'s-Gravesande", "d'Hondt".
NAME_WORD = re.compile(
    r"['’\"“”(]*(?:[a-z]{1,2}['’-])?[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚ](?:[^\W\d_]|[-.'’])*['’\"“”),]*"
)
WORD = re.compile(r"\S+")
JOINING = frozenset({"en", "and", "und", "&", "/", "+", "of"})
# A label that no vocabulary knows, at the place of a contact line.
UNKNOWN_LABEL = re.compile(r"[^\W\d_][\w'’()/& -]{1,43}?\s*:(?=\s)")
# A contact line names a few people; a sentence that holds an address is longer. In words.
LONGEST_CONTACT = 60
LONGEST_NUMBER_LINE = 60  # characters
WRITTEN_AT = re.compile(r"[\[({]\s?(?:at|apenstaartje)\s?[\])}]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """The label that a line begins with: its text without colon, where what it labels begins, and whether the vocabulary has it."""

    label: str
    rest: int
    known: bool


class Token(NamedTuple):
    """A piece of a contact line; `kind` is label, person, function, email, phone, joint or break."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(slots=True)
class Group:
    """Subjects that are reached in the same way."""

    label: Token | None
    subjects: list[Token] = field(default_factory=list)
    joined: bool = False  # the subjects are joined by "en", so that one address is theirs together
    emails: list[Token] = field(default_factory=list)
    phones: list[Token] = field(default_factory=list)

    @property
    def reached(self) -> bool:
        """Whether something to reach the subjects by has been read."""
        return bool(self.emails or self.phones)


@dataclass(frozen=True, slots=True)
class Reading:
    """Contact lines as read: their groups, the labels that no vocabulary has, and how many pieces were nothing of a contact."""

    groups: tuple[Group, ...]
    unknown_labels: tuple[str, ...]
    others: int

    @property
    def addresses(self) -> Iterator[Token]:
        """The e-mail addresses, in order."""
        return (email for group in self.groups for email in group.emails)


def contact_head(text: str, source: Source) -> Head | None:
    """The contact label that `text` begins with: one of the vocabulary, or another word before a colon and an address; else None."""
    if source.label_kind(text) == "contact":
        return Head(text.strip(" :"), len(text), True)
    label = source.split_label(text)
    if label:
        return Head(text[: label[1] - 1].strip(), label[1], True) if label[0] == "contact" else None
    if has_address(text):
        if unknown := UNKNOWN_LABEL.match(text):
            rest = text[unknown.end() :]
            return Head(unknown.group().rstrip(": "), unknown.end(), False) if is_contact(rest, source) else None
        for length in sorted({len(label) for label in source.labels["contact"]}, reverse=True):
            if (
                text[length : length + 1] == " "
                and source.label_kind(text[:length]) == "contact"
                and is_contact(text[length:], source)
            ):
                return Head(text[:length], length, True)
    return None


def has_address(text: str) -> bool:
    """Whether an e-mail address stands in `text`."""
    return may_have_address(text) and EMAIL.search(text) is not None


def may_have_address(text: str) -> bool:
    """Whether an @, or what is written for one, stands in `text`."""
    return "@" in text or (("[" in text or "(" in text or "{" in text) and WRITTEN_AT.search(text) is not None)


def may_be_contact(text: str) -> bool:
    """A quick look: whether an address or a number could stand in a line that is no long paragraph."""
    return may_have_address(text) or (len(text) <= LONGEST_NUMBER_LINE and sum(map(str.isdigit, text)) >= FEWEST_DIGITS)


def is_contact(text: str, source: Source) -> bool:
    """Whether `text` is nothing but people, job titles and ways to reach them: an address among them, or numbers alone."""
    if len(text.split()) > LONGEST_CONTACT:
        return False
    kinds = {token.kind for token in tokens(text, 0, source)}
    return "other" not in kinds and (
        "email" in kinds or ("phone" in kinds and kinds.isdisjoint({"person", "function", "organisation"}))
    )


def names_someone(text: str, source: Source) -> bool:
    """Whether a contact line names a person, a job title or a way to reach somebody, or is a label that stands alone."""
    head = contact_head(text, source)
    if head is None or head.rest >= len(text):
        return head is not None
    return any(token.kind in {"person", "function", "email", "phone"} for token in tokens(text[head.rest :], 0, source))


def read_contacts(lines: Sequence[tuple[str, int]], source: Source) -> Reading:
    """What the contact lines of one entry say; `lines` are texts with the offset of each in the page."""
    found: list[Token] = []
    unknown = []
    for text, offset in lines:
        head = contact_head(text, source)
        if head:
            found.append(Token("label", head.label, offset, offset + len(head.label)))
            if not head.known:
                unknown.append(head.label)
        begin = head.rest if head else 0
        found.extend(tokens(text[begin:], offset + begin, source))
    others = sum(token.kind == "other" for token in found)
    return Reading(tuple(groups(found)), tuple(unknown), others)


def make_contacts(reading: Reading, page: str, own: Sequence[str]) -> tuple[Contact, ...]:
    """The contacts in a reading of a page's text; `own` are the domains of the entry's municipality, empty where it has none."""
    return tuple(contact for group in reading.groups for contact in _contacts(group, page, own))


# Tokens


def tokens(text: str, offset: int, source: Source) -> list[Token]:
    """The tokens of a contact line without its first label; what fits nothing is of the kind "other"."""
    reached = [*_emails(text, offset)]
    if sum(map(str.isdigit, text)) >= FEWEST_DIGITS:
        reached += _phones(text, offset, [(email.start - offset, email.end - offset) for email in reached])
        reached.sort(key=lambda token: token.start)
    found: list[Token] = []
    at = 0
    for token in reached:
        found.extend(_between(text[at : token.start - offset], offset + at, source))
        found.append(token)
        at = token.end - offset
    found.extend(_between(text[at:], offset + at, source))
    return list(_whole_functions(found, text, offset))


def _whole_functions(found: list[Token], text: str, offset: int) -> Iterator[Token]:
    """The tokens, a lone word with a capital joined to the job title before it: "adviseur Openbare Orde en Veiligheid"."""
    n = 0
    while n < len(found):
        token, following = found[n], found[n + 1 : n + 3]
        if (
            token.kind == "function"
            and [t.kind for t in following] == ["joint", "person"]
            and " " not in following[1].text
        ):
            end = following[1].end
            yield Token("function", text[token.start - offset : end - offset], token.start, end)
            n += 3
        else:
            yield token
            n += 1


def _emails(text: str, offset: int) -> Iterator[Token]:
    if may_have_address(text):
        for match in EMAIL.finditer(text):
            yield Token("email", plain_address(match.group()), offset + match.start(), offset + match.end())


def plain_address(written: str) -> str:
    """An address as published, in lower case and with its @ and dots: "Naam [at] gemeente.nl" is naam@gemeente.nl."""
    if written.isascii() and PLAIN_ADDRESS.fullmatch(written):
        return written.lower()
    return WRITTEN_DOT.sub(".", WRITTEN_SIGN.sub("@", written)).lower()


def _phones(text: str, offset: int, taken: list[tuple[int, int]]) -> Iterator[Token]:
    for match in NUMBER.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield from _numbers(match, offset)


def _numbers(match: re.Match[str], offset: int) -> Iterator[Token]:
    import phonenumbers  # few lines hold a number

    for found in phonenumbers.PhoneNumberMatcher(match.group(), "NL", leniency=phonenumbers.Leniency.POSSIBLE):
        national = phonenumbers.national_significant_number(found.number)
        # Numbers within the Netherlands begin with 0, but for the municipal numbers of the form 14 + area code.
        digits = (
            national if national.startswith("140") and len(national) <= LONGEST_MUNICIPAL_NUMBER else "0" + national
        )
        if found.number.country_code != NETHERLANDS:
            digits = f"00{found.number.country_code}{national}"
        start = offset + match.start() + found.start
        yield Token("phone", digits, start, start + len(found.raw_string))


NETHERLANDS = 31
LONGEST_MUNICIPAL_NUMBER = 6
FEWEST_DIGITS = 5


def _between(text: str, offset: int, source: Source) -> Iterator[Token]:
    """The tokens in a stretch without addresses and numbers: pieces, and what separates them."""
    at = 0
    for separator in SEPARATOR.finditer(text):
        yield from _piece(text[at : separator.start()], offset + at, text[separator.start() :], source)
        sign = separator.group().strip()
        yield Token("joint" if sign in JOINING else "break", sign, offset + separator.start(), offset + separator.end())
        at = separator.end()
    yield from _piece(text[at:], offset + at, "", source)


def _piece(text: str, offset: int, following: str, source: Source) -> Iterator[Token]:
    """The person or job title in a piece between separators, without the words that introduce an address."""
    vocabulary = source.contact_words
    words = list(WORD.finditer(text))
    while words and fold(words[-1].group()).rstrip(".:") in vocabulary.introductions:
        words.pop()
    while words and fold(words[0].group()).rstrip(".:") in vocabulary.introductions:
        words.pop(0)
    if not words or not any(c.isalnum() for c in text[words[0].start() : words[-1].end()]):
        return
    start, end = words[0].start(), words[-1].end()
    while text[end - 1] in ".:-–—" and not _is_initials(words[-1].group()):
        end -= 1
    piece = text[start:end]
    if following.lstrip().startswith(":") and source.label_kind(piece) == "contact":
        yield Token("label", piece, offset + start, offset + end)
        return
    person = _person_end([word.group() for word in words], vocabulary)
    if person and not _is_function(words[0].group(), vocabulary):
        last = words[person - 1]
        end = min(end, last.end())
        yield Token("person", text[start:end], offset + start, offset + end)
        if person == len(words):
            return
        words = words[person:]
        start, piece = words[0].start(), text[words[0].start() : words[-1].end()]
        end = words[-1].end()
        yield Token("break", "", offset + start, offset + start)
    named = _name_behind_function(words, vocabulary)
    if named is not None:
        yield Token("person", text[named.start() : end], offset + named.start(), offset + end)
        return
    kind = "function" if any(_is_function(word.group(), vocabulary) for word in words) else "other"
    if (kind == "other" and fold(words[0].group()).strip(".,") in vocabulary.organisations) or (kind == "other" and piece.isupper() and len(words) == 1):
        kind = "organisation"
    yield Token(kind, piece, offset + start, offset + end)


def _name_behind_function(words: list[re.Match[str]], vocabulary: ContactWords) -> re.Match[str] | None:
    """The first word of the person whose job title stands before: "strategisch adviseur veiligheid Jan Jansen"; else None.

    Only behind a word without capital that is no job title itself: "adviseur Openbare Orde" is a job title to its end.
    """
    start = len(words)
    while start and _is_name(words[start - 1].group()):
        start -= 1
    before = words[start - 1].group() if start else ""
    if len(words) - start < 2 or not before or _is_function(before, vocabulary) or fold(before) in vocabulary.prefixes:
        return None
    return words[start] if any(_is_function(word.group(), vocabulary) for word in words[:start]) else None


def _is_initials(word: str) -> bool:
    return re.fullmatch(r"(?:[^\W\d_]{1,2}\.)+", word) is not None


def _is_function(word: str, vocabulary: ContactWords) -> bool:
    folded = fold(word.strip(".,:()"))
    return folded.endswith(vocabulary.function_endings) or folded in vocabulary.functions


def _person_end(words: list[str], vocabulary: ContactWords) -> int:
    """How many of `words`, from the first, are the name of a person: given names or initials, prefixes, a surname; 0 where they are none."""
    if not words or fold(words[0]).strip(".,") in vocabulary.organisations:
        return 0
    end = capitals = 0
    for n, word in enumerate(words):
        folded = fold(word).rstrip(".")
        if _is_name(word) and not (word.isupper() and len(word) > 3 and n == 0 and len(words) == 1):
            capitals += folded not in vocabulary.titles
            end = n + 1
        elif folded not in vocabulary.prefixes and folded not in vocabulary.titles:
            break
    return end if capitals else 0


def _is_name(word: str) -> bool:
    """Whether a word is written as a part of a name: with a capital, hyphens, apostrophes, or as initials."""
    return NAME_WORD.fullmatch(word) is not None


# Groups


def groups(found: Sequence[Token]) -> list[Group]:
    """The tokens of an entry's contact lines in groups of subjects with what reaches them."""
    result = [Group(None)]
    joint = bracket = described = False  # described: a job title of a person who is named was read last
    for token in found:
        group = result[-1]
        if token.kind == "label":
            result.append(Group(token))
        elif token.kind == "joint":
            joint = True
            continue
        elif token.kind == "break":
            joint = joint and token.text != ";"
            bracket = token.text in "(<[" and token.text != ""
            continue
        elif token.kind in {"person", "function"}:
            joint = joint and not (described and token.kind == "function")
            described = not _add_subject(result, token, joint, bracket)
        elif token.kind == "email":
            group.emails.append(token)
        elif token.kind == "phone":
            group.phones.append(token)
        joint = bracket = False
    return [group for group in result if group.subjects or group.reached]


def _add_subject(result: list[Group], token: Token, joint: bool, bracket: bool) -> bool:
    """Put a subject where it belongs: to those before it, to the address before it, or into a group of its own.

    Returns:
        False for what only describes the subject before it: "Naam Naam, beleidsadviseur, naam@…", "Naam Naam (Zwolle)".
    """
    group = result[-1]
    if group.subjects and not joint and token.kind == "function" and (not group.reached or bracket):
        return False
    if group.subjects and bracket and " " not in token.text:
        return False
    if group.reached and not group.subjects and (bracket or any(_belongs(email, token) for email in group.emails)):
        group.subjects.append(token)  # "naam@… (Naam Naam)"
    elif group.reached:
        result.append(Group(group.label, [token]))
    else:
        group.joined = group.joined or (joint and bool(group.subjects))
        group.subjects.append(token)
    return True


def _belongs(email: Token, person: Token) -> bool:
    """Whether the part of an address before the @ holds a word of a person's name."""
    local = slug(email.text.partition("@")[0]).replace("-", "")
    return any(len(word) > 2 and word in local for word in slug(person.text).split("-"))


# Contacts


def _evidence(column: str, token: Token, rule: str, page: str) -> Evidence:
    return Evidence(column, token.text, rule, page[token.start : token.end], token.start, token.end)


def _contacts(group: Group, page: str, own: Sequence[str]) -> Iterator[Contact]:
    for subject, emails in _shared_out(group):
        for email in emails or [None]:
            for phone in group.phones or [None]:
                yield _contact(group.label, subject, email, phone, page, own)


def _shared_out(group: Group) -> list[tuple[Token | None, list[Token]]]:
    """Each subject with its addresses: what names it, its turn where there are as many, or what all share."""
    subjects: list[Token | None] = list(group.subjects) or [None]
    if len(subjects) == 1 or not group.emails:
        return [(subject, group.emails) for subject in subjects]
    named = {subject: [email for email in group.emails if subject and _belongs(email, subject)] for subject in subjects}
    claimed = [email for emails in named.values() for email in emails]
    if (
        len(group.emails) > 1
        and len(claimed) == len(group.emails)
        and all(claimed.count(email) == 1 for email in claimed)
    ):
        return [(subject, named[subject]) for subject in subjects]
    if len(group.emails) == len(subjects):
        return [(subject, [email]) for subject, email in zip(subjects, group.emails, strict=True)]
    if not group.joined and len(group.emails) == 1 and len(claimed) == 1:
        return [(subject, named[subject]) for subject in subjects]
    return [(subject, group.emails) for subject in subjects]


def _contact(
    label: Token | None, subject: Token | None, email: Token | None, phone: Token | None, page: str, own: Sequence[str]
) -> Contact:
    parts = [
        ("label", label, "label of the contact line"),
        (subject.kind if subject else "name", subject, "contact grammar"),
        ("email", email, "contact grammar"),
        ("phone", phone, "contact grammar"),
    ]
    columns = {"person": "name"}
    evidence = tuple(
        _evidence(columns.get(column, column), token, rule, page) for column, token, rule in parts if token
    )
    spans = [token for token in (subject, email, phone) if token]
    external = None
    if email and own:
        domain = email.text.rpartition("@")[2]
        external = not any(domain == name or domain.endswith("." + name) for name in own)
    return Contact(
        label.text if label else "",
        subject.text if subject and subject.kind == "person" else None,
        subject.text if subject and subject.kind == "function" else None,
        email.text if email else None,
        phone.text if phone else None,
        external,
        min(token.start for token in spans),
        max(token.end for token in spans),
        evidence,
    )
