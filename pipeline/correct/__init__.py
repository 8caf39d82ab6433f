"""What people corrected, after they looked at the page.

In: records, and the corrections of the definition. Out: records, with the quote that each correction is based on.
"""
