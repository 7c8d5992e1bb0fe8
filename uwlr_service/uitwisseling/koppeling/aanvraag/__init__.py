"""Companies apply, and operators judge what they ask."""
