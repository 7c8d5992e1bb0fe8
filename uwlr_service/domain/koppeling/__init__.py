"""A link between a partner and schools: who the partner is, and what the school agreed to."""
