"""People left out, and tables without personal data.

In: rows, and the texts that they point into. Out: the same without those people, and the public edition.
"""
