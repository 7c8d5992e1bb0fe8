"""GKV: numbered packages, the nights they are made in, and what a partner does with them."""
