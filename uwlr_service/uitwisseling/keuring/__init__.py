"""Judging documents, and telling a person about their faults, as ``uwlr validate`` does."""
