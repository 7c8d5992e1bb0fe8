"""``uwlr sso``: the clients of partners with which people of schools sign in."""
