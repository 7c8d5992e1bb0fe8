"""What a school sees of its links."""
