"""Signing the reports of the test facility: by whom, about what, and with keys that stay published."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import add_product
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, ProductOnbekend
from uwlr_service.domain.koppeling.koppelpartner import Product
from uwlr_service.formats import keurmerk
from uwlr_service.formats.keurmerk import KeurmerkOngeldig
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.gkv import ondertekensleutel
from uwlr_service.repository.schema.toezicht import logregel
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.keurmerk.keurmerken import Keurmerken

UITGEVER = "https://uwlr.example.nl"
GELDIG = timedelta(days=100)
RAPPORT = {"suite": "uitgever", "versie": "1", "goed": False, "gevallen": []}
SECRET = b"a secret that is used in tests only"


@pytest.fixture
def ondertekening(database: Database) -> Ondertekening:
    """The keys of the service."""
    return Ondertekening(database, SECRET)


@pytest.fixture
def keurmerken(database: Database, ondertekening: Ondertekening) -> Keurmerken:
    """Signs reports that count for a hundred days."""
    return Keurmerken(database, ondertekening, UITGEVER, GELDIG)


@pytest.fixture
def product(database: Database) -> Product:
    """A product in the sandbox."""
    return add_product(database, "LL1")


def age(database: Database, days: int) -> None:
    """Let every replaced key have been replaced so many days ago."""
    c = ondertekensleutel.c
    with database.write() as connection:
        moment = tijd.now() - timedelta(days=days)
        connection.execute(update(ondertekensleutel).where(c.vervangen.is_not(None)).values(vervangen=moment))


def test_a_report_is_signed_about_a_product(keurmerken: Keurmerken, product: Product) -> None:
    before = tijd.whole_second(tijd.now())
    signed = keurmerken.sign(RAPPORT, product.id, door=DOOR)
    read = keurmerk.read(signed, keurmerken.published(), tijd.now())
    assert (read.uitgever, read.product, read.productnaam) == (UITGEVER, product.id, product.naam)
    assert read.rapport == RAPPORT
    assert read.moment >= before
    assert read.tot - read.moment == GELDIG


def test_signing_is_in_the_log(keurmerken: Keurmerken, product: Product, database: Database) -> None:
    keurmerken.sign(RAPPORT, product.id, door=DOOR)
    with database.read() as connection:
        row = connection.execute(
            select(logregel.c.partner, logregel.c.content).where(logregel.c.wat == "keurrapport-ondertekend")
        ).one()
    assert row.partner == product.koppelpartner
    assert '"suite":"uitgever"' in row.content.replace(" ", "")


def test_the_key_stays_published_as_long_as_a_report_counts(
    keurmerken: Keurmerken, ondertekening: Ondertekening, product: Product, database: Database
) -> None:
    signed = keurmerken.sign(RAPPORT, product.id, door=DOOR)
    ondertekening.rotate(door=DOOR)
    age(database, GELDIG.days)
    assert keurmerk.read(signed, keurmerken.published(), tijd.now()).rapport == RAPPORT
    age(database, GELDIG.days + 2)
    with pytest.raises(KeurmerkOngeldig, match="niet van deze uitgever"):
        keurmerk.read(signed, keurmerken.published(), tijd.now())
    assert len(keurmerken.published()) == 1


def test_the_public_keys_are_public_only(keurmerken: Keurmerken) -> None:
    assert all("d" not in key for key in keurmerken.published())


@pytest.mark.parametrize(
    ("rol", "further", "may"),
    [(Rol.PARTNERBEHEERDER, 0, True), (Rol.PARTNERBEHEERDER, 1, False), (Rol.SCHOOLBEHEERDER, 0, False)],
    ids=["own company", "another company", "school"],
)
def test_only_operators_and_the_company_have_something_signed(
    keurmerken: Keurmerken, product: Product, rol: Rol, further: int, may: bool
) -> None:
    account = Account(id=1, rol=rol, koppelpartner=product.koppelpartner + further)
    door = Handelende(herkomst=Herkomst.PORTAAL, naam="Eva", inlog=1, accounts=(account,), bewezen=tijd.now())
    if may:
        assert keurmerken.sign(RAPPORT, product.id, door=door)
        return
    for number in (product.id, 99):
        with pytest.raises(NietToegestaan):
            keurmerken.sign(RAPPORT, number, door=door)


def test_a_product_that_is_not_there_is_refused(keurmerken: Keurmerken) -> None:
    with pytest.raises(ProductOnbekend):
        keurmerken.sign(RAPPORT, 99, door=DOOR)


def test_without_an_address_nothing_is_signed(
    database: Database, ondertekening: Ondertekening, product: Product
) -> None:
    with pytest.raises(Geweigerd, match="UWLR_BASE_URL"):
        Keurmerken(database, ondertekening, None, GELDIG).sign(RAPPORT, product.id, door=DOOR)
