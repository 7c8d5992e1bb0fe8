"""Proeftuinen are made, shown and moved on."""
