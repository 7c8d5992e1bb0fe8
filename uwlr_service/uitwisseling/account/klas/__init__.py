"""Pupils sign in: on the screen of their class, by a badge, or by a password that was made for them."""
