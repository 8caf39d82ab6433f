"""The published page, an archived capture or a file, brought into `raw/`.

In: the addresses of the page and of archives, or files. Out: bytes as received, if they are the whole page.
"""
