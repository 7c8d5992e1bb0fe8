"""The pages of classes: a teacher opens one, and helps its pupils to sign in."""
