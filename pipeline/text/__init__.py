"""Words and texts as every stage compares them.

In: words and texts. Out: the same folded, cleaned, counted or as a slug, and how two of them differ.
"""
