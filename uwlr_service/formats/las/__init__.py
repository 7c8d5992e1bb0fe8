"""What a LAS sends as JSON, read as what it means."""
