"""Judging a partner of GKV: what was seen of it while it collected packages."""
