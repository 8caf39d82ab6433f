"""Who is reached how: the tokens of an entry's contact lines in groups.

line    := group+
group   := label? subject* reach*     a new one begins with a label, or with a subject after something to reach it by
         | reach+ label? subject+     where an address is that of the subject
subject := person | job title
reach   := e-mail address | telephone number
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from pipeline.contacts.addresses import holds_name
from pipeline.contacts.former import find_marks
from pipeline.contacts.limits import FULL_NAME, MOST_ADDRESSES, MOST_PAIRS
from pipeline.contacts.person_names import is_name, phrase_of
from pipeline.contacts.tokens import OPENERS, Token
from pipeline.definition.source import ContactWords, Source
from pipeline.text.normalise import fold, letters_only

SUBJECTS = frozenset({"person", "function"})  # kinds of tokens
GLUED = re.compile(r"[^\W\d_A-Z]{3}[A-Z][^\W\d_A-Z]")  # "McDonald" and "VanDijk" are names


class Group(Struct, eq=False):
    """Subjects that are reached in the same way."""

    # The lists and sets are made anew for each group.
    label: Token | None
    before: Group | None = None  # the group that this one follows without "en" or a label
    subjects: list[Token] = []
    joined: bool = False  # the subjects are joined by "en", so that one address is theirs together
    reached_first: bool = False  # the addresses are before the subjects, and so may those of the next be
    closed: bool = False  # a label is below the subjects: who comes next is another
    aside: set[Token] = set()  # of the subjects, those that may only describe another
    emails: list[Token] = []
    phones: list[Token] = []
    addresses: set[str] = set()  # of the e-mail addresses
    numbers: set[str] = set()  # of the telephones
    first_names: set[str] = set()  # the words of the subjects but for their last

    def add(self, subject: Token) -> None:
        """Add a subject after those before it."""
        self.subjects.append(subject)
        self.first_names.update(subject.text.split()[:-1])

    @property
    def reached(self) -> bool:
        """Whether something to reach the subjects by has been read."""
        return bool(self.emails or self.phones)


def grouped(found: Sequence[Token], source: Source) -> list[Group]:
    """The tokens of an entry's contact lines in groups of subjects with what reaches them."""
    result = [] if found and found[0].kind == "label" else [Group(None)]
    following = _subjects_after(found)
    joint = ""  # the sign that joins to what was read last
    bracket = described = False  # described: a job title of a person who is named was read last
    for n, token in enumerate(found):
        kind = token.kind
        if kind == "email":
            if result[-1].reached_first and _is_of(token, following[n]):
                result.append(Group(_label_above(result[-1])))
            if token.text not in result[-1].addresses:  # "naam@… <mailto:naam@…>"
                result[-1].emails.append(token)
                result[-1].addresses.add(token.text)
        elif kind == "phone":
            if token.text not in result[-1].numbers:  # "WhatsApp <+31612345678> 06-12345678"
                result[-1].phones.append(token)
                result[-1].numbers.add(token.text)
        elif kind in SUBJECTS:
            if kind == "function" and (described or joint == "/"):
                joint = ""
            described = not _add_subject(result, token, bool(joint), bracket)
        elif kind == "label":
            if not (result and _is_reached_above(result[-1], following[n])):
                result.append(Group(None))
            result[-1].label = token
        elif kind == "label below":
            result[-1].label = replace(token, kind="label")
            result[-1].closed = True
        elif kind == "joint":
            joint = token.text
            continue
        elif kind == "break":
            joint = "" if token.text == ";" else joint
            bracket = token.text in OPENERS
            continue
        joint, bracket = "", False
    for group in result:
        _leave_out_descriptions(group, source)
    return [group for group in result if group.subjects or group.reached]


def _subjects_after(found: Sequence[Token]) -> list[Token | None]:
    """The first subject after each token; none, where an address of its own is right after that."""
    subject: Token | None = None
    email: Token | None = None  # the first one after the subject that is looked for, and before the next
    result = []
    for token in reversed(found):
        result.append(subject)
        if token.kind in SUBJECTS:
            subject = None if email and _is_of(email, token) else token
            email = None
        elif token.kind == "email":
            email = token
    return result[::-1]


def _is_of(email: Token, subject: Token | None) -> bool:
    """Whether an address is that of the subject after it."""
    return subject is not None and subject.kind == "person" and belongs(email, subject)


def _is_reached_above(group: Group, subject: Token | None) -> bool:
    """Whether a group has nothing yet but what reaches the subject below a label: "E-mail: …", "Projectleider: …"."""
    return not group.subjects and any(_is_of(email, subject) for email in group.emails[:MOST_ADDRESSES])


def _label_above(group: Group) -> Token | None:
    """The label of a group that is before its addresses, and so labels the next as well."""
    return group.label if group.label and group.label.start < group.emails[0].start else None


