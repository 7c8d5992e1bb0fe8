"""Refusals around the application of a company."""

from uwlr_service.domain.fouten.basis import Geweigerd


class TweedeBeheerderNodig(Geweigerd):
    """Een andere beheerder moet dit ook goedkeuren."""


class TeVeelAanvragen(Geweigerd):
    """Er zijn in korte tijd te veel aanvragen begonnen. Probeer het over een uur opnieuw."""


class LinkOngeldig(Geweigerd):
    """Deze link werkt niet meer. Vraag een nieuwe aan."""


class MailNietBevestigd(Geweigerd):
    """Bevestig eerst uw e-mailadres, met de link uit onze mail."""


class AanvraagOnvolledig(Geweigerd):
    """De aanvraag is nog niet volledig."""
