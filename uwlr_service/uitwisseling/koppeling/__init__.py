"""Links: who may have what, on whose decision, and what went out."""
