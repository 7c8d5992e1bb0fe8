"""Clients of our interfaces for the demo, the tests and partners; import the module of the one you need."""
