"""A proeftuin in front of a server, a partner that is judged at it, and what can be wrong with it."""
