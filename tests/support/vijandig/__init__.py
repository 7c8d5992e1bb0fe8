"""The corpus of hostile inputs: reading its index, and bringing each input to its door."""
