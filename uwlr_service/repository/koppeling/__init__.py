"""Links, keys, agreements and proposals, and the register of what went out."""
