"""Two schools, two partners and somebody in each role, with an example of each value in an address."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tests.support.portaal import people
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas.adres import PREFIX
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

PARTNER = 7
ANDERE_PARTNER = 8
PLACES = frozenset({"school", "koppelpartner"})
"""The values in a rule that say whose it is."""
NOBODY = "nobody"
ARGUMENT = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The school and the partner that a person belongs to, or those of another."""

    school: Schoolcode
    koppelpartner: int


OWN = Place(school=SCHOOL, koppelpartner=PARTNER)
OTHER = Place(school=ANDERE_SCHOOL, koppelpartner=ANDERE_PARTNER)
EXAMPLES: Mapping[str, Callable[["World", Place], object]] = {
    "school": lambda _world, place: schoolpad.write(place.school),
    "koppelpartner": lambda _world, place: place.koppelpartner,
    "taal.code": lambda _world, _place: "en",
}
"""An example of each value in a rule, by its name, or by its endpoint and name where that says more."""


class World:
    """What the walks over all addresses stand on."""

    def __init__(self, database: Database) -> None:
        self.database = database
        for code in (SCHOOL, ANDERE_SCHOOL):
            EdexmlUitwisseling(database).store(schoolgegevens(code))

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

        def example(match: re.Match[str]) -> str:
            return str(self._example(endpoint, match[1], place))

        return PREFIX + ARGUMENT.sub(example, rule)

    def _example(self, endpoint: str, name: str, place: Place) -> object:
        example = EXAMPLES.get(f"{endpoint}.{name}") or EXAMPLES.get(name)
        assert example is not None, f"tests/support/portaal/world.py has no example of <{name}> of {endpoint}"
        return example(self, place)

    def _add(self, rol: Rol) -> int:
        school = SCHOOL if rol.is_of_school else None
        partner = PARTNER if rol.is_of_partner else None
        return people.add_person(self.database, rol, school=school, koppelpartner=partner)
