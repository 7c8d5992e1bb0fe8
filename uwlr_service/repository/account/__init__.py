"""People: their credentials, accounts, invitations and sessions."""
