"""``uwlr gkv``: the packages of GKV, for the LAS that makes them and the partner that collects them."""
