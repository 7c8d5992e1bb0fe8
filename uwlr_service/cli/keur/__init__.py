"""``uwlr keur``: judge another party by the suites of the test facility."""
