"""What decides of contact lines, in numbers: each with its unit and the reason for it."""

# An address in words alone is one in a short text; a longer one is a sentence in another language. In characters.
LONGEST_SPOKEN = 200
# No telephone number has fewer digits, but for the municipal ones, "14 030": those without charge have eight, "0800
# 1234".
FEWEST_DIGITS = 8
# In a line so many digits that are no number are tried, and one more in so many characters: each try takes as long as
# to read a short line. The lines of the page have two such at most.
FEWEST_TRIES, ONE_TRY_IN = 50, 500
# One line lists no more numbers; what is after them is told, as what is nothing of a contact.
MOST_NUMBERS = 200
# The numbers of so many texts are remembered, since a line is looked at again after all others: as many lines with
# numbers as a page of 200 kB of nothing else has, in 8 MB of memory. The page itself has 31.
TEXTS_WITH_NUMBERS = 20_000
# The tokens of so many texts are at hand: what a label is, who is after it and how they are reached is asked one after
# the other.
TEXTS_AT_HAND = 64
# A line with more phrases that are nothing of a contact is a text: the others between its addresses are not read.
MOST_OTHERS = 200
# A line that holds a number and no address is a contact only where it is no longer than one that invites to call: "Wilt
# u meer weten over dit project? Neem dan contact op met Jan Jansen, telefoonnummer 0529 459 100." In characters.
LONGEST_NUMBER_LINE = 120
# A number that is assigned to nobody is one only where it is as long as Dutch numbers are, in digits, without the 0.
NATIONAL_LENGTH = 9
# By so many first digits, with the 0, numbers of that length are told from each other: area codes have no more.
AREA_DIGITS = 4
# A label that no vocabulary knows has a few words before its colon: it must be within so many characters.
LONGEST_UNKNOWN_LABEL = 46
# A contact line names a few people; a sentence that holds an address is longer. In words.
MOST_OF_CONTACT = 60
# A line that only says more of a contact is short. In characters.
LONGEST_CONTINUATION = 90
# A longer word is no part of a name, and not tried by the pattern for one. In characters.
LONGEST_NAME_WORD = 60
# A lone word in capitals is a name only where it is as short as initials are: "JP" may be one, "RIEC" is none. In
# characters.
LONGEST_ABBREVIATED_NAME = 3
# A job title has few words; a sentence that holds one has more before and after. In words.
MOST_OF_FUNCTION = 8
# It says early what it is: "strategisch adviseur veiligheid". In words before the one that does.
MOST_BEFORE_FUNCTION = 3
# Only a surname of so many letters is known by an address where it has no capital.
SHORTEST_SURNAME = 3
# A given name or a title, and a surname. In words.
FULL_NAME = 2
# The addresses of a line tell which words are names. A longer list tells nothing: each would be compared with each.
MOST_ADDRESSES = 20
# Nor are more than so many pairs of a subject and an address compared, to find whose each is.
MOST_PAIRS = 400
# What signs divide and is one name or one job title is not longer, in characters.
LONGEST_JOINED = 120
# A line that is a name and nothing else is short. In characters.
LONGEST_NAME_LINE = 60
# From a job title that is below a name to the address there are a number and a department at most. In lines.
MOST_BELOW = 3
# What is struck out in one piece is a name, an address or a paragraph. In characters.
LONGEST_STRUCK = 2000
