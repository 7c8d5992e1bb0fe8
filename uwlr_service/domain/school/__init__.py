"""A school, its people and groups, and its dossier."""
