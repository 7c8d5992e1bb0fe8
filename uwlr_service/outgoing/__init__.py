"""Calls to servers of others: each ends in time, reads no more than it may, and goes to no other place."""
