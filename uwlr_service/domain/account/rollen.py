"""The roles of people, and the one table that says which role may do what (docs/portaal.rst)."""

import enum
from collections.abc import Mapping
from types import MappingProxyType


class Rol(enum.StrEnum):
    """The roles; one person can have several, each by an account of its own."""

    OPERATOR = "operator"
    """Belongs to the service. Sees no pupil data."""
    PARTNERBEHEERDER = "partnerbeheerder"
    """Belongs to a koppelpartner. Sees no pupil data."""
    SCHOOLBEHEERDER = "schoolbeheerder"
    SCHOOLLEZER = "schoollezer"
    """Sees results and groups of a school, or of the groups that the account names."""
    LEERKRACHT = "leerkracht"
    """A leerkracht of the imported data; sees the results of the own groups, and signs in at partners."""
    LEERLING = "leerling"
    """A leerling of the imported data; signs in at partners, and has no portal."""

    @property
    def is_of_school(self) -> bool:
        """Whether an account of this role is one of a school."""
        return self in SCHOOLROLLEN

    @property
    def is_of_partner(self) -> bool:
        """Whether an account of this role is one of a koppelpartner."""
        return self is Rol.PARTNERBEHEERDER


SCHOOLROLLEN = frozenset({Rol.SCHOOLBEHEERDER, Rol.SCHOOLLEZER, Rol.LEERKRACHT, Rol.LEERLING})
IMPORTROLLEN = frozenset({Rol.LEERKRACHT, Rol.LEERLING})
"""The roles of which an import makes and closes the accounts, and nobody invites for."""


class Actie(enum.StrEnum):
    """What can be done; every page and every use case that people reach names one of these."""

    EIGEN_ACCOUNT = "eigen-account"
    """Own data, factors, sessions, messages and lines of the log."""

    SCHOOL_ZIEN = "school-zien"
    RESULTATEN_ZIEN = "resultaten-zien"
    KOPPELINGEN_ZIEN = "koppelingen-zien"
    BESLUITEN = "besluiten"
    """Accept, decline, narrow, pause, resume, withdraw; see examples of what would leave."""
    TODO_ZIEN = "todo-zien"
    GEGEVENS_INLEZEN = "gegevens-inlezen"
    INZAGE = "inzage"
    VERGETEN = "vergeten"
    SCHOOLGEBRUIKERS = "schoolgebruikers"
    SCHOOLLOG = "schoollog"
    INLOGACCOUNTS = "inlogaccounts"
    """Whether leerkrachten and leerlingen have accounts; let them in, and end their sessions."""
    KLASSEN = "klassen"
    """Open the class of one's own groups, and help its pupils to sign in."""

    PARTNER_ZIEN = "partner-zien"
    AANVRAGEN = "aanvragen"
    SLEUTELS = "sleutels"
    """Keys, certificates and the webhook of a link."""
    VOORSTELLEN = "voorstellen"
    """Propose a link to a school, or ask for more."""
    VERWIJDERING = "verwijdering"
    """Confirm that data were destroyed."""
    PARTNERGEBRUIKERS = "partnergebruikers"

    DIENST_ZIEN = "dienst-zien"
    """Figures, nights, faults, schools and partners as the operator sees them."""
    BEOORDELEN = "beoordelen"
    """Judge applications."""
    TOELATEN = "toelaten"
    """Qualification, agreement, activate, suspend, end."""
    GEBRUIKERS = "gebruikers"
    LOG_ZIEN = "log-zien"


_SCHOOL = frozenset({Rol.SCHOOLBEHEERDER, Rol.SCHOOLLEZER})
_LEERKRACHT = frozenset({Rol.LEERKRACHT})
_BEHEERDER = frozenset({Rol.SCHOOLBEHEERDER})
_PARTNER = frozenset({Rol.PARTNERBEHEERDER})
_OPERATOR = frozenset({Rol.OPERATOR})

ROLLEN_VAN: Mapping[Actie, frozenset[Rol]] = MappingProxyType(
    {
        Actie.EIGEN_ACCOUNT: frozenset(Rol) - {Rol.LEERLING},
        Actie.SCHOOL_ZIEN: _SCHOOL,
        Actie.RESULTATEN_ZIEN: _SCHOOL | _LEERKRACHT,
        Actie.KOPPELINGEN_ZIEN: _BEHEERDER,
        Actie.BESLUITEN: _BEHEERDER,
        Actie.TODO_ZIEN: _BEHEERDER,
        Actie.GEGEVENS_INLEZEN: _BEHEERDER,
        Actie.INZAGE: _BEHEERDER,
        Actie.VERGETEN: _BEHEERDER,
        Actie.SCHOOLGEBRUIKERS: _BEHEERDER,
        Actie.SCHOOLLOG: _BEHEERDER,
        Actie.INLOGACCOUNTS: _BEHEERDER,
        Actie.KLASSEN: _BEHEERDER | _LEERKRACHT,
        Actie.PARTNER_ZIEN: _PARTNER,
        Actie.AANVRAGEN: _PARTNER,
        Actie.SLEUTELS: _PARTNER,
        Actie.VOORSTELLEN: _PARTNER,
        Actie.VERWIJDERING: _PARTNER,
        Actie.PARTNERGEBRUIKERS: _PARTNER,
        Actie.DIENST_ZIEN: _OPERATOR,
        Actie.BEOORDELEN: _OPERATOR,
        Actie.TOELATEN: _OPERATOR,
        Actie.GEBRUIKERS: _OPERATOR,
        Actie.LOG_ZIEN: _OPERATOR,
    }
)
"""Per action the roles that may; the account must be one of the school or partner that it is about, too."""

LAS_ZIET = frozenset({Actie.KOPPELINGEN_ZIEN, Actie.TODO_ZIEN, Actie.INZAGE})
"""What can be seen by way of a LAS of the schools that it was registered for (docs/las.rst)."""
LAS_BESLIST = LAS_ZIET | {Actie.BESLUITEN}
"""What somebody of the school may do by way of a LAS that names them."""
