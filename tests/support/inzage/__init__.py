"""What partners got, read from what left, to hold against what the service says of it."""
