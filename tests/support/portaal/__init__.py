"""The people, visitors and browsers of the portal."""
