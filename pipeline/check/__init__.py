"""What must hold before anything is written.

In: records, rows and the tables before. Out: rows of `checks`, and what a build would lose.
"""
