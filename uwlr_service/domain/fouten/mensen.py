"""Refusals that people meet, in the portal and on the command line."""

from uwlr_service.domain.fouten.basis import Geweigerd


class NietToegestaan(Geweigerd):
    """Dit bestaat niet, of u mag het niet zien of doen."""


class VersBewijsNodig(Geweigerd):
    """Bevestig eerst opnieuw wie u bent."""


class OvergangOngeldig(Geweigerd):
    """Dit kan nu niet meer; kijk hoe het er nu voor staat."""


class VoorstelVeranderd(Geweigerd):
    """Het voorstel is intussen veranderd. Kijk het opnieuw na."""
