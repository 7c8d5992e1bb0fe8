"""What no browser sends: every form and every address with hostile values, and never a fault of ours."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.support.portaal import filling
from tests.support.portaal.filling import Fields
from tests.support.portaal.visiting import HTTP, TOKEN, Visitor, form_token
from tests.support.portaal.world import ARGUMENT, Place, World
from uwlr_service.paginas.adres import PREFIX, Adres
from uwlr_service.portaal.adressen import ALLE
from uwlr_service.repository.database import Database

TOO_LARGE = "99999999999999999999"
HOSTILE = (TOO_LARGE, "²\x00\r\nX-Kwaad: ja\u202e")
NUMBERS = (TOO_LARGE, "een")
OF_A_BUTTON: dict[str, Fields] = {
    "partner.terugnemen": {"voorstel": ["1"]},
    "partner.identiteit-weg": {"sleutel": ["1"]},
    "partner.proeftuin-maken": {"product": ["1"]},
    "partner.proeftuin-dag": {"product": ["1"], "dag": ["1"]},
    "partner.proeftuin-opnieuw": {"product": ["1"], "dag": ["1"]},
    "partner.proeftuin-allemaal": {"product": ["1"], "koppeling": ["1"]},
    "partner.proeftuin-meedoen": {"school": ["99XX-16"], "koppeling": ["1"]},
    "partner.proeftuin-volledig": {"school": ["99XX-16"], "koppeling": ["1"]},
    "partner.verwijderen-bevestigen": {"school": ["99XX-16"], "koppeling": ["1"]},
    "school.kopie": {"school": ["99YY-00"]},
    "school.bevestig": {
        "voorstel": ["2"],
        "getoond": ["x"],
        "keuze": ['{"velden": [], "vestigingen": [], "jaargroepen": [], "groepen": [], "leerling": ""}'],
        "akkoord": ["y"],
        "doen": ["akkoord"],
    },
}
"""Forms of pages that the world of the walks does not show, by their endpoint."""
SENT = [adres for adres in ALLE if "POST" in adres.methods]
NAMED = [adres for adres in ALLE if "<int:" in adres.rule and "GET" in adres.methods]


def twisted(fields: Fields) -> Iterator[Fields]:
    """A form with the same hostile value everywhere, and with one in each place that pages fill in."""
    names = [name for name in fields if not name.endswith(TOKEN)]
    for value in HOSTILE:
        yield {name: [value] for name in names}
    for name in names:
        if fields[name][0].isdigit():
            for value in NUMBERS:
                yield fields | {name: [value]}


class Sender:
    """Sends forms as whoever may."""

    def __init__(self, portaal: Flask, world: World) -> None:
        self.world = world
        self._portaal = portaal
        self._forms = filling.forms_of(portaal, world)
        self._sessions: dict[str, tuple[str | None, str]] = {}

    def fields(self, adres: Adres) -> Fields:
        """The form of an address."""
        path = self.world.address(adres.endpoint, adres.rule, Place.OWN)
        return self._forms.get(path, {}) or OF_A_BUTTON.get(adres.endpoint, {})

    def send(self, adres: Adres) -> Iterator[int]:
        """The statuses of every hostile form at an address."""
        path = self.world.address(adres.endpoint, adres.rule, Place.OWN)
        token, secret = self._session(filling.owner(adres))
        headers = {"Origin": HTTP, "Sec-Fetch-Site": "same-origin"}
        for fields in twisted(self.fields(adres)):
            data = filling.with_token(fields, secret)
            yield Visitor(self._portaal, token=token).post(path, data=data, headers=headers).status_code

    def _session(self, who: str) -> tuple[str | None, str]:
        """A session of somebody, and the token of its forms."""
        if who not in self._sessions:
            visitor = Visitor(self._portaal, token=self.world.token(who))
            secret = form_token(visitor.get(f"{PREFIX}/aanvragen"))
            self._sessions[who] = (visitor.token, secret)
        return self._sessions[who]


@pytest.fixture
def world(database: Database) -> World:
    """Two schools, two partners, and people."""
    return World(database)


def test_no_form_breaks_on_what_it_is_sent(portaal: Flask, world: World) -> None:
    sender = Sender(portaal, world)
    statuses = {adres.rule: set(sender.send(adres)) for adres in SENT}
    assert {rule: got for rule, got in statuses.items() if any(status >= 500 for status in got)} == {}
    assert sum(map(bool, statuses.values())) > 40


def test_a_number_that_no_row_can_have_names_nothing(portaal: Flask, world: World) -> None:
    for adres in NAMED:
        visitor = Visitor(portaal, token=world.token(filling.owner(adres)))
        own = world.address(adres.endpoint, ARGUMENT.sub(_kept, adres.rule), Place.OWN)
        assert visitor.get(own).status_code == 404, own


def _kept(argument: object) -> str:
    text = argument[0]  # type: ignore[index]
    return TOO_LARGE if text.startswith("<int:") else text
