"""A `Page` to blocks: every line gets the role that its facts, its neighbours and the page's habits speak for most.

In: the lines of a page with their kinds and labels. Out: introduction, aims, themes, entries and notes, without a gap.
"""
