"""A look at a service from the outside, by whoever runs it."""
