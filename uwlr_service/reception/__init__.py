"""Requests as they come in over the network, gathered without waiting for any of their senders."""
