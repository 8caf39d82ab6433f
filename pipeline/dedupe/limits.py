"""What decides whether entries are one project, in numbers: each with its unit and the reason for it."""

# Texts of one municipality under different titles are the same from this likeness on, 0 to 1. Versions of one text on
# the page reach 0.7 with a paragraph replaced, different texts 0.6; light edits in every paragraph leave more than 0.9.
NEARLY_THE_SAME = 0.85
# Under titles with small errors they are from this likeness on: between those of different texts and of versions.
ALIKE = 0.65
# Shorter texts tell nothing of projects with other titles: "Beschrijving volgt." In characters.
SHORTEST_TEXT = 150
# So many words of a title may be mistyped; where it is more than one, the entries are found by their texts.
MOST_MISTYPED = 2
# Longer texts are compared by which words they have, whatever their order: the time for letters in their order grows
# with the square. The longest of the page has 5,000. In characters.
LONGEST_IN_ORDER = 20_000
# Titles of more words than any has, or of one longer word, are the same only to the letter: each word gives a key.
MOST_WORDS, LONGEST_OF_ONE_WORD = 40, 60
# A text is looked up by so many of its longest words, which are its rarest.
WORDS_OF_KEYS = 10
# Most texts have enough words of this length, in letters, and only they are sorted.
LONG_WORD = 9
# Nearly the same texts share most pairs of such words; one may be shared by chance.
FEWEST_SHARED_PAIRS = 2
# Of the projects that share a key, so many of the newest are compared; a key that more share says little.
MOST_COMPARED = 6
# Of two pages, each project of a municipality is compared with each of the other page where the pairs are no more than
# these: a hundred and a hundred.
MOST_PAIRS_OF_PROJECTS = 10_000
# Of so many words the form is kept, since most words come again: about ten megabytes.
MOST_FORMS = 50_000
# One typing error makes another word of a word this long; two, of one twice as long. Shorter words tell titles apart
# ("wijk A", "wijk B"). In letters.
ONE_ERROR, TWO_ERRORS = 4, 10
# A letter too many or too few makes no other word of one this long ("Straat", "Staat"). In letters.
LETTER_LOST = 6
# A word of this length without a capital tells that not every word of its title has one. In letters.
SHORTEST_TELLING = 4
# Of two pages, a project whose text was rewritten is known by its title, where that was only edited: from this likeness
# on, word by word, 0 to 1. One word of five may be another.
SAME_TITLE = 0.8
