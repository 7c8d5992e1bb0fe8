"""People sign in, prove who they are, and let each other in."""
