"""Pages about one's own access: signing in and out, invitations, proofs, and the own account."""
