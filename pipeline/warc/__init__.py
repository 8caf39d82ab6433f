"""Web archives: files of records, whatever holds them, damaged or whole.

In: a WARC or WACZ file. Out: the responses in it that somebody wants, and what of the file is damaged.
"""
