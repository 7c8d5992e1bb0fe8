"""``uwlr las``: the LASes that call this service."""
