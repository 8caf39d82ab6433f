"""HTML to lines: what is content, the walk over the tree, and the boxes, tables and lists that it meets.

In: the characters of an HTML page. Out: lines with their kinds, and the ranges of its panels.
"""
