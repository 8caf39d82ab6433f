"""What is known of this one page and of Dutch, as data: `source.toml` and `dutch.toml`, and what reads them.

In: the two files. Out: a `Source`, which every stage is given, the themes that it knows, and lists of Dutch words.
"""
