"""Tokens of the provider: who gets them, what for, and what they open (docs/sso.rst)."""
