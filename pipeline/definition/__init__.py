"""What is known of this one page and of Dutch, as data: `source.toml`, `corrections.toml` and `dutch.toml`.

In: these files. Out: a `Source`, which every stage is given, with the themes that it knows and what people decided, and
lists of Dutch words.
"""
