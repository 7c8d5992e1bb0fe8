"""Signing in with an account that a school has elsewhere, at an OpenID provider of its own choice."""
