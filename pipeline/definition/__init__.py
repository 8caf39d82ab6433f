"""What is known of this one page, as data: `source.toml` and what reads it.

In: `source.toml`. Out: a `Source`, which every stage is given, and the themes that it knows.
"""
