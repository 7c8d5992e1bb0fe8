"""Pages by which pupils sign in: the screen of their class, and their badges."""
