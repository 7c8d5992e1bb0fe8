"""The pages of whoever is signed in, in any role: what they were told."""
