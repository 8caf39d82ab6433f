"""What decides of labels and themes, in numbers: each with its unit and the reason for it."""

# No label of a page is longer, its number included, in characters; a colon further on belongs to a sentence.
LONGEST_LABEL = 36
# The number of a label, or of how many it has, is not longer, in digits: "Contact: 14 0412" is how to reach somebody.
MOST_OF_NUMBER = 3
# Letters that tell most lines from those that begin with a label.
LABEL_BEGINNING = 3
# A heading of the page's vocabulary may be written a little differently: "Anti-democratische gedragingen". Likeness of
# 100.
SAME_HEADING = 90
# Headings that differ by more letters than this are never that much alike.
LETTERS_APART = 6
# The heading of a theme is not longer, with its label and number, in characters: no paragraph is compared with one.
LONGEST_THEME = 90
# The title of an aim holds the words of its theme's heading, and some of its own: this share of them at least.
SAME_WORDS = 0.75
# With less than this share of the municipalities that the introduction claims, the page is cut off or another page.
LEAST_OF_CLAIM = 0.75
