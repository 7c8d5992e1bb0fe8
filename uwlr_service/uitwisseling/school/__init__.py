"""What a school hands over: its people and its dossier, taken in, given back, and forgotten in time."""
