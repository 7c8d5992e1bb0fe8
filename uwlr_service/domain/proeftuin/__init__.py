"""The proeftuin of a product: test schools of its own, which move along a script of days."""
