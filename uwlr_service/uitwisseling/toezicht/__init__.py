"""The log, messages to people, mail, and the calls of partners; what all other subjects may call."""
