"""The signature under a report of the test facility."""
