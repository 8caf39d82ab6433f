"""What decides how much is received, and whether it is the page, in numbers: each with its unit and reason."""

# A wall or an error page says little; a page with more words than this that only mentions cookies is another page.
MOST_OF_WALL = 400
# Where nothing marks the end, this share of the municipalities that the introduction claims must be there, more than
# `LEAST_OF_CLAIM`: editors take out a project or two, a cut takes all that follows.
LEAST_OF_CLAIM_UNMARKED = 0.9
# This share of the entries before the last says how entries end on a page. One or two may lack what the others have.
NEARLY_ALL_ENTRIES = 0.9
# An archive that fails so many captures in a row has failed itself, and the others wait for the next time. One capture
# of which the bytes are damaged there is passed over, or no other would ever be brought.
FAILED_IN_A_ROW = 3
# The process that reads pages takes no more memory than this, in bytes: the largest page takes a quarter of it.
MOST_MEMORY = 2_000_000_000
