"""What a LAS has of its own here: its schools and its keys."""
