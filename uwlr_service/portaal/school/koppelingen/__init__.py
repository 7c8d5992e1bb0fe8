"""The pages of a school about its links: which there are, deciding, narrowing, pausing and stopping."""
