"""Rows in, domain objects out, and back; the only place that speaks SQL."""
