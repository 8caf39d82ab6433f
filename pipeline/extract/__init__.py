"""Blocks to records.

In: a page and its blocks. Out: themes, entries, contacts, mentions and notes, each with its evidence.
"""
