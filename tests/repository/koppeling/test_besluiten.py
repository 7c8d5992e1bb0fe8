"""The migration that numbers decisions: what was taken away before it can be journalled too."""

import json
from datetime import timedelta

from sqlalchemy import select

from tests.support.migrations import downgrade
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.netwerk import parse_netwerk
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.schema.herstel import besluit
from uwlr_service.uitwisseling.generiek.beheer import Generiekbeheer
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling


def decided(database: Database) -> dict[str, str]:
    """The content of the decisions by their kind."""
    with database.read() as connection:
        rows = connection.execute(select(besluit.c.soort, besluit.c.inhoud)).all()
    assert len({row.soort for row in rows}) == len(rows)
    return {row.soort: json.dumps(row.inhoud, sort_keys=True) for row in rows}


def test_what_was_decided_before_is_numbered_as_if_it_were_decided_after(database: Database) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens())
    beheer = Koppelingbeheer(database, b"a secret that is used in tests only")
    koppeling = beheer.add(
        klantnaam="Ouders", klantcode="O1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
    ).koppeling.id
    beheer.change_afspraak(koppeling, jaargroepen=["4"], velden={"leerling/geslacht": False}, door=DOOR)
    beheer.rotate(koppeling, timedelta(days=2), door=DOOR)
    Generiekbeheer(database).limit(koppeling, [parse_netwerk("192.0.2.7")], door=DOOR)
    Generiekbeheer(database).switch(koppeling, aan=False, door=DOOR)
    Intrekkingen(database).withdraw(koppeling, door=DOOR)
    before = decided(database)
    later_kinds = {
        Besluitsoort.BACKUP,
        Besluitsoort.HERSTELD,
        Besluitsoort.PARTNERSLEUTEL,
        Besluitsoort.TERUGKEER,
        Besluitsoort.PAUZE,
        Besluitsoort.HERVATTING,
        Besluitsoort.AFWIJZING,
        Besluitsoort.ACCOUNT,
        Besluitsoort.TOELATING,
        Besluitsoort.INLOG,
        Besluitsoort.FACTOR,
        Besluitsoort.VERGETEN,
        Besluitsoort.TOEPASSING,
        Besluitsoort.TOEPASSINGSGEHEIMEN,
        Besluitsoort.TOEPASSINGSADRESSEN,
        Besluitsoort.TOEPASSINGSSLEUTELS,
        Besluitsoort.TOEPASSINGSRUIMTE,
        Besluitsoort.BADGES,
        Besluitsoort.PLAATJES,
        Besluitsoort.LAS,
        Besluitsoort.LASSLEUTEL,
        Besluitsoort.LASSCHOLEN,
        Besluitsoort.LASWEBHOOK,
        Besluitsoort.WEBHOOK,
        Besluitsoort.SCHOOLPROVIDER,
        Besluitsoort.INLOGACCOUNTS,
        Besluitsoort.REM,
        Besluitsoort.ROOSTERREM,
        Besluitsoort.SSOSLEUTELS,
    }
    assert before.keys() == set(Besluitsoort) - later_kinds

    downgrade(database, "0015")
    database.upgrade()

    assert decided(database) == before
    with database.read() as connection:
        repository = BesluitRepository(connection)
        assert repository.installatie("machine", "pad").besluitnummer == len(before)
        numbered = repository.after(0)
    assert [each.nummer for each in numbered] == [1, 2, 3, 4, 5]
    assert sorted(each.moment for each in numbered) == [each.moment for each in numbered]
