"""A LAS that calls the service."""
