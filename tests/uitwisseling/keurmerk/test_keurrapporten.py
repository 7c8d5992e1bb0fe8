"""The reports on which the admission of a product can rest: of this service, about it, and not old."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import add_product
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, OvergangOngeldig, ProductOnbekend
from uwlr_service.domain.koppeling.koppelpartner import Product
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.formats import keurmerk
from uwlr_service.formats.gkv.handtekening import new_key
from uwlr_service.formats.keurmerk import KeurmerkOngeldig, Verklaring
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.partner import toelatingrapport
from uwlr_service.repository.schema.toezicht import logregel
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.keurmerk.keurmerken import Keurmerken
from uwlr_service.uitwisseling.keurmerk.keurrapporten import Keurrapporten
from uwlr_service.uitwisseling.koppeling.partner.toelatingen import Toelatingen

UITGEVER = "https://uwlr.example.nl"
GELDIG = timedelta(days=100)
SECRET = b"a secret that is used in tests only"
MARCH = date(2026, 3, 14)


def rapport(*, goed: bool = True, gevallen: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    """A report with cases of a weight and an outcome."""
    return {
        "suite": "uitgever",
        "versie": "1",
        "goed": goed,
        "gevallen": [{"gewicht": gewicht, "stand": stand} for gewicht, stand in gevallen],
    }


GOED = rapport(gevallen=(("moet", "goed"), ("hoort", "overgeslagen"), ("weet", "afwijking")))
AFGEKEURD = rapport(goed=False, gevallen=(("moet", "afwijking"),))
OVERGESLAGEN = rapport(gevallen=(("moet", "goed"), ("moet", "overgeslagen")))


class Balie:
    """The use cases on one database, with reports that count for a hundred days."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.ondertekening = Ondertekening(database, SECRET)
        self.keurmerken = self.signing()
        self.rapporten = Keurrapporten(database, self.keurmerken)
        self.toelatingen = Toelatingen(database, GELDIG)

    def signing(self, uitgever: str | None = UITGEVER, geldig: timedelta = GELDIG) -> Keurmerken:
        """What signs under another address, or for another time."""
        return Keurmerken(self.database, self.ondertekening, uitgever, geldig)

    def signed(self, product: Product, content: dict[str, Any] = GOED) -> bytes:
        """The signature under a report about a product."""
        return self.keurmerken.sign(content, product.id, door=DOOR).encode()

    def agree(self, product: Product, zonder_rapport: str = "") -> str:
        """Write down an agreement; returns what it rests on, as the step says it."""
        self.toelatingen.agree(product.id, "VO-12", MARCH, zonder_rapport=zonder_rapport, door=DOOR)
        return self.toelatingen.get(product.id, door=DOOR).stappen[-1].reden

    def count(self) -> int:
        """How many reports are kept."""
        with self.database.read() as connection:
            return connection.execute(select(func.count()).select_from(toelatingrapport)).scalar_one()

    def age(self, days: int) -> None:
        """Let the reports have been signed so many days ago."""
        with self.database.write() as connection:
            moment = tijd.now() - timedelta(days=days)
            connection.execute(update(toelatingrapport).values(ondertekend=moment, tot=moment + GELDIG))


@pytest.fixture
def balie(database: Database) -> Balie:
    """The use cases."""
    return Balie(database)


@pytest.fixture
def product(database: Database) -> Product:
    """A product that was qualified."""
    return add_product(database, "LL1", Toelatingstand.KWALIFICATIE)


def test_what_came_of_a_report_is_kept(balie: Balie, product: Product) -> None:
    taken = balie.rapporten.take(product.id, balie.signed(product, OVERGESLAGEN), door=DOOR)
    assert (taken.suite, taken.versie, taken.goed, taken.overgeslagen) == ("uitgever", "1", True, 1)
    assert taken.tot - taken.ondertekend == GELDIG
    assert balie.toelatingen.get(product.id, door=DOOR).rapporten == (taken,)
    with balie.database.read() as connection:
        wat = connection.execute(select(logregel.c.wat).order_by(logregel.c.id)).scalars().all()
    assert wat == ["keurrapport-ondertekend", "keurrapport-vastgelegd"]


def test_the_same_report_once_more_changes_nothing(balie: Balie, product: Product) -> None:
    data = balie.signed(product)
    first = balie.rapporten.take(product.id, data, door=DOOR)
    as_file = {**GOED, "ondertekend": True, "uitgever": UITGEVER, "handtekening": data.decode()}
    assert balie.rapporten.take(product.id, json.dumps(as_file).encode(), door=DOOR) == first
    assert balie.count() == 1


def test_reports_of_others_are_not_taken(balie: Balie, product: Product) -> None:
    now = tijd.whole_second(tijd.now())
    foreign = Verklaring(
        uitgever=UITGEVER,
        moment=now,
        tot=now + GELDIG,
        product=product.id,
        productnaam=product.naam,
        rapport=GOED,
    )
    elsewhere = balie.signing("https://ander.example").sign(GOED, product.id, door=DOOR)
    for data, told in (
        (keurmerk.sign(foreign, new_key()).encode(), "niet van deze uitgever"),
        (elsewhere.encode(), "niet van deze dienst"),
        (json.dumps({**GOED, "ondertekend": False}).encode(), "niet ondertekend"),
    ):
        with pytest.raises(KeurmerkOngeldig, match=told):
            balie.rapporten.take(product.id, data, door=DOOR)
    assert balie.count() == 0


