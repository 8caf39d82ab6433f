"""The saved pages in `raw/`: kept byte for byte, with their metadata and their history.

In: a page as received. Out: every saved page, oldest to newest, and what changed from one to the next.
"""
