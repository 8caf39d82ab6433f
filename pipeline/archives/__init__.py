"""Beyond one page: the projects and the captures in whole archives of the web, on one machine or on many.

In: WARC and WACZ files. Out: tables of all that was found, one folder a file, and which projects are the same.
"""
