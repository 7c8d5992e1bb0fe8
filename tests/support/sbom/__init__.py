"""The bill of materials of a server: what is installed on it, for whom, and under which licence."""
