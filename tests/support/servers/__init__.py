"""Real servers, each in a process of its own."""
