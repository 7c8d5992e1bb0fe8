"""People: their roles, what each role may do, and who acts in a use case."""
