"""What is made from the written tables.

In: the tables of a folder. Out: the report, one SQLite file, the terminal, and their documentation.
"""
