"""The operator takes products on from the sandbox, stops them, and ends them."""
