"""The bounds of a number that is kept."""

LARGEST_NUMBER = 2**31 - 1
"""The limit of a column of whole numbers in the database; nothing that is counted comes near it."""
