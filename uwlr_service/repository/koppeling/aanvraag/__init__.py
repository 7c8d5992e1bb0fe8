"""Applications of companies, within one connection."""