def test_nor_is_one_about_another_product(balie: Balie, product: Product) -> None:
    other = add_product(balie.database, "LL2")
    with pytest.raises(KeurmerkOngeldig, match=f"over product {other.id}"):
        balie.rapporten.take(product.id, balie.signed(other), door=DOOR)
    with pytest.raises(ProductOnbekend):
        balie.rapporten.take(404, balie.signed(other), door=DOOR)


def test_nor_is_one_that_is_older_than_is_set_now(balie: Balie, product: Product) -> None:
    data = balie.signed(product)
    shorter = Keurrapporten(balie.database, balie.signing(geldig=timedelta(0)))
    with pytest.raises(KeurmerkOngeldig, match="0 dagen oud"):
        shorter.take(product.id, data, door=DOOR)


@pytest.mark.parametrize("rol", [Rol.PARTNERBEHEERDER, Rol.SCHOOLBEHEERDER])
def test_only_operators_bring_one(balie: Balie, product: Product, rol: Rol) -> None:
    account = Account(id=1, rol=rol, koppelpartner=product.koppelpartner)
    door = Handelende(herkomst=Herkomst.PORTAAL, naam="Eva", inlog=1, accounts=(account,), bewezen=tijd.now())
    with pytest.raises(NietToegestaan):
        balie.rapporten.take(product.id, balie.signed(product), door=door)


def test_an_agreement_rests_on_a_report(balie: Balie, product: Product) -> None:
    balie.rapporten.take(product.id, balie.signed(product), door=DOOR)
    assert "keurrapport uitgever, versie 1, van" in balie.agree(product)


@pytest.mark.parametrize("content", [None, AFGEKEURD, OVERGESLAGEN], ids=["none", "bad", "passed over"])
def test_without_a_good_one_it_takes_a_reason(
    balie: Balie, product: Product, content: dict[str, Any] | None
) -> None:
    if content is not None:
        balie.rapporten.take(product.id, balie.signed(product, content), door=DOOR)
    for nothing in ("", "  "):
        with pytest.raises(Geweigerd, match="geen goed keurrapport"):
            balie.agree(product, nothing)
    assert balie.toelatingen.get(product.id, door=DOOR).stand is Toelatingstand.KWALIFICATIE
    assert balie.agree(product, "Alleen inloggen.").endswith("zonder keurrapport: Alleen inloggen.")
    with balie.database.read() as connection:
        last = connection.execute(select(logregel.c.content).order_by(logregel.c.id.desc()).limit(1)).scalar()
    assert "zonder keurrapport: Alleen inloggen." in str(last)


NIETS_BEKEKEN = rapport(gevallen=(("moet", "overgeslagen"), ("hoort", "goed")))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (AFGEKEURD, "niet alles wat moet is goed."),
        (OVERGESLAGEN, "1 geval dat moet is overgeslagen."),
        (NIETS_BEKEKEN, "1 geval dat moet is overgeslagen."),
        (rapport(goed=False, gevallen=(("moet", "afwijking"), ("moet", "overgeslagen"))), "is overgeslagen."),
    ],
    ids=["bad", "passed over", "nothing seen", "both"],
)
def test_what_a_report_lacks_is_said(
    balie: Balie, product: Product, content: dict[str, Any], told: str
) -> None:
    balie.rapporten.take(product.id, balie.signed(product, content), door=DOOR)
    with pytest.raises(Geweigerd) as caught:
        balie.agree(product)
    assert "Het laatste rapport, uitgever, versie 1, van " in caught.value.tekst
    assert caught.value.tekst.endswith(told)


def test_a_report_that_is_too_old_is_said_to_be_that(balie: Balie, product: Product) -> None:
    balie.rapporten.take(product.id, balie.signed(product), door=DOOR)
    balie.age(GELDIG.days + 1)
    with pytest.raises(Geweigerd, match="telt niet: het is verlopen"):
        balie.agree(product)


def test_a_report_carries_for_so_many_days(balie: Balie, product: Product) -> None:
    balie.rapporten.take(product.id, balie.signed(product), door=DOOR)
    balie.age(GELDIG.days + 1)
    with pytest.raises(Geweigerd, match="geen goed keurrapport"):
        balie.agree(product)
    balie.age(GELDIG.days - 1)
    shorter = Toelatingen(balie.database, GELDIG / 2)
    with pytest.raises(Geweigerd, match="geen goed keurrapport"):
        shorter.agree(product.id, "VO-12", MARCH, door=DOOR)
    assert balie.agree(product)


def test_a_bad_report_after_a_good_one_does_not_hide_it(balie: Balie, product: Product) -> None:
    for content in (GOED, AFGEKEURD):
        balie.rapporten.take(product.id, balie.signed(product, content), door=DOOR)
    assert "keurrapport uitgever" in balie.agree(product)


def test_with_a_report_a_reason_to_go_without_is_refused(balie: Balie, product: Product) -> None:
    balie.rapporten.take(product.id, balie.signed(product), door=DOOR)
    with pytest.raises(Geweigerd, match="Er is een goed keurrapport"):
        balie.agree(product, "Alleen inloggen.")


def test_what_was_agreed_before_goes_on_as_it_was(balie: Balie) -> None:
    made = add_product(balie.database, "LL3", Toelatingstand.OVEREENKOMST)
    balie.toelatingen.activate(made.id, door=DOOR)
    assert balie.toelatingen.get(made.id, door=DOOR).stand is Toelatingstand.ACTIEF


def test_a_product_that_is_too_early_hears_that_first(balie: Balie) -> None:
    made = add_product(balie.database, "LL4", Toelatingstand.SANDBOX)
    with pytest.raises(OvergangOngeldig):
        balie.agree(made)
