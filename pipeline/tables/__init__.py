"""The one definition of the tables, and records as their rows.

In: records and projects. Out: rows, and for every table its columns, types, keys and descriptions.
"""
