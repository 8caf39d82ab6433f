"""What decides whether a project of one capture is that of another, in numbers: each with its unit and reason."""

# Under another title a project of the same municipality is known by its text from this likeness on, 0 to 1:
# versions of one text reach 0.7 with a paragraph replaced, texts of different projects 0.6.
SAME_TEXT = 0.65
# With its text rewritten it is known by its title, where that was only edited: from this likeness on, 0 to 1.
SAME_TITLE = 0.8
