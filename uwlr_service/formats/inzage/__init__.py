"""What was written for a partner, read back as fields and values: an overview shows what left."""
