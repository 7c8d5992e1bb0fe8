"""Whole stories on the pages of the portal, each walked without a script and by keyboard alone."""
