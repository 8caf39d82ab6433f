"""What decides which part of a name is personal, in numbers: each with its unit and the reason for it."""

# Parts of names that are alone elsewhere count as names from this length on, in letters.
SHORTEST_NAME = 3
# Shorter parts of an address are as likely initials, in letters: no mailbox is shared by them.
SHORTEST_WORD = 4
