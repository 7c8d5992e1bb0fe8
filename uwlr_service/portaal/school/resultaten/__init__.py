"""Results by group and by pupil, with names, for whoever teaches them."""
