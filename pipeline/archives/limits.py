"""What decides which pages of an archive are read, and how far, in numbers: each with its unit and its reason."""

# Pages of more bytes are given up: the page itself has a tenth of this as a whole site serves it.
LARGEST_OF_PAGES = 2_000_000
# A page that takes longer is given up, in seconds: the largest of any shape takes a third of it.
LONGEST_OF_PAGES = 30
# The process that reads pages takes no more memory, in bytes: the largest page takes a quarter of it.
MEMORY_OF_READING = 1_000_000_000
# Archives hold many a page again, unchanged: a worker knows the last so many again, and none of more bytes, which take
# 100 MB at most. The largest page that the tests make has three quarters of that.
MOST_REMEMBERED, LARGEST_REMEMBERED = 64, 200_000
# A page of the kind has labels, addresses or numbers for so many contacts at least. The smallest in the tests has six
# projects; "Contact" in a menu and an address in a footer are no list of people.
FEWEST_REACHED = 4
# And so many different words by which municipalities are known.
FEWEST_PLACES = 3
# Projects with municipality, title, text and a contact that a page has at least. Of 3,000 pages of random words a
# few have two or three of them by chance, and none more.
FEWEST_WHOLE = 4
# The score from which on a page counts, 0 to 1. Made pages of the kind have 0.28 at least.
LEAST_SCORE = 0.25
# Rows of a table are written to the disk when there are so many: a page has about four hundred of evidence.
ROWS_AT_ONCE = 20_000
# A file of which the worker was killed so often is given up: it is the file, and not the machine.
MOST_KILLED = 3
# A worker that takes more memory is ended, in bytes, and its file given to another. It needs a fifth of it.
MEMORY_OF_WORKER = 1_000_000_000
# A scheduler answers within so many seconds.
LONGEST_CONNECT = 10
# And a server sends something in so many.
LONGEST_SILENCE = 60
# There are fewer names of municipalities, and a system lets a process open as many files.
MOST_PARTITIONS = 1_000
# What is done and left fits beside it on a terminal of 80 characters. In characters.
LENGTH_OF_BAR = 30
