"""Municipalities: their names, spellings and codes, and telling a name from a word.

In: a text. Out: the municipalities and public bodies that it names, and where.
"""
