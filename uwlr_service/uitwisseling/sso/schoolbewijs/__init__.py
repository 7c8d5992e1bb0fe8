"""Proof of a school: somebody who decides about its links shows an application which school that is."""
