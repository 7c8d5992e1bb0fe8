"""``uwlr proeftuin``: the test schools of products, and their days."""
