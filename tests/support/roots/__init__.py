"""Machines on which the service is installed, or was: roots that are gone when a test ends."""
