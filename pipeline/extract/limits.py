"""What decides of titles and municipalities, in numbers: each with its unit and the reason for it."""

# What nearly all titles begin or end with is no part of any: so many titles must be alike in that, ...
FEWEST_TITLES_ALIKE = 4
# ... and such a share of all; irregular pages have other titles, too ...
MOST_TITLES = 0.5
# ... and a name before or after them, without a sign between, is no part of them where this share has one.
NEARLY_ALL_TITLES = 0.75
# No name of a municipality has more words, "gemeente" included: "Gemeente Valkenburg aan de Geul".
MOST_OF_MUNICIPALITY = 5
# A name in the credit of a picture is not further from its beginning. In characters.
FURTHEST_IN_CREDIT = 1000
# One name is that of several entries below it only where this share of all entries has a name above them.
NAMED_ABOVE = 0.5
# A sentence invites to ask in so many words without a capital: "Jan Jansen vertelt er graag meer over"; an address and
# a number have two before them at most.
FEWEST_OF_INVITATION = 3
