"""The load of a morning: questions of everybody, at their moments, and what became of them."""
