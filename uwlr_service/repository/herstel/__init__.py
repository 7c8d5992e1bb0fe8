"""After a restore from backup, and the backup itself: every table at once."""
