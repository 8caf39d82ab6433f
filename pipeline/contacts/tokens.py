"""The tokens of a contact line: addresses and numbers, and between them people, job titles and what separates them."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from pipeline.contacts.addresses import (
    find_emails,
    find_phones,
    has_extension,
    is_in_addresses,
    local_part,
    may_have_number,
)
from pipeline.contacts.former import BEGIN, find_marks, is_within
from pipeline.contacts.limits import LONGEST_JOINED, MOST_ADDRESSES, MOST_OTHERS, TEXTS_AT_HAND
from pipeline.contacts.person_names import (
    INITIALS,
    Phrase,
    find_role,
    is_name,
    kind_of_phrase,
    name_after_function,
    name_length,
    without_introduction,
)
from pipeline.definition import dutch
from pipeline.definition.source import Source
from pipeline.text.normalise import QUOTATION_MARKS, fold, letters_only

WORDS_BETWEEN = dutch.one_of("contacts", "joining", "opening")
# "en", "&" and "/" join subjects; commas and the like only separate; brackets enclose. A search skips to the first of
# the characters that the pattern begins with; what is around them decides.
SEPARATOR = re.compile(
    rf"""[ ,;|()<>\[\]/•·:–—-](?:
        (?<=[,;|()<>\[\]/•·]) (?<!\b[av]/)
        | (?<=[ ])(?<!-[ ])(?: (?:{WORDS_BETWEEN}|[/&+])[ ] | [-–—](?:[ ]|$) | (?<=[\w.][ ]):[ ] )
        | (?<=[\w.]:)[ ]
        | (?<=:)$
        | (?<=^[-–—])[ ] | (?<=^\.[ ])
    )""",
    re.VERBOSE,
)
JOINING = frozenset({*dutch.words("contacts", "joining"), "&", "/", "+"})
# What is before a person who an address is of, or before a description.
OPENERS = frozenset({*dutch.words("contacts", "opening"), "(", "<", "["})
LONE_DASHES = frozenset("-–—")
NO_PHRASE = frozenset({"", " "})


class Token(Struct, frozen=True, gc=False):
    """A part of a contact line."""

    # label, label below (of the name above it), person, function, organisation, email, phone, extension (of a number),
    # joint, break, one of `FORMER_MARKS`, or other
    kind: str
    text: str
    start: int
    end: int


def tokens(text: str, offset: int, source: Source) -> list[Token]:
    """The tokens of a contact line without its first label; what fits nothing is of the kind "other".

    `text` is clean, as every line of a page, and begins at `offset` in the page; the tokens' offsets are the page's.
    """
    found, is_whole = _read(text, False, source)
    if not is_whole:
        found, _ = _read(text, True, source)
    if not offset:
        return [*found]
    return [Token(token.kind, token.text, offset + token.start, offset + token.end) for token in found]


def tokens_of_contact(text: str, source: Source) -> list[Token] | None:
    """The tokens of a line that is nothing but contacts; None where anything else is in it.

    Reading ends at the first phrase that is nothing of a contact, as most lines have early on.
    """
    found, is_whole = _read(text, False, source)
    return [*found] if is_whole else None


@lru_cache(maxsize=TEXTS_AT_HAND)
def _read(text: str, to_the_end: bool, source: Source) -> tuple[list[Token], bool]:
    """The tokens of a text, and whether all of it was read."""
    line = _Line(text, source)
    is_whole = line.read(to_the_end)
    return line.found, is_whole


class _Line:
    """A line and the tokens found in it; `addresses` are those in it that tell which words are names.

    `others` is how many phrases were nothing of a contact.
    """

    __slots__ = ("addresses", "found", "others", "source", "text")

    def __init__(self, text: str, source: Source) -> None:
        self.text = text
        self.source = source
        self.addresses: list[str] = []
        self.found: list[Token] = []
        self.others = 0

    def read(self, to_the_end: bool) -> bool:
        """Add the tokens of the line, and say whether all of it was read: else it ends at one of the kind "other"."""
        text = self.text
        emails = find_emails(text)
        if len(emails) <= MOST_ADDRESSES:
            self.addresses = [email[0] for email in emails]
        reached = [("email", *email) for email in emails]
        marks = find_marks(text)
        if may_have_number(text):
            reached += [("phone", *phone) for phone in find_phones(text, emails)]
        if not (reached or marks):  # most texts
            return self._read_stretch(0, len(text), to_the_end)
        if marks:
            reached = [each for each in reached if not is_within(each, marks)] + marks
        reached.sort(key=BEGIN)
        at = 0
        for kind, plain, start, end in reached:
            if at < start and not self._read_stretch(at, start, to_the_end):
                return False
            self.found.append(Token(kind, plain, start, end))
            if kind == "phone" and has_extension(text[start:end]):
                self._add("extension", end, "")
            at = end
        return at == len(text) or self._read_stretch(at, len(text), to_the_end)

    def _read_stretch(self, start: int, end: int, to_the_end: bool) -> bool:
        """Add the tokens of a stretch without addresses and numbers: phrases, and what separates them."""
        stretch = self.text[start:end]
        found = self.found
        at = 0
        for separator in SEPARATOR.finditer(stretch):
            if self.others > MOST_OTHERS:
                break
            left, right = separator.span()
            sign = stretch[left:right].strip()
            if at < left:
                self._read_phrase(stretch[at:left], start + at, sign)
                if not to_the_end and found and found[-1].kind == "other":
                    return False
            found.append(Token("joint" if sign in JOINING else "break", sign, start + left, start + right))
            at = right
        rest = stretch[at:]
        if rest not in NO_PHRASE and self.others > MOST_OTHERS:
            self._add("other", start + at, rest)
        elif rest not in NO_PHRASE:
            self._read_phrase(rest, start + at, "")
        return to_the_end or not found or found[-1].kind != "other"

    def _read_phrase(self, text: str, start: int, sign: str) -> None:
        """Add the person or job title in a phrase before a separator, without the words that introduce an address."""
        if sign not in ("", ":") and self._read_initials(text.strip(), start + (text[0] == " ")):
            return
        phrase = without_introduction(text, start, self.source)
        if phrase is None:
            return
        if sign == ":" and self.source.label_kind(" ".join(phrase.words)) == "contact":
            self._add("label", phrase.start, phrase.text())
            return
        if phrase.words[0][-1] == "." and INITIALS.fullmatch(phrase.words[0]) and self._join_initials(phrase):
            return
        length = name_length(phrase, self.source.contact_words, self.addresses)
        if length == 0:
            self._read_other(phrase)
            return
        self._add_person(phrase.start, phrase.text(length))
        if length < len(phrase.words):
            rest = phrase.after(length)
            if following := without_introduction(" ".join(rest.words), rest.start, self.source):
                self._add("break", following.start, "")
                self._read_other(following)

    def _read_other(self, phrase: Phrase) -> None:
        """Add a phrase that begins with no person's name."""
        known = self.source.contact_words
        role = find_role(phrase, known)
        if named := name_after_function(phrase, role, known, self.addresses):
            person = phrase.after(named)
            if [token.kind for token in self.found[-2:]] == ["function", "joint"] and phrase.bare[0] in known.subjects:
                self.found[-1] = replace(self.found[-1], kind="break")  # "adviseur orde en veiligheid Jan Jansen"
            self._add("break", person.start, "")  # who has a job title describes nobody: "Jan Jansen (plv. P. Pieters)"
            self._add_person(person.start, person.text())
        elif (kind := kind_of_phrase(phrase, role, known)) == "subject":
            self._add_subject(phrase)
        elif kind:
            self.others += kind == "other"
            self._add(kind, phrase.start, phrase.text())

    def _add(self, kind: str, start: int, text: str) -> None:
        self.found.append(Token(kind, text, start, start + len(text)))

    # What signs divide and belongs together

    def _add_person(self, start: int, text: str) -> None:
        if text[0] in QUOTATION_MARKS and text[-1] in QUOTATION_MARKS:  # as mail programs write names
            start, text = start + 1, text[1:-1]
        self.found.append(Token("person", text, start, start + len(text)))
        if len(self.found) > 2:
            self._join_given_name()
            self._join_second_surname()
            if " " not in text and not (self._join_second("function") or self._join_second("organisation")):
                self._join_surname()

    def _add_subject(self, phrase: Phrase) -> None:
        """Add "Openbare Orde": it goes on with a job title, or is in the place of one."""
        self._add("function", phrase.start, phrase.text())
        if not self._join_second("function") and not is_name(phrase.words[0]) and len(phrase.words) == 1:
            self.found[-1] = replace(self.found[-1], kind="other")

    def _last(self, *kinds: str) -> list[Token]:
        """The last tokens, if they are of these kinds."""
        last = self.found[-len(kinds) :]
        return last if [token.kind for token in last] == [*kinds] else []

    def _join(self, count: int, kind: str) -> bool:
        """Make one token of the last `count`, unless it would be too long for a name or a job title."""
        start, end = self.found[-count].start, self.found[-1].end
        if end - start > LONGEST_JOINED:
            return False
        self.found[-count:] = [Token(kind, self.text[start:end], start, end)]
        return True

    def _join_second(self, kind: str) -> bool:
        """Join "adviseur Openbare Orde en Veiligheid", a function, or "gemeente Kaag en Braassem", an organisation."""
        kinds = [token.kind for token in self.found[-3:-1]]
        if kinds != [kind, "joint"] or is_in_addresses(self.found[-1].text, self.addresses):
            return False
        return self._join(3, kind)

    def _read_initials(self, text: str, start: int) -> bool:
        """Add the "E." of "Jansen, E. en Tak, M.,": where nothing separates it from what follows, it is of "E-mail"."""
        return INITIALS.fullmatch(text) is not None and self._join_initials(Phrase([text], [text], start))

    def _join_initials(self, phrase: Phrase) -> bool:
        """Join "Tak, R." and "Wal, R. van der": initials, and prefixes, after a surname that has nothing before it."""
        known = self.source.contact_words
        last = self._last("person", "break")
        if not last or last[1].text != "," or not known.prefixes.issuperset(phrase.bare[1:]):
            return False
        words = last[0].text.split()
        if sum(fold(word) not in known.beside_names for word in words) != 1 or INITIALS.fullmatch(words[-1]):
            return False
        self._add("person", phrase.start, " ".join(phrase.words))
        return self._join(3, "person")

    def _join_given_name(self) -> None:
        """Join "J. (Jan) Jansen", "Jan Willem (JW) de Boer" and "Johannes (Jan) Jansen"."""
        if last := self._last("person", "break", "person", "break", "person"):
            first, opening, given, closing, surname = [token.text for token in last]
            is_whole = (
                INITIALS.fullmatch(first.rpartition(" ")[2]) or surname[0].islower() or " " not in first + surname
            )
            if is_whole and (opening, closing) == ("(", ")") and " " not in given:
                self._join(5, "person")

    def _join_second_surname(self) -> None:
        """Join "Anna Jansen - de Vries"."""
        if (last := self._last("person", "break", "person")) and last[1].text in LONE_DASHES:
            words = last[2].text.split()
            if " " in last[0].text and words[0].islower() and sum(map(is_name, words)) == 1:
                self._join(3, "person")

    def _join_surname(self) -> None:
        """Join "Jansen, Jan" where an address says which is the surname."""
        if last := self._last("person", "break", "person"):
            surname, given = letters_only(last[0].text), letters_only(last[2].text)
            owners = {local_part(address) for address in self.addresses}
            if last[1].text == "," and " " not in last[0].text and owners & {given + surname, given[:1] + surname}:
                self._join(3, "person")
