"""The log with its chain of seals, messages to people, and the calls of partners."""
