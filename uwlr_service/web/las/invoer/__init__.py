"""A LAS sends the data of its schools: what comes in, and what it hears of it."""
