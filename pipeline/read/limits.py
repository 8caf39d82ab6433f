"""What decides how bytes are read, in numbers: each with its unit and the reason for it."""

# Encodings

# A declaration is in the first kilobyte of a page (WHATWG, "prescan a byte stream"). In bytes.
DECLARED_WITHIN = 1024
# In a text of two or four bytes to a character more than one byte in so many is zero; in others a zero is stray.
ONE_ZERO_IN = 20
# This share of the bytes beyond ASCII may mean nothing in Windows-1252, where the rest holds no control characters: a
# better guess for a Dutch page than what detection makes of it.
MEANINGLESS = 0.5
# The header of a message in MIME is not longer, in bytes.
LONGEST_HEADER = 4096
# So many tags make bytes without a doctype a piece of HTML; a text that only quotes one or two stays text.
FEWEST_TAGS = 4

# Lines

# "Laatst gewijzigd: 12 november 2021": a longer line that begins so says something. In characters.
LONGEST_CREDIT = 60
# A number alone on its line is that of a printed page or a row. In digits.
LONGEST_FOLIO = 3

# Text

# A text is wrapped if no line is longer than this, in characters, ...
WIDEST_WRAPPED = 100
# ... it has more lines than this, ...
FEWEST_WRAPPED = 60
# ... and more than this share of them comes near the longest; others are the last ones of paragraphs, titles and
# contact lines.
FEWEST_NEAR = 0.3
# A line comes near the longest with this share of its length.
NEAR_LONGEST = 0.75
# Where words are cut at the ends of lines, more than one line in so many ends so; others end so by chance.
ONE_CUT_IN = 25
# So many headings or bold beginnings make a text Markdown.
FEWEST_MARKED = 3
# So many labels, and most of its cells, make a row the heads of a table that was copied.
FEWEST_LABELS = 2

# HTML

# A banner or a sidebar may show one project or two; what holds so many of them is the page.
FEWEST_PROJECTS = 3
# So many links, and nothing else, make a table of contents.
FEWEST_CONTENTS = 2
# Half of a page has at least so many words; for less, the words of the page need not be counted.
FEWEST_WORDS = 300
# One cell spans so many columns at most: tables for readers have fewer.
MOST_COLUMNS = 100
# What cells that span rows repeat is at most so many times the page: tables for readers repeat a theme or a leader.
MOST_REPEATED = 4
