"""Signing in at partners with the account of the school: what a partner may be told of whoever signs in."""
