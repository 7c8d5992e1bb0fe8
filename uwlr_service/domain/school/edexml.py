"""The versions of EDEXML that are read and written."""

VERSIES = ("2.0", "2.1")
LATEST = "2.1"
