"""Koppelpartners and their products: from the sandbox until they are ended."""
