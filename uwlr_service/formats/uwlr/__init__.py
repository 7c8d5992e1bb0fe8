"""The messages of UWLR 2.1 to 2.3: requests in, answers out."""
