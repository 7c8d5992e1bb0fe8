"""A double of who delivers GKV, and what can be wrong with it."""
