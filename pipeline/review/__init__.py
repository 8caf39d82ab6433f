"""What waits for a person: what is doubtful about a page and nobody settled yet.

In: a saved page, and the checks of it. Out: entries for `pipeline/definition/corrections.toml`, with what to look at.
"""
