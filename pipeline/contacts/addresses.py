"""Ways to reach somebody that are in a text: e-mail addresses, however they are written, and telephone numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, islice, pairwise
from operator import itemgetter

from pipeline.contacts.limits import (
    AREA_DIGITS,
    FEWEST_DIGITS,
    FEWEST_TRIES,
    LONGEST_NUMBER_LINE,
    LONGEST_SPOKEN,
    MOST_NUMBERS,
    NATIONAL_LENGTH,
    ONE_TRY_IN,
    TEXTS_WITH_NUMBERS,
)
from pipeline.definition import dutch
from pipeline.text.normalise import DASH, DASHES, letters_only, split_words

# "naam@gemeente.nl", "naam [at] gemeente [punt] nl"; the lengths are those that RFC 5321 and RFC 1035 allow, so that a
# line without an end costs no more than any other. The characters are those that RFC 5322 allows without quotes, but
# those that separate, and not at the ends, where they belong to the sentence.
IN_WORDS = "|".join(dutch.words("addresses", "at"))
DOT_IN_WORDS = "|".join(dutch.words("addresses", "dot"))
AT = rf"(?:\s?[@＠]\s?|\s?[\[({{<]\s?(?i:{IN_WORDS}|@)\s?[\])}}>]\s?)"
WRITTEN_DOT = rf"\s?[\[({{]\s?(?i:{DOT_IN_WORDS}|\.)\s?[\])}}]\s?"
DOT = rf"(?:\.|{WRITTEN_DOT})"
LOCAL_CHARACTER = r"[\w.!#$%&'+?^~-]"
EMAIL = re.compile(
    rf"(?:(?<!{LOCAL_CHARACTER})|(?<=^')|(?<=[\s(]'))[\w%+](?:{LOCAL_CHARACTER}{{0,62}}[\w+-])?(?:{WRITTEN_DOT}[\w.+-]{{1,63}}){{0,4}}"
    rf"{AT}(?:[^\W_](?:[\w{DASHES}-]{{0,61}}[^\W_])?{DOT}){{1,8}}[^\W\d_]{{2,63}}(?![\w-])"
)
WRITTEN_OUT = re.compile(rf"[\s\[({{<＠{DASHES}]")
ANY_AT = re.compile(AT)
ANY_DOT = re.compile(DOT)
# By the bracket that opens it: one character to begin with is found far faster than one of several.
WRITTEN_AT = {bracket: re.compile(rf"\{bracket}\s?(?i:{IN_WORDS})\s?[\])}}]") for bracket in "[({"}
# "naam at gemeente punt nl": in words alone, and in a short text; a longer one is a sentence in another language.
SPOKEN_DOT = rf"(?:\.|\s(?i:{DOT_IN_WORDS})\s)"
SPOKEN = re.compile(
    rf"(?<![\w.-])[\w-]{{1,63}}(?:{SPOKEN_DOT}[\w-]{{1,63}}){{0,4}}\s(?i:at)\s(?!www\.)"
    rf"[^\W_][\w-]{{0,62}}(?:{SPOKEN_DOT}[\w-]{{1,63}}){{0,4}}{SPOKEN_DOT}[^\W\d_]{{2,63}}(?![\w-])"
)
SPOKEN_SIGN = re.compile(rf"\s(at|{DOT_IN_WORDS})\s", re.IGNORECASE)

# The bytes in UTF-8 that begin no digit, of other scripts than Latin neither: what is left without them is found far
# faster than a digit.
NO_DIGITS = bytes({*range(0xD8)} - {*b"0123456789"} | {0xE2})
DIGIT = re.compile(r"\d")
# A number that is assigned to nobody may still be published as one: it is written with its area code.
AREA_CODE = re.compile(r"\(?[0+]")
# A number of the Netherlands beside which nothing could be of another, or of it: "06-12345678", "+31 (0)182 588 210".
# Group 1 is as written, group 2 has its nine digits. No bracket opens, and no letter is, right beside it.
ALONE_IN_TEXT = re.compile(
    r"[^\d+＋(（[［]*+((?:\+31[ -]?(?:\(0\)[ -]?)?|(?<![^\s:;,.|/])0)([1-9](?:[ -]{0,3}[0-9]){8}))(?![^\s:;,.|)])\D*+"
)
SIGN_OF_EXTENSION = re.compile(r"[^\W\d_]|#")  # what is dialled after a number: "0182 588 210 ext. 12"
# How the municipal numbers begin: 14 0412.
MUNICIPAL = "140"
MUNICIPAL_DIGITS = MUNICIPAL.encode()
# How numbers with fewer digits begin: "0800 1234", "0900 8844", "00 352 27 12 34".
SHORT_BEGINNINGS = (b"08", b"09", b"00")

Reach = tuple[str, int, int]  # an address or a number in its plain form, and where it is


def may_have_address(text: str) -> bool:
    """Whether an @, or what is written for one, is in `text`."""
    return (
        "@" in text
        or "＠" in text
        or (len(text) <= LONGEST_SPOKEN and (" at " in text or " AT " in text))
        or (("[" in text or "(" in text or "{" in text) and has_written_at(text))
    )


def may_have_addresses(page: str) -> bool:
    """Whether an @, or what is written for one, may be in any line of a page."""
    return " at " in page or " AT " in page or may_have_address(page)


def has_written_at(text: str) -> bool:
    """Whether a word in brackets is in the place of an @ in `text`."""
    return any(bracket in text and written.search(text) for bracket, written in WRITTEN_AT.items())


def has_address(text: str) -> bool:
    """Whether an e-mail address is in `text`."""
    return bool(find_emails(text))


def may_have_number(text: str) -> bool:
    """Whether `text` has the digits that a number needs."""
    digits = text.encode("utf-8", "replace").translate(None, NO_DIGITS)
    if not digits:
        return False
    if text.isascii():
        return len(digits) > NATIONAL_LENGTH or MUNICIPAL_DIGITS in digits or _may_be_short(digits, text)
    if DIGIT.search(text) is None:
        return False
    return sum(map(str.isdigit, text)) >= FEWEST_DIGITS or MUNICIPAL_DIGITS in digits


def _may_be_short(digits: bytes, text: str) -> bool:
    """Whether digits that are too few for most numbers may be one: those of a date are on many lines, "12-05-2021"."""
    return len(digits) >= FEWEST_DIGITS and ("+" in text or any(each in digits for each in SHORT_BEGINNINGS))


def may_be_contact(text: str) -> bool:
    """A quick look: whether an address or a number could be in a line that is no long paragraph."""
    return may_have_address(text) or (len(text) <= LONGEST_NUMBER_LINE and may_have_number(text))


def find_emails(text: str) -> list[Reach]:
    """The e-mail addresses in `text`, in order."""
    if "@" in text and not ("(" in text or "<" in text or "[" in text or "{" in text):
        return _around_ats(text)
    if not may_have_address(text):
        return []
    matches = [*EMAIL.finditer(text)] or (SPOKEN.finditer(text) if len(text) <= LONGEST_SPOKEN else ())
    return [(plain_address(match.group()), *match.span()) for match in matches]


def _around_ats(text: str) -> list[Reach]:
    """The addresses in a text without brackets, where none begins before the word that its @ is in or after."""
    found: list[Reach] = []
    end = 0
    while (at := text.find("@", end)) >= 0:
        begin = text.rfind(" ", end, max(at - 1, 0)) + 1
        match = EMAIL.search(text, begin or end)
        if match is None:
            break
        start, end = match.span()
        found.append((plain_address(text[start:end]), start, end))
    return found


def plain_address(written: str) -> str:
    """An address as published, in lower case and with its @ and dots: "Naam [at] gemeente.nl" is naam@gemeente.nl."""
    if WRITTEN_OUT.search(written):
        written = DASH.sub("-", ANY_DOT.sub(".", ANY_AT.sub("@", written)))
        written = SPOKEN_SIGN.sub(lambda spoken: "@" if spoken[1].lower() == "at" else ".", written)
    return written.lower()


def local_part(address: str) -> str:
    """The letters and digits of an address before its @."""
    return letters_only(address.partition("@")[0])


def holds_name(address: str, name: str, and_more: bool = False) -> bool:
    """Whether the part of an address before the @ holds a capitalised word of a name, `and_more` than that."""
    local = local_part(address)
    words = split_words(" ".join([word for word in name.split() if not word.islower()]))
    return any(len(word) > 2 and word in local and not (and_more and word == local) for word in words)


def is_in_addresses(name: str, addresses: Sequence[str], and_more: bool = False) -> bool:
    """Whether one of the addresses holds a word of a name, `and_more` than that."""
    return any(holds_name(address, name, and_more) for address in addresses)


def find_phones(text: str, taken: list[Reach]) -> Sequence[Reach]:
    """The telephone numbers in `text`, in order, but for digits within the addresses `taken`.

    Their plain form is as one in the Netherlands writes and dials them: "0182 588 210", "14 0412", "00 32 2 555 12 12".
    Its blanks keep it a text in whatever reads tables. What is dialled after it is where it is, and not in that form.
    """
    found = _numbers_in(text)
    return [phone for phone in found if not _is_within(phone, taken)] if taken else found


def has_extension(written: str) -> bool:
    """Whether what is dialled after a number is with it."""
    return SIGN_OF_EXTENSION.search(written) is not None


def _is_within(phone: Reach, taken: list[Reach]) -> bool:
    before = bisect_left(taken, phone[2], key=itemgetter(1))  # those that begin before its end
    return before > 0 and phone[1] < taken[before - 1][2]


def _numbers_in(text: str) -> tuple[Reach, ...]:
    """The telephone numbers in `text`, in order."""
    if alone := ALONE_IN_TEXT.fullmatch(text):
        digits = f"0{alone[2]}".replace(" ", "").replace("-", "")
        if groups := _groups_of(digits[:AREA_DIGITS]):
            return ((" ".join([digits[begin:end] for begin, end in groups]), *alone.span(1)),)
    return looked_for(text)


@cache  # there are 900 such beginnings
def _groups_of(beginning: str) -> tuple[tuple[int, int], ...]:
    """Where the groups of digits are in a number of the Netherlands that begins so; none where it is not valid.

    Of two numbers with as many digits and the same beginning both are valid or none is, and both are written alike.
    """
    from phonenumbers import PhoneNumberFormat, format_number, is_valid_number, parse  # few lines hold a number

    number = parse(beginning.ljust(NATIONAL_LENGTH + 1, "0"), "NL")
    groups = format_number(number, PhoneNumberFormat.NATIONAL).split() if is_valid_number(number) else ()
    return tuple(pairwise(accumulate(map(len, groups), initial=0)))


@lru_cache(maxsize=TEXTS_WITH_NUMBERS)
def looked_for(text: str) -> tuple[Reach, ...]:
    """The telephone numbers that the library finds in `text`, in order.

    They are remembered: a line is looked at as a fact, as a contact, and where it is again.
    """
    from phonenumbers import (  # few lines hold a number
        Leniency,
        PhoneNumberMatcher,
        format_out_of_country_calling_number,
        national_significant_number,
    )

    tries = FEWEST_TRIES + len(text) // ONE_TRY_IN
    found = PhoneNumberMatcher(text, "NL", Leniency.VALID, tries)
    is_valid = found.has_next()
    if not is_valid and sum(map(str.isdigit, text)) > NATIONAL_LENGTH:  # a 0 or the code of a country is before it
        found = PhoneNumberMatcher(text, "NL", Leniency.POSSIBLE, tries)
    numbers = list[Reach]()
    for match in islice(found, MOST_NUMBERS):
        digits = national_significant_number(match.number)
        if not is_valid and not (AREA_CODE.match(match.raw_string) and len(digits) == NATIONAL_LENGTH):
            continue
        opened = match.raw_string.startswith("(") and ")" not in match.raw_string  # of the brackets around it
        match.number.extension = None
        numbers.append((format_out_of_country_calling_number(match.number, "NL"), match.start + opened, match.end))
    return tuple(numbers)
