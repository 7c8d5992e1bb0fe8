"""Koppelpartners, their products, and how far those were admitted; within one connection."""
