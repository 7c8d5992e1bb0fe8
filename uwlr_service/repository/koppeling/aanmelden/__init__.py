"""Links by which people sign in at a partner (docs/sso.rst)."""
