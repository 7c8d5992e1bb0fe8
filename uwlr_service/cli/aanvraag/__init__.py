"""``uwlr aanvraag``: applications of companies."""
