"""What decides how bytes are read, in numbers: each with its unit and the reason for it."""

# Any page

# Lines, or elements, that are more than so many are of no page, which has a few hundred of each, ...
MOST_SHORT = 20_000
# ... unless each has so many bytes, those of lines: one takes up to 50 µs and 2.4 kB of memory; ...
BYTES_OF_LINE = 64
# ... those of elements: one takes 300 bytes of memory; ...
BYTES_OF_ELEMENT = 32
# ... ends of lines in a text, which may be joined: one takes 60 bytes.
BYTES_OF_LINE_END = 4
# Nor does a page have a line of so many characters: looking through it takes 50 bytes for each.
LONGEST_LINE = 2_000_000
# More options of lists to choose from are read as words: to make a list takes the square of their number.
MOST_OPTIONS = 5000
# Of the elements for bold, or the like, that nothing ends, browsers begin so many again that are alike (WHATWG).
MOST_ALIKE = 3

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

# What is packed

# A page is not larger, in bytes, when it is unpacked: eight times what `fetch` brings, and little for a machine.
LARGEST_UNPACKED = 64_000_000
# A page is compressed by the program that makes it, and once more by the server or by who keeps it.
MOST_TIMES_COMPRESSED = 3

# Lines

# "Laatst gewijzigd: 12 november 2021": a longer line that begins so says something. In characters.
LONGEST_CREDIT = 60
# A number alone on its line is that of a printed page or a row. In digits.
LONGEST_FOLIO = 3

# Text

# A text is wrapped if of its lines, more than this many, ...
FEWEST_WRAPPED = 60
# ... at least this share goes on in the next, which begins with a small letter: half of all do; of texts that are not
# wrapped hardly one ...
FEWEST_GOING_ON = 0.15
# ... if hardly one of those is longer than this, in characters, ...
WIDEST_WRAPPED = 125
# ... but for this share of them: an address on the web is longer than any width, ...
MOST_WIDER = 0.02
# ... and more than this share of them comes near the longest.
MOST_NEAR = 0.5
# In a text of short paragraphs fewer go on; there more than this share of all its lines comes near the longest.
FEWEST_NEAR = 0.3
# A line comes near the longest with this share of its length.
NEAR_LONGEST = 0.75
# In printed text, of letters of many widths, more than one line in so many that goes on ends before the width of it in
# characters; where characters are counted, none does but a few that a program broke within a word.
ONE_EARLY_IN = 12
# A link that a text has a number for is shown with the addresses that it writes to where they are no longer, in
# characters: one of them is not (RFC 5321), and a number may be there again and again.
LONGEST_ADDRESS = 254
# So many boxes at fixed places make HTML that of printed pages: those of a site are menus and banners.
FEWEST_PRINTED = 40
# A printed line is full from this share of the widest on: by how much the letters of fonts differ.
NEARLY_FULL = 0.95
# What is so many characters further in than most lines is an item of a list: pages of one text differ by one or two.
FURTHER_IN = 3
# A sheet is so wide at most, in characters: what is further to the right is seen on none.
WIDEST_SHEET = 300
# A character of print is about so wide, in pixels.
PRINTED_CHARACTER = 9
# What is repeated at the edges of more than half of the pages, of at least so many, is their head or their foot ...
FEWEST_PAGES = 3
# ... of so many lines at most: a date, a title, an address, a number.
MOST_AT_EDGE = 4
# So many paragraphs of a wrapped text without an empty line after them show that none has one; others are list items.
FEWEST_ENDS = 3
# Where words are cut at the ends of lines, more than one line in so many ends so; others end so by chance.
ONE_CUT_IN = 25
# A line of signs below a heading is as long as that, but for this share where somebody typed it.
UNEQUAL_RULE = 0.1
# So many headings or bold beginnings make a text Markdown.
FEWEST_MARKED = 3
# So many elements side by side, with blanks between them, are the parts of a contact: two are read as they are,
# "Contact Ria Tak". In elements.
FEWEST_BY_BLANKS = 3
# So many labels, and most of its cells, make a row the heads of a table that was copied.
FEWEST_LABELS = 2

# HTML

# A banner or a sidebar may show one project or two; what holds so many of them is the page.
FEWEST_PROJECTS = 3
# A badge beside a title is not longer, in characters: "Status: in voorbereiding", "Gemeente Bergen op Zoom".
LONGEST_BADGE = 30
# So many are in one box at most: a title has one or two, and for each the line is looked through.
MOST_BADGES = 50
# An element has so many attributes at most: no page has a tenth of them, and the parser compares each with all others.
MOST_ATTRIBUTES = 1000
# So many links of lists lead to one panel at most, for wide screens and for narrow ones: for each it is looked through.
MOST_LINKS_OF_PANEL = 8
# The head of a column is said again in each row, unless it is longer, in characters: then it is a text.
LONGEST_HEAD = 200
# A link leads past so many services at most that check it, each of another mail program on its way.
MOST_PASSED = 3
# A line that ends as a sentence does, with so many words at least, is running text: "Concept: nog niet af." is a note.
FEWEST_OF_SENTENCE = 5
# What breaks off and is said again below is a teaser where it has so many characters; less may be of a list.
SHORTEST_TEASER = 20
# So many links, and nothing else, make a table of contents.
FEWEST_CONTENTS = 2
# Half of a page has at least so many words; for less, the words of the page need not be counted.
FEWEST_WORDS = 300
# A script that writes an address is not longer, in characters; others are programs.
LONGEST_SCRIPT = 5000
# TYPO3 turns letters by so many places at most; older pages do not say how many.
MOST_TURNED = 10
# Boxes of one form with more than this share of the words of a page are its panels, though nothing opens them ...
MOST_HIDDEN = 0.5
# ... and so are those with most of its contacts and more than this share of its words: a decoy is a line or two.
FEWEST_OF_PANELS = 0.2
# Lists and tables within so many others are read as boxes, and so is what is marked or hidden: no reader sees through
# more, and what each holds is looked through again at every level.
MOST_NESTED = 8
# What is beside a text, or below it, is within so many others such at most: it is looked through for each.
MOST_OF_CARD = 3
# Texts in tables and in no cell, as where a tag was forgotten: their number times all of their characters, twice what
# the parser takes for them in bytes.
MOST_BESIDE_CELLS = 100_000_000
# A table has so many columns at most, and one cell spans no more: tables for readers have fewer.
MOST_COLUMNS = 100
# What cells that span rows repeat is at most so many times the page: tables for readers repeat a theme or a leader.
MOST_REPEATED = 4
# Beside a picture that is a link so many elements are looked at, and so many boxes around it, for the text that it
# belongs to: it is near.
MOST_BESIDE = 20
# The words of a link are within so many characters of where the pieces of its line say: blanks and accents move them.
FARTHEST_WORDS = 1000
