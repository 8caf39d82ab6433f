"""Rows to files: all of it or nothing.

In: the rows of every table. Out: CSV and Parquet files, the page's text, and the data package.
"""
