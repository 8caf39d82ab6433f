"""Entries to projects.

In: the entries of a page. Out: which of them are the same project, and how they differ.
"""
