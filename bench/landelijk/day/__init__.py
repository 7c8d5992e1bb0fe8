"""A day of load, shortened by speed: whether anything piles up in the service of a country."""
