"""The operator judges applications: answers beside the checks, questions, yes and no."""