def _add_subject(result: list[Group], token: Token, joint: bool, bracket: bool) -> bool:
    """Put a subject where it belongs: to those before it, to the address before it, or into a group of its own.

    Returns:
        False for what only describes the subject before it: "Naam Naam, beleidsadviseur, naam@…", "Naam Naam (Zwolle)".
    """
    group = result[-1]
    if token.text in group.first_names:
        return False  # the first name again: "Ria Tak, r.tak@ommen.nl, of bel Ria: 06-12345678"
    if group.closed and not group.reached:
        result.append(Group(None))
        group = result[-1]
    if group.subjects and not joint and token.kind == "function" and (not group.reached or bracket):
        return False
    if group.subjects and bracket and " " not in token.text:
        return False
    if group.reached and not group.subjects and (bracket or any(belongs(email, token) for email in group.emails)):
        group.reached_first = True
        group.add(token)  # "naam@… (Naam Naam)"
        return True
    if group.reached:
        group = Group(group.label, before=None if joint else group)
        result.append(group)
    elif group.subjects and not joint and all(subject.kind == "function" for subject in group.subjects):
        group.subjects.clear()  # "Beleidsadviseur, Naam Naam": what was before it describes it
    elif joint and group.subjects:
        group.joined = True
        if " " not in group.subjects[-1].text:
            group.aside.discard(group.subjects[-1])  # "Naam en Naam Naam"
    group.add(token)
    if not joint and (bracket or " " not in token.text):
        group.aside.add(token)
    return True


def belongs(email: Token, person: Token) -> bool:
    """Whether the part of an address before the @ holds a word of a person's name."""
    return holds_name(email.text, person.text)


# Who is a contact no more


def says_former(label: str) -> bool:
    """Whether a label is of who is a contact no more: "Voormalig projectleider", "Projectleider tot 2020"."""
    return any(kind in {"until", "before", "next"} for kind, _, _, _ in find_marks(label))


def former_subjects(found: Sequence[Token]) -> tuple[set[Token], set[Token]]:
    """The subjects that marks say are contacts no more, and those whose time has an end.

    Of these nobody knows whether it was over, unless somebody else is a contact.
    """
    former: set[Token] = set()
    ended: set[Token] = set()
    before: list[Token] = []  # the subjects since the last label
    is_former = is_next = has_end = False
    for token in found:
        kind = token.kind
        if kind == "label":
            is_former = is_next or says_former(token.text)  # "Voormalig projectleider: Jan Jansen" after another
            before, is_next, has_end = [], False, False
        elif kind == "person" or kind == "function":
            former.update([token] if is_former or is_next else ())
            ended.update([token] if has_end else ())
            before.append(token)
            is_next, has_end = is_next and kind == "function", False
        elif kind == "replaced":
            former.update(before)
        elif kind == "before" or kind == "next":
            is_next = True
        elif kind == "until":
            ended.update(before[-1:])
            has_end = not before
    gone = former | ended
    others = any(token.kind == "person" and token not in gone for token in found)
    return (gone, set()) if others else (former, ended - former)


def count_unsure(group: Group, source: Source) -> int:
    """How many subjects no address is of, and are one word, or in brackets, or a job title that may be a name.

    So are those whose words may be two, whatever the address: "ContactpersoonRia Tak".
    """
    found = [subject for subject in group.subjects if _may_be_other(subject, source) or subject in group.aside]
    if not found or len(found) * len(group.emails) > MOST_PAIRS:
        return len(found)
    owned = [subject for subject in found if any(belongs(email, subject) for email in group.emails)]
    return len(found) - sum(GLUED.search(subject.text) is None for subject in owned)


def _may_be_other(subject: Token, source: Source) -> bool:
    if subject.kind == "person":
        return " " not in subject.text or GLUED.search(subject.text) is not None
    return _may_be_person(subject.text, source.contact_words)


def _may_be_person(text: str, known: ContactWords) -> bool:
    """Whether what is taken for a job title may be a name: of a given name that no list has, as in "Ria Vrijheid"."""
    phrase = phrase_of(text, 0)
    if phrase is None or len(phrase.words) != FULL_NAME or phrase.bare[1] not in known.subjects:
        return False
    first = phrase.bare[0]
    is_known = first in known.roles or first in known.subjects or first in known.usual or first in known.inviting
    return not is_known and all(map(is_name, phrase.words))


# Descriptions


def _leave_out_descriptions(group: Group, source: Source) -> None:
    """Leave out the subjects that only tell more of a person: "Naam Naam, Ommen, naam@ommen.nl".

    Each address is that of one of the others, or a domain is named like them. A number after a job title is that of who
    has it, where they have none yet: "Naam Naam, naam@ommen.nl", "Beleidsadviseur", "0529-459100".
    """
    before = group.before
    is_named = (
        before is not None
        and not group.emails
        and any(token.kind == "person" and " " in token.text for token in before.subjects)
    )
    if before and is_named and not before.phones and all(is_job_title(token, source) for token in group.subjects):
        before.phones, group.phones = group.phones, []
    if before and not group.reached:
        is_owned = _are_owned(before.emails, before.subjects)
        are_more = all(token.kind == "function" or (is_owned and token in group.aside) for token in group.subjects)
        if are_more and is_named:
            group.subjects = []
    elif group.aside and len(group.subjects) > 1:
        named = [subject for subject in group.subjects if subject not in group.aside]
        are_owned = bool(group.emails) and _are_owned(group.emails, named)
        domains = {part for email in group.emails for part in email.text.partition("@")[2].split(".")}
        more = {subject for subject in group.aside if are_owned or letters_only(subject.text) in domains}
        group.subjects = [subject for subject in group.subjects if subject not in more]


def _are_owned(emails: Sequence[Token], people: Sequence[Token]) -> bool:
    """Whether each address is that of one of the people; of very many it is not asked."""
    return len(emails) * len(people) <= MOST_PAIRS and all(
        any(belongs(email, person) for person in people) for email in emails
    )


def is_job_title(token: Token, source: Source) -> bool:
    """Whether a token is the job title of somebody, and not only what one is about or a part of an organisation."""
    return token.kind == "function" and any(word in source.contact_words.functions for word in fold(token.text).split())
