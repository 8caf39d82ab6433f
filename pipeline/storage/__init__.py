"""Files and folders written in one step, by one writer at a time.

In: new files. Out: the same in place, all of them, or what was there before.
"""
