"""A country of made-up schools, and the load of its morning."""
