"""The LAS as a program beside this service: which it is, and what it may."""
