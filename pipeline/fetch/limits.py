"""What decides how much is received, and whether it is the page, in numbers: each with its unit and reason."""

# So many bytes are received or unpacked at once: a response that is too large is noticed soon after.
CHUNK = 65_536
# A wall or an error page says little; a page with more words than this that only mentions cookies is another page.
MOST_OF_WALL = 400
# Where nothing marks the end, this share of the municipalities that the introduction claims must be there, more than
# `LEAST_OF_CLAIM`: editors take out a project or two, a cut takes all that follows.
LEAST_OF_CLAIM_UNMARKED = 0.9
# This share of the entries before the last says how entries end on a page. One or two may lack what the others have.
NEARLY_ALL_ENTRIES = 0.9
