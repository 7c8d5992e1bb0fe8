"""The LAS and the partner of GKV, and the nights between them."""
