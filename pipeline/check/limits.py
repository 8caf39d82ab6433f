"""What decides which checks pass, in numbers: each with its unit and the reason for it."""

# A line with a smaller margin, in points, is named. Of the lines that were read wrong, on made pages and on others that
# were kept aside, 77 % were under it, and 0.16 % of those that were read right: see docs/segmentation.md.
LEAST_CERTAIN = 7
# Two names at one address are one person from this likeness on, of 100; two people who share a mailbox are less alike.
ONE_PERSON = 85
# "r.tak@assen.nl" at a project of Deurne: one is a partner. Where more than this share of the entries have an address
# of another municipality, contacts are at wrong entries.
MOST_ELSEWHERE = 0.2
# A title is that of one project; two municipalities may choose the same, and from so many on it is a label.
FEWEST_OF_ONE_TITLE = 3
# Where a larger share of the titles begin with the same word, that is a label, or they are no titles.
MOST_OF_ONE_BEGINNING = 0.5
# A line in a larger share of the texts is of the site; ...
MOST_OF_ONE_LINE = 0.5
# ... where at least so many have it: a few may have a sub-heading.
FEWEST_OF_ONE_LINE = 4
# Where a larger share of the lines of a text end within a sentence, they are lines of print.
MOST_WITHIN_SENTENCES = 0.3
# Of many exceptions, a message names so many; the table names all.
LISTED = 12
# So many people at most share an address; of a longer list only names near each other in the alphabet are compared.
MOST_AT_ONE_ADDRESS = 20
