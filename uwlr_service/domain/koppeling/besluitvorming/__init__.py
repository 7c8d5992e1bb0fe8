"""How a school decides about a proposal: what is asked, what was shown, and what was chosen."""
