"""Schools, their clock, their people and their dossier, in versions."""
