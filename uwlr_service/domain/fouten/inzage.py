"""Refusals about one pupil, guardian or file: who is not known, and what stands in the way."""

from uwlr_service.domain.fouten.basis import Geweigerd


class LeerlingOnbekend(Geweigerd):
    """Deze leerling is bij deze school niet bekend."""


class VerzorgerOnbekend(Geweigerd):
    """Deze ouder of verzorger is bij deze school niet bekend."""


class GroepOnbekend(Geweigerd):
    """Deze groep is bij deze school niet bekend."""


class AnderBestand(Geweigerd):
    """Dit is een ander bestand dan u net vergeleek. Vergelijk het eerst opnieuw."""


class InzageverzoekOnbekend(Geweigerd):
    """Dit inzageverzoek is niet bekend."""


class VerkeerdeSchool(Geweigerd):
    """Dit bestand is van een andere school."""


class NogInBestand(Geweigerd):
    """Deze leerling staat nog in het nieuwste bestand. Verwijder de leerling eerst in het LAS."""
