"""``uwlr koppelpartner``: the companies that were admitted."""
