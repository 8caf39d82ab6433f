"""What decides how web archives are read, in numbers: each with its unit and its reason."""

# So many bytes are received or unpacked at once: what is too large is noticed soon after.
CHUNK = 65_536
