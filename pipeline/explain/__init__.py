"""Why a line of a page is taken for what it is.

In: a saved page, and a line of it. Out: the sum of points for its role, beside that for the next best one.
"""
