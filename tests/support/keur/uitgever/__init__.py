"""A proeftuin in front of a server, a client that is judged at it, and what can be wrong with that client."""
