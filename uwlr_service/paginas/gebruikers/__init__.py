"""Users of a school, of a company or of the service: the same pages for each, under addresses of its own."""
