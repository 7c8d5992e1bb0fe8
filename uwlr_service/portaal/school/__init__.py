"""The pages of a school: its links and decisions, disclosure, results, data and people."""
