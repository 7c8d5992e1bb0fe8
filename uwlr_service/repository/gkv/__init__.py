"""Deliveries and their packages, the ledger of the nights, and what partners collected."""
