"""Signing out: partners send people to do so here, and hear it when they did (docs/sso.rst)."""
