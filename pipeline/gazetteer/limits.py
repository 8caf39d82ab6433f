"""What decides whether a text names a municipality, in numbers: each with its unit and the reason for it."""

# No name is longer in a text, whatever is between its words: the longest have 30. In characters.
LONGEST_MUNICIPALITY = 60
# What of a name is before the word by which it is looked up, an article: "'s-", "Den ". In characters.
LONGEST_BEFORE = 6
# Letters by which most texts that name nothing are known.
NAME_BEGINNING = 3
# What may be around a name besides its letters: a qualifier, brackets, a colon. In characters.
LONGEST_QUALIFIER = 30
# How far before a name what tells of it can begin: a given name with its prefixes, the opening of a sentence. In
# characters.
LONGEST_CONTEXT = 60
# Right before a name, the longest word that tells, with "van": "gemeentebestuur van ". In characters.
LONGEST_TELLING = 24
# What can be between two names of a list, as ", en ". In characters.
LONGEST_BETWEEN = 10
