"""A company asks for links: the form, the states of its application, and what is judged."""
