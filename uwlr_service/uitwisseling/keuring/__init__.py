"""What is wrong with a document, told to a person: ``uwlr validate`` and whoever else has to judge one."""
