"""What tests of applications share."""
