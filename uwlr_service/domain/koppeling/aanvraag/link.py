"""The link by which an applicant comes back: how long it works, and how many are made."""

from datetime import timedelta

LINK_WORKS = timedelta(days=30)
MOST_LINKS = 5
"""How many links to one application are mailed within ``LINKS_WITHIN``."""
LINKS_WITHIN = timedelta(hours=1)
