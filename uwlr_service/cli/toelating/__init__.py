"""``uwlr toelating``: how far each product was admitted."""
