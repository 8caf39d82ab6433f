"""What decides of lines, in numbers: each with its unit and the reason for it. What facts speak for is in `weights`."""

# The title of a project has no more words than this, nearly always; a brief line may be one. In words.
MOST_OF_BRIEF = 14
# No title at all has more; longer lines are paragraphs. In words.
MOST_OF_TITLE = 40
# "De gemeente Zwolle werkt aan …": so far from its beginning a first paragraph names its municipality. In characters.
LONGEST_OPENING = 160
# Words before a colon are a label of the page where so many lines begin with them: "Waar: …".
FEWEST_BEGINNINGS = 4
# Such a label is no longer. In characters.
LONGEST_BEGINNING = 30
# For a mark that is e times as frequent among the lines of a role as among all, in points. Of 72 irregular pages 62 are
# exact with this, 59 with 2 and 61 with 4.
MARK_STRENGTH = 3.0
# For a step that is e times as rare as another from the same role, in points. With 3, 58 of these pages are exact.
STEP_STRENGTH = 2.0
# For the rarest step, in points.
RAREST_STEP = -7
# A mark counts as if so many more lines with it had the roles that all lines of the page have: one title among two
# lines is no habit. In lines; with 3, 61 of these pages are exact.
DOUBT = 2.0
# For a theme that neither the source nor a label names, where a page would have more themes than it can have: more than
# all that can speak for one. In points.
ONE_THEME_TOO_MANY = -40
# Of decoding with the habits that the last round showed; nearly always the second changes nothing.
MOST_ROUNDS = 4
# A state is left out, for speed, that is so many points below the best of its line, or of all sequences up to it. None
# such was in the best sequence of any page made for the tests; on lines in no order another sequence may be better.
WIDTH, BEAM = 24, 48
