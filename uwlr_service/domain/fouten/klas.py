"""What is refused when pupils sign in; the sentences are for pupils, so they are short."""

from uwlr_service.domain.fouten.basis import Geweigerd


class KlascodeOngeldig(Geweigerd):
    """Deze code klopt niet. Vraag je juf of meester."""


class PlaatjesOnjuist(Geweigerd):
    """Dat klopt niet. Probeer het nog een keer."""


class LeerlingWacht(Geweigerd):
    """Dat ging te vaak mis. Vraag je juf of meester."""


class KlasWacht(Geweigerd):
    """Dat ging te snel. Wacht even."""


class BadgeOngeldig(Geweigerd):
    """Deze kaart werkt niet. Vraag je juf of meester."""


class PinOnjuist(Geweigerd):
    """Deze pincode klopt niet. Probeer het nog een keer."""


class BadgeWacht(Geweigerd):
    """Deze pincode was te vaak fout. Wacht even, of vraag op school een nieuwe kaart."""
