"""Contact lines to contacts.

In: the contact lines of an entry. Out: people, job titles, addresses and numbers, and who is reached how.
"""
