"""What a school sees of its links, in few statements."""
