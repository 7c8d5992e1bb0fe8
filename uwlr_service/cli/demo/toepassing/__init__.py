"""The application of a made-up partner: people sign in with the account of their school (docs/sso.rst)."""
