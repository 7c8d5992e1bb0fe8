"""Which product has which proeftuin; within one connection."""
