"""Two schools, two partners and somebody in each role, with an example of each value in an address."""

import enum
import re
from functools import cached_property

from tests.support.partners.products import product_of
from tests.support.portaal import people, voorstellen
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas.adres import PREFIX
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.voorstellen import Voorstellen
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.voorbeeld.voorbeelden import Voorbeelden

PLACES = frozenset({"school", "koppelpartner"})
"""The values in a rule that say whose it is."""
OF_A_PROPOSAL = ("school.besluit.koppeling", "school.bevestig.koppeling", "school.voorbeeld.koppeling")
"""Addresses about a link that waits for a decision."""
NOBODY = "nobody"
ARGUMENT = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")
SECRET = b"s" * 32
DOOR = Handelende.opdrachtregel("Proef")


class Place(enum.Enum):
    """Whose school, partner and link an address names: those of the people here, or of somebody else."""

    OWN = SCHOOL
    OTHER = ANDERE_SCHOOL


class World:
    """What the walks over all addresses stand on.

    ``values`` has an example of each value in a rule for each place, by its name; by the endpoint and the
    name (``taal.code``) where other addresses mean something else by it.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.values = {place: self._values(place.value) for place in Place}

    def _values(self, school: Schoolcode) -> dict[str, object]:
        EdexmlUitwisseling(self.database).store(schoolgegevens(school))
        code = f"P{school.brincode}"
        uitgifte = Koppelingbeheer(self.database, SECRET).add(
            klantnaam=f"Uitgever {code}", klantcode=code, scholen=[school], gegevensset="gkv-basis", door=DOOR
        )
        partner = product_of(self.database, code).koppelpartner
        asked = voorstellen.add_link(self.database, f"V{school.brincode}")
        Voorstellen(self.database).propose(asked.koppeling, voorstellen.inhoud(), [school], door=DOOR)
        return {
            "school": schoolpad.write(school),
            "koppelpartner": partner,
            "koppeling": uitgifte.koppeling.id,
            **dict.fromkeys(OF_A_PROPOSAL, asked.koppeling),
            "nummer": Voorbeelden(self.database).number_of(school, "L1", door=DOOR),
            "taal.code": "en",
            "partner": partner,
            "code": schoolpad.write(school),
            "dag": "2026-11-26",
            "token": "x" * 43,
            "passkey": 1,
            "sessie": 1,
        }

    @cached_property
    def inloggen(self) -> dict[str, int]:
        """The people: one in each role, by the name of it."""
        return {rol.value: self._add(rol) for rol in Rol}

    def token(self, who: str) -> str | None:
        """A fresh session of one of them; None for nobody."""
        if who == NOBODY:
            return None
        return people.sign_in(self.database, self.inloggen[who])

    def address(self, endpoint: str, rule: str, place: Place) -> str:
        """An address of a rule, with examples of one place."""
        values = self.values[place]

        def example(match: re.Match[str]) -> str:
            named = f"{endpoint}.{match[1]}"
            value = values.get(named, values.get(match[1]))
            assert value is not None, f"tests/support/portaal/world.py has no example of {named}"
            return str(value)

        return PREFIX + ARGUMENT.sub(example, rule)

    def _add(self, rol: Rol) -> int:
        return people.add_person(
            self.database,
            rol,
            school=SCHOOL if rol.is_of_school else None,
            koppelpartner=self.values[Place.OWN]["koppelpartner"] if rol.is_of_partner else None,  # type: ignore[arg-type]
        )
