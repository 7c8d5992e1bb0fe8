"""The faults that libxml2 finds by a schema, in the words of their receiver: what is wrong, what is right."""
