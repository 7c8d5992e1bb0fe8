"""What is watched over: the log of who did what, what people are told, and the calls of partners."""
