"""Where users are looked after: who is there, and what can be done from there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import LazyString, lazy_gettext
from werkzeug import Response

from uwlr_service.domain.account.gebruiker import Gebruiker
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Uitnodiging
from uwlr_service.domain.lijstvraag import Lijstvraag
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import verder
from uwlr_service.paginas.state import diensten, door

ROLLEN: Mapping[Rol, LazyString] = {
    Rol.SCHOOLBEHEERDER: lazy_gettext("Beheerder van de school"),
    Rol.SCHOOLLEZER: lazy_gettext("Lezer: ziet groepen en resultaten"),
    Rol.PARTNERBEHEERDER: lazy_gettext("Beheerder bij het bedrijf"),
    Rol.OPERATOR: lazy_gettext("Beheerder van de dienst"),
}
"""What people call each role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kring:
    """Where users are looked after: the name of its addresses, what these ask for, and which roles it has."""

    endpoint: str
    rollen: tuple[Rol, ...]
    school: Schoolcode | None = None
    koppelpartner: int | None = None
    waarden: Mapping[str, object] = field(default_factory=dict)
    may_disable: bool = False
    """Whether somebody can be kept out everywhere from here."""

    def to(self, page: str = "") -> Response:
        """Lead to one of its pages."""
        return verder.to(f"{self.endpoint}{page}", **self.waarden)

    def gebruikers(self, vraag: Lijstvraag) -> list[Gebruiker]:
        """The people here."""
        gebruikers = diensten().mensen.gebruikers
        if self.school is not None:
            return gebruikers.of_school(self.school, vraag, door=door())
        if self.koppelpartner is not None:
            return gebruikers.of_koppelpartner(self.koppelpartner, vraag, door=door())
        return gebruikers.all(vraag, door=door())

    def uitnodigingen(self, vraag: Lijstvraag) -> list[Uitnodiging]:
        """Whoever was invited here, and did not come yet."""
        uitnodigingen = diensten().mensen.uitnodigingen
        if self.school is not None:
            return uitnodigingen.of_school(self.school, vraag, door=door())
        if self.koppelpartner is not None:
            return uitnodigingen.of_koppelpartner(self.koppelpartner, vraag, door=door())
        return uitnodigingen.all(vraag, door=door())

    def groepen(self) -> dict[str, str]:
        """The groups that a reader can be bound to; none where there are no readers."""
        if self.school is None or Rol.SCHOOLLEZER not in self.rollen:
            return {}
        return diensten().mensen.gebruikers.groepen(self.school, door=door())
