"""What is wrong with a document, told to a person: for ``uwlr validate``, and any other judge of one."""
