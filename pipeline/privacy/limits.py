"""What decides which part of a name is personal, in numbers: each with its unit and the reason for it."""

# Parts of names that are alone elsewhere count as names from this length on, in letters.
SHORTEST_NAME = 3
# Shorter parts of an address are as likely initials, in letters: no mailbox is shared by them.
SHORTEST_WORD = 4
# Within a longer part of an address so many letters of a name are needed: shorter ones are in other words as well.
SHORTEST_WITHIN = 4
# A name that is joined to other letters is one from this length on, in letters: "jan" and "berg" are in many words.
SHORTEST_JOINED = 6
# Words of labels up to this length join others, in letters: "Projectleider en contactpersoon", "projectleider(s)".
SHORTEST_LABEL = 3
# A given name, and what is between it and a surname, are within so many characters.
LONGEST_BEFORE_SURNAME = 60
# A longer phrase of a contact line is a sentence, whose words are elsewhere as well. In words.
LONGEST_PHRASE = 6
# The key of the list of people left out is as long as the hash. In bytes.
KEY_BYTES = 32
# So many times names branch that begin alike; a pattern of more branches within each other cannot be made.
DEEPEST_PATTERN = 40
# So much is shown before and after words that may be a name, in characters: about ten words.
SHOWN_AROUND = 60
