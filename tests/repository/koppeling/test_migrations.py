"""Links that were there before a default changed keep what they had."""

import hashlib
from datetime import timedelta

from sqlalchemy import column, insert, select, table

from tests.support.migrations import downgrade
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.generiek import Generiektoegang
from uwlr_service.domain.koppeling import partner
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.netwerk import parse_netwerk
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.generiek import GkvGeneriekRepository
from uwlr_service.repository.koppeling.partner.bewijzen import BewijsRepository, Uitgever
from uwlr_service.repository.schema.koppeling import klant, koppeling
from uwlr_service.repository.types import Moment
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer


def store_links(database: Database, *richtingen: Richting) -> list[int]:
    """Links as they were made before a migration, without anything that it adds."""
    moment = tijd.now()
    with database.write() as connection:
        klant_id = connection.execute(
            insert(klant).values(naam="Rooster", code="R1").returning(klant.c.id)
        ).scalar_one()
        connection.execute(
            insert(koppeling),
            [
                {
                    "klant_id": klant_id,
                    "richting": richting.value,
                    "gegevensset": "gkv-basis",
                    "aangemaakt": moment,
                }
                for richting in richtingen
            ],
        )
        return list(connection.execute(select(koppeling.c.id).order_by(koppeling.c.id)).scalars())


def test_the_drop_in_service_stays_as_it_was(database: Database) -> None:
    downgrade(database, "0013")
    plain, shut, bound, uwlr = store_links(
        database, Richting.LEVEREN, Richting.LEVEREN, Richting.LEVEREN, Richting.BEIDE
    )
    adres = parse_netwerk("192.0.2.0/24")
    with database.write() as connection:
        repository = GkvGeneriekRepository(connection)
        repository.switch(shut, aan=False)
        repository.switch(bound, aan=True)
        repository.limit(bound, [adres])
    database.upgrade()
    with database.read() as connection:
        repository = GkvGeneriekRepository(connection)
        assert repository.get(plain) == Generiektoegang(aan=True)
        assert repository.get(shut) == Generiektoegang(aan=False)
        assert repository.get(bound) == Generiektoegang(aan=True, adressen=(adres,))
        assert repository.get(uwlr) == Generiektoegang(aan=False)


def test_a_link_that_was_there_answers_to_any_gegevenssetid(database: Database, stored: object) -> None:
    downgrade(database, "0014")
    before, gkv = store_links(database, Richting.BEIDE, Richting.LEVEREN)
    database.upgrade()
    beheer = Koppelingbeheer(database, b"a secret")
    after = beheer.add(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], door=DOOR).koppeling.id
    links = {koppeling.id: koppeling for koppeling in beheer.all()}
    assert {number: link.gegevenssetid_streng for number, link in links.items()} == {
        before: False,
        gkv: False,
        after: True,
    }
    assert [link.id for link in beheer.lenient()] == [before]


def test_an_assertion_that_was_used_stays_used(database: Database) -> None:
    downgrade(database, "0030")
    (number,) = store_links(database, Richting.LEVEREN)
    jti = hashlib.sha256(b"eens").hexdigest()
    before = table("gebruikt_bewijs", column("koppeling_id"), column("jti"), column("verloopt", Moment))
    now = tijd.now()
    end = now + timedelta(minutes=4)
    with database.write() as connection:
        connection.execute(insert(before).values(koppeling_id=number, jti=jti, verloopt=end))
    database.upgrade()
    with database.write() as connection:
        used = BewijsRepository(connection)
        assert not used.use_once(Uitgever.API, partner.client_id(number), "eens", end, now)
        assert used.use_once(Uitgever.SSO, partner.client_id(number), "eens", end, now)
    downgrade(database, "0030")
    with database.read() as connection:
        assert connection.execute(select(before.c.koppeling_id, before.c.jti)).all() == [(number, jti)]
