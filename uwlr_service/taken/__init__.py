"""What runs on a clock: the night's packages, their report and the clearing up.

The ledger of the night decides what is made, once and only once. huey and procrastinate tick, and hand the
packages to the workers; what they forget, repeat or lose changes nothing.
"""
