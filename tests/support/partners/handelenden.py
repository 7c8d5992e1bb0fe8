"""Who acts in tests that are not about who may: somebody at the command line."""

from uwlr_service.domain.account.handelende import Handelende

DOOR = Handelende.opdrachtregel("Proef")
TWEE = ("A. Besluiter", "B. Tweede")
"""The two people who decide about extra protected data."""
