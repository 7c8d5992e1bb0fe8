"""A school's people and dossier: imported, exported, and forgotten when their retention ends."""
