"""``/las/v1``: the API of the LAS; ``openapi.json`` describes it."""
