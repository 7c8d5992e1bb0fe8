"""A school tells a parent what went where, and forgets a pupil."""
