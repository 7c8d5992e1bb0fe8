"""Judging the client of a publisher: what it must be made to do, and what must have been seen of it then."""
