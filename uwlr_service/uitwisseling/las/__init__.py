"""The LAS at the table: its registration, its way in, and what it sees of its schools."""
