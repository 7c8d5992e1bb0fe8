"""What a call finds of the worker that answers it."""

IS_STOPPING = "uwlr.is_stopping"
"""Under this name in its environ it finds a function that says whether the worker is to stop."""
