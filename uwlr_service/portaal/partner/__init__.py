"""The pages of a partner: its links, keys, schools and people. No pupil data are on any of them."""
