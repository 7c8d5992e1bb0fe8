"""The data of a school: what there is, what a file would change, and what partners miss."""
