"""What a LAS sends as JSON, read as what it means, and the cursors that it gets."""
