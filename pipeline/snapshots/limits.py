"""What decides of captures what is when, and what in one is that of another, in numbers: with unit and reason."""

# A note is known in the next capture by its text, word by word, from this likeness on, 0 to 1: as long as most of its
# words are in their places. It has no title, and its number is only its place on the page.
SAME_NOTE = 0.65
# A theme whose heading was edited is known by its entries: at least so much of each, 0 to 1, is in the other.
SAME_THEME = 0.5
# The level of the heading that names the page; a page that was saved as text lacks it, so it is no change.
PAGE_TITLE = 1
# Clocks differ by less than this, in seconds: what is dated later than that is dated wrong.
CLOCKS_DIFFER = 3600
