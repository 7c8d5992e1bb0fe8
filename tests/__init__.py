"""Tests of the service; CONTRIBUTING.rst says how the test of a module is found."""
