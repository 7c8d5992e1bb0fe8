"""The application form: five steps, what became of it, and the way back to it by a link in a mail."""
