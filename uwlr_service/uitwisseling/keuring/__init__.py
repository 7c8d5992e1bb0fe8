"""Judging documents, and reporting their faults to a person, as ``uwlr validate`` does."""
