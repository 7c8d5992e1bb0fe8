"""Files with results as publishers keep them: CSV, and JSON with the definitions of the tests."""
