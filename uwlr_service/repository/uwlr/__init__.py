"""Results, the definitions of their tests and vocabularies."""
