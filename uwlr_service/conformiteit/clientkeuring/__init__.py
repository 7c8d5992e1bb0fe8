"""Leading the judging of a client step by step, for the command line and for the portal."""
