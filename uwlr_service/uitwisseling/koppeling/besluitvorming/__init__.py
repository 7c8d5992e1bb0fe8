"""Proposals, and how a school decides about them."""
