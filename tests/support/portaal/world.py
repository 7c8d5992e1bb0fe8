"""Two schools, two partners and somebody in each role, with an example of each value in an address."""

import enum
import re
from collections.abc import Mapping
from functools import cached_property

from tests.support.aanvragen import applications
from tests.support.gkv import dossiers
from tests.support.partners.products import product_of
from tests.support.partners.proeftuinen import add_keuring, add_proeftuin
from tests.support.people import klas
from tests.support.portaal import people, voorstellen
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.sso.toepassingen import add_client, add_sso_link
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.gkv.generiek import Nummersoort
from uwlr_service.domain.inzage.overzicht import Soort
from uwlr_service.domain.inzage.verzoek import Verzoekvraag
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.sso.client import Adressoort
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.paginas.adres import PREFIX
from uwlr_service.portaal.adressen import ALLE
from uwlr_service.portaal.beheer.aanvragen import adressen as beheer
from uwlr_service.portaal.publiek.aanvragen import adressen as aanvragen
from uwlr_service.portaal.school.klas import adressen as klassen
from uwlr_service.repository.account.accountregels import AccountregelRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nummers import GkvNummers
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.sso.adressen import AdresRepository
from uwlr_service.uitwisseling.account.schoolaccounts.inlogaccounts import Inlogaccounts
from uwlr_service.uitwisseling.inzage.verzoeken import Inzageverzoeken
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.voorstellen import Voorstellen
from uwlr_service.uitwisseling.las.registratie import Lasregister
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

PLACES = frozenset({"school", "koppelpartner"})
"""The values in a rule that say whose it is."""
ABSENT = 99_999
"""A number that nothing has."""
ABSENT_GROUPS = 50
"""Groups that another school has more, as far as their numbers go."""
ELSEWHERE = {"school": "99ZZ-07", "koppelpartner": ABSENT}
OF_A_PROPOSAL = (
    "school.besluit.koppeling",
    "school.bevestig.koppeling",
    "school.niet.koppeling",
    "school.voorbeeld.koppeling",
)
"""Addresses about a link that waits for a decision."""
NOBODY = "nobody"
APPLICANT = "applicant"
"""Somebody without an account, who followed the link to an application."""
ARGUMENT = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")
JUDGED = tuple(f"{adres.endpoint}.nummer" for adres in beheer.ADRESSEN if "<int:nummer>" in adres.rule)
"""What is about an application that an operator judges."""
OF_A_CLIENT = tuple(f"{adres.endpoint}.koppeling" for adres in ALLE if "toepassing" in adres.endpoint)
"""Addresses about a client of SSO."""
DRAFTS = tuple(f"{adres.endpoint}.nummer" for adres in aanvragen.ADRESSEN if "<int:nummer>" in adres.rule)
"""What is about an application that is not sent yet."""
SECRET = b"s" * 32
DOOR = Handelende.opdrachtregel("Proef")


