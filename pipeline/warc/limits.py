"""What decides how web archives are read, in numbers: each with its unit and its reason."""

# So many bytes are received or unpacked at once: what is too large is noticed soon after.
CHUNK = 65_536
# What an archive holds compressed is unpacked to the disk up to so many times the size of the archive, or to so many
# bytes where that is more: pages take a tenth, and what takes less than a hundredth was made to fill disks. Small
# archives of pages that are much alike stay below the other.
MOST_TIMES_UNPACKED, UNPACKED_ANYWAY = 100, 100_000_000
# A file that is damaged at so many places is given up after them: each may be read to the end of the file.
MOST_DAMAGED = 1_000
# So many of them are named, each in so many characters: the library quotes the line that it does not understand.
MOST_DAMAGES_NAMED, LONGEST_WHY = 10, 500
