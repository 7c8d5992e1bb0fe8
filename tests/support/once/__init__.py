"""What costs a test most, and is the same for all of them: worked out once for each process of a run."""
