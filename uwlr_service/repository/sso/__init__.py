"""SSO: clients, what they asked and were given, subjects, and signing keys."""
