"""Which groups of a school somebody helps to sign in."""

from dataclasses import dataclass

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import ROLLEN_VAN, Actie
from uwlr_service.domain.fouten import GroepOnbekend
from uwlr_service.domain.gkv.generiek import Nummersleutel, Nummersoort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.klas.leerlingen import KlasleerlingRepository
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.gkv.nummers import key_of
from uwlr_service.repository.school.scholen import SchoolRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class Bereik:
    """The groups of a school that somebody may reach; by key, with name and kind."""

    school_id: int
    groepen: dict[str, tuple[str, bool]]

    def naam(self, groep: str) -> str:
        """How a group is called."""
        return self.groepen[groep][0]

    def sleutel(self, groep: str) -> Nummersleutel:
        """What the number of a group is kept under."""
        _, is_samengesteld = self.groepen[groep]
        return (Nummersoort.SAMENGESTELDE_GROEP if is_samengesteld else Nummersoort.GROEP), groep


def reach(connection: Transaction, school: Schoolcode, door: Handelende) -> Bereik:
    """What somebody reaches at a school. Raises NietToegestaan, SchoolOnbekend."""
    door.require(Actie.KLASSEN, school=school)
    school_id = SchoolRepository(connection).get(school)
    groepen = KlasleerlingRepository(connection, school_id).groepen()
    bound = _bound_to(door, school)
    if bound is not None:
        groepen = {key: groep for key, groep in groepen.items() if key in bound}
    return Bereik(school_id=school_id, groepen=groepen)


def groep_of(connection: Transaction, bereik: Bereik, nummer: int) -> str:
    """The key of a group by its number. Raises GroepOnbekend for one that is not theirs too."""
    for soort in (Nummersoort.GROEP, Nummersoort.SAMENGESTELDE_GROEP):
        key = key_of(connection, bereik.school_id, soort, nummer)
        if key is not None and key in bereik.groepen:
            return key
    raise GroepOnbekend


def _bound_to(door: Handelende, school: Schoolcode) -> frozenset[str] | None:
    """The own groups of a leerkracht; None for somebody who reaches all of them."""
    if not door.is_person:
        return None
    groepen: set[str] = set()
    for account in door.accounts:
        if account.school != school or account.rol not in ROLLEN_VAN[Actie.KLASSEN]:
            continue
        if account.is_unbound:
            return None
        groepen |= account.groepen
    return frozenset(groepen)
