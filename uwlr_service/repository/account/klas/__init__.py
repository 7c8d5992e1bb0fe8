"""Rows about how pupils sign in."""