def client_values(database: Database, school: Schoolcode, koppelpartner: int) -> dict[str, int]:
    """The link of a client of SSO of a partner, and the number of its address that waits for an operator."""
    koppeling = add_sso_link(database, [school], koppelpartner=koppelpartner)
    made = add_client(database, koppeling, wachtend={Adressoort.TERUG: ["https://nieuw.example/terug"]})
    with database.read() as connection:
        adressen = AdresRepository(connection).of_clients([made.id])[made.id]
    return {
        **dict.fromkeys(OF_A_CLIENT, koppeling),
        "beheer.toepassing.weigeren.adres": adressen[-1].id,
    }


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
        self._add_las(school)
        code = f"P{school.brincode}"
        uitgifte = Koppelingbeheer(self.database, SECRET).add(
            klantnaam=f"Uitgever {code}", klantcode=code, scholen=[school], gegevensset="gkv-basis", door=DOOR
        )
        partner = product_of(self.database, code).koppelpartner
        persons = self._persons(school)
        add_keuring(self.database, add_proeftuin(self.database, product_of(self.database, code).id).id)
        asked = voorstellen.add_link(self.database, f"V{school.brincode}")
        Voorstellen(self.database).propose(asked.koppeling, voorstellen.inhoud(), [school], door=DOOR)
        return {
            **persons,
            **self._applications(code),
            "school": schoolpad.write(school),
            "koppelpartner": partner,
            "koppeling": uitgifte.koppeling.id,
            **dict.fromkeys(OF_A_PROPOSAL, asked.koppeling),
            **client_values(self.database, school, partner),
            "keuze": "pkce",
            "taal.code": "en",
            "partner": partner,
            "code": schoolpad.write(school),
            "dag": "2026-11-26",
            "token": "x" * 43,
            "provider": ABSENT,
            **self.colleagues(school, partner),
            **self._klas(school),
            **self._accounts(school),
        }

    def _add_las(self, school: Schoolcode) -> None:
        """A LAS that sent the data of the school."""
        naam = f"Parnas {school.brincode}"
        Lasregister(self.database).add(naam, [school], alle_scholen=False, door=DOOR)
        with self.database.write() as connection:
            sent = Gebeurtenis(
                soort=Logsoort.UITWISSELING,
                wat="edexml-ingelezen",
                door=Handelende.las(naam),
                school_id=SchoolRepository(connection).get(school),
            )
            record(connection, sent)

    def _accounts(self, school: Schoolcode) -> dict[str, object]:
        """A pupil with an account of the import, who can have a sheet."""
        Inlogaccounts(self.database).turn_on(school, door=DOOR)
        with self.database.read() as connection:
            regels = AccountregelRepository(connection, SchoolRepository(connection).get(school)).all(
                tijd.now()
            )
        pupil = next(regel.id for regel in regels if regel.rol is Rol.LEERLING and regel.can_have_sheet)
        return {"school.accounts.blad.account": pupil, "school.accounts.uitloggen.account": pupil}

    def colleagues(self, school: Schoolcode, koppelpartner: int) -> dict[str, object]:
        """Somebody at the school and at the partner, each with an account, and somebody who was invited."""
        values: dict[str, object] = {}
        for rol in (Rol.SCHOOLLEZER, Rol.PARTNERBEHEERDER):
            of_school = school if rol.is_of_school else None
            of_partner = koppelpartner if rol.is_of_partner else None
            plaats = Plaats(rol=rol, school=of_school, koppelpartner=of_partner)
            colleague = people.add_person(
                self.database, rol, school=of_school, koppelpartner=of_partner, naam="Bas Collega"
            )
            numbers = {
                "herstel.inlog": colleague,
                "uitloggen.inlog": colleague,
                "uitschakelen.inlog": colleague,
                "beeindigen.account": people.account_of(self.database, colleague),
                "groepen.account": people.account_of(self.database, colleague),
                "intrekken.uitnodiging": people.invite(self.database, plaats, f"{school}.{rol.value}"),
            }
            wing = "school" if rol.is_of_school else "partner"
            for wing_or_service in (wing, "beheer"):
                values |= {f"{wing_or_service}.gebruikers.{name}": number for name, number in numbers.items()}
            values["passkey"] = people.add_passkey(self.database, colleague)
            values["sessie"] = people.session_of(self.database, colleague)
        return values

    def _persons(self, school: Schoolcode) -> dict[str, object]:
        """The numbers of a pupil, a group and a guardian, and a request about the pupil."""
        relatie = dossiers.relatie("R1", "L1", "V1")
        verzorger = dossiers.dossierobject("verzorger", "V1", roepnaam="Moeder")
        Dossiers(self.database).store(Dossier(school=school, objecten=[verzorger, relatie]))
        with self.database.read() as connection:
            school_id = SchoolRepository(connection).get(school)
        leerling = (Nummersoort.LEERLING, "L1")
        groep = (Nummersoort.GROEP, "G1")
        ouder = (Nummersoort.VERZORGER, "V1")
        numbers = GkvNummers(self.database).ensure(school_id, [leerling, groep, ouder])
        vraag = Verzoekvraag(
            soort=Soort.LEERLING,
            key="L1",
            aanvrager="Moeder van Sanne",
            identiteit="Paspoort gezien",
            ontvangen=tijd.today(),
        )
        return {
            "nummer": numbers[leerling],
            "school.groep.nummer": numbers[groep],
            "school.groep.csv.nummer": numbers[groep],
            "school.inzage.verzorger.nummer": numbers[ouder],
            "school.inzage.verzorger.json.nummer": numbers[ouder],
            "school.inzage.verzorger.verzoek.nummer": numbers[ouder],
            "verzoek": Inzageverzoeken(self.database).receive(school, vraag, door=DOOR),
        }

    def _klas(self, school: Schoolcode) -> dict[str, object]:
        """A class with a pupil who waits, on a device of theirs."""
        with self.database.read() as connection:
            school_id = SchoolRepository(connection).get(school)
        key, leerling = ("G1", "L1") if school == SCHOOL else ("G2", "L2")
        # Of another school it is a number that no group has here, so that both are as unknown.
        before = [(Nummersoort.GROEP, f"X{number}") for number in range(ABSENT_GROUPS if key == "G2" else 0)]
        groep = (Nummersoort.GROEP, key)
        nummer = GkvNummers(self.database).ensure(school_id, [*before, groep])[groep]
        pupil = klas.add_pupil(klas.Klaswereld(self.database, school, school_id, {key: nummer}), leerling)
        device = klas.add_waiting(self.database, school_id, key, pupil)
        return {
            **{f"{adres.endpoint}.nummer": nummer for adres in klassen.ADRESSEN},
            "account": pupil,
            "apparaat": device,
        }

    def _applications(self, code: str) -> dict[str, object]:
        """A draft and an application that is judged; and a product that is active."""
        return {
            **dict.fromkeys(JUDGED, applications.judging(self.database, f"a@{code.lower()}.example")),
            **dict.fromkeys(DRAFTS, applications.draft(self.database, f"b@{code.lower()}.example")),
            "deel": "product",
            "soort": "gkv-uitgebreid",
            "product": product_of(self.database, code).id,
            "stap": "stilzetten",
            "wat": "stilzetten",
        }

    @cached_property
    def inloggen(self) -> dict[str, int]:
        """The people: one in each role, by the name of it."""
        return {rol.value: self._add(rol) for rol in Rol}

    def token(self, who: str) -> str | None:
        """A fresh session of one of them; None for nobody."""
        if who == NOBODY:
            return None
        if who == APPLICANT:
            drafts = [self.values[Place.OWN][name] for name in DRAFTS]
            return people.visit(self.database, {"aanvragen": drafts, "aanvraaglink": "0" * 64})
        return people.sign_in(self.database, self.inloggen[who])

    def mixed(self, endpoint: str, rule: str) -> str:
        """An address at one's own school or partner, with everything else of another."""
        return self._filled(endpoint, rule, self.values[Place.OTHER] | self._own_places())

    def unknown(self, endpoint: str, rule: str) -> str:
        """An address at one's own school or partner, with numbers that nothing has."""
        values = self.values[Place.OWN]
        nothing = {name: ABSENT for name, value in values.items() if isinstance(value, int)}
        return self._filled(endpoint, rule, values | nothing | self._own_places())

    def nowhere(self, endpoint: str, rule: str) -> str:
        """An address at a school or a partner that nobody knows."""
        return self._filled(endpoint, rule, self.values[Place.OTHER] | ELSEWHERE)

    def _own_places(self) -> dict[str, object]:
        return {name: value for name, value in self.values[Place.OWN].items() if name in PLACES}

    def address(self, endpoint: str, rule: str, place: Place) -> str:
        """An address of a rule, with examples of one place."""
        return self._filled(endpoint, rule, self.values[place])

    def _filled(self, endpoint: str, rule: str, values: Mapping[str, object]) -> str:

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
            groepen=("G1",) if rol is Rol.LEERKRACHT else None,
        )
