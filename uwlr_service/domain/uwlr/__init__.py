"""UWLR: what a publisher asks, the results it brings, and the tests they are about."""
