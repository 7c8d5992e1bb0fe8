"""The proeftuin: test schools, on which a partner tries what it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, render_template
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.koppeling.koppelpartner import Product
from uwlr_service.domain.koppeling.partnerzicht import Koppelingregel
from uwlr_service.domain.koppeling.toelating import CLOSED
from uwlr_service.domain.proeftuin.proeftuin import LAST_DAY, Proefschool, Proeftuin
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier, Nummerveld
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.partner import woorden
from uwlr_service.portaal.partner.schoolknop import Schoolknop


@dataclass(frozen=True, slots=True, kw_only=True)
class Kaart:
    """A test school on the page; ``uitleg`` is there for a school of a proeftuin, and says what it is for."""

    school: Schoolcode
    naam: str
    koppelingen: tuple[int, ...]
    te_kiezen: tuple[Koppelingregel, ...]
    """The links that the school can take part in."""
    uitleg: Proefschool | None = None


class Dagknop(Formulier):
    """The product, and the day that was shown; both stand in the page, and nobody types them."""

    product = Nummerveld()
    dag = Nummerveld()


class Allemaalknop(Formulier):
    """The product, and the link; both stand in the page."""

    product = Nummerveld()
    koppeling = Nummerveld()


def show(koppelpartner: int) -> str:
    """The test schools, what each is for, and what can be done with it."""
    start, testscholen = diensten().partnerzicht.proeftuin(koppelpartner, door=door())
    proeftuinen = diensten().proeftuinen.of_koppelpartner(koppelpartner, door=door())
    living = [koppeling for koppeling in start.koppelingen if koppeling.ingetrokken is None]
    joined = {test.school: test.koppelingen for test in testscholen}
    kaarten = {proeftuin.id: _kaarten(proeftuin, living, joined) for proeftuin in proeftuinen}
    return render_template(
        "partner/proeftuin.html",
        koppelpartner=koppelpartner,
        proeftuinen={proeftuin.product: proeftuin for proeftuin in proeftuinen},
        kaarten=kaarten,
        onvolledig={number: _onvolledig(scholen) for number, scholen in kaarten.items()},
        andere=[
            Kaart(school=test.school, naam=test.naam, koppelingen=test.koppelingen, te_kiezen=tuple(living))
            for test in testscholen
            if test.product is None
        ],
        last_day=LAST_DAY,
        jaar=Schooljaar.current(),
        koppelingen=living,
        open=[product for product in start.koppelpartner.producten if _is_open(product)],
        producten={product.id: product.naam for product in start.koppelpartner.producten},
        sets=woorden.SETS,
        schoolpad=schoolpad.write,
        form=Formulier(),
    )


def _is_open(product: Product) -> bool:
    """Whether a product can have a proeftuin: it was admitted, and not stopped."""
    return product.stand is not None and product.stand not in CLOSED


def _kaarten(
    proeftuin: Proeftuin, living: Sequence[Koppelingregel], joined: Mapping[Schoolcode, tuple[int, ...]]
) -> list[Kaart]:
    """The schools of a proeftuin, with the links of its product."""
    own = tuple(koppeling for koppeling in living if koppeling.product == proeftuin.product)
    return [
        Kaart(
            school=proeftuin.school(school.nummer),
            naam=school.naam,
            koppelingen=joined.get(proeftuin.school(school.nummer), ()),
            te_kiezen=own,
            uitleg=school,
        )
        for school in diensten().proeftuinen.scholen
    ]


def _onvolledig(kaarten: Sequence[Kaart]) -> list[Koppelingregel]:
    """The links in which not all of these schools take part."""
    return [
        koppeling
        for koppeling in kaarten[0].te_kiezen
        if any(koppeling.id not in kaart.koppelingen for kaart in kaarten)
    ]


def make(koppelpartner: int) -> Response:
    """Give a product test schools of its own."""
    product = Dagknop().product.data
    if product is not None:
        diensten().proeftuinen.make(product, door=door())
        flash(gettext("De testscholen staan klaar."))
    return _back(koppelpartner)


def next_day(koppelpartner: int) -> Response:
    """Call the day after the one that was shown."""
    form = Dagknop()
    product = form.product.data
    if product is not None and form.dag.data is not None:
        proeftuin = diensten().proeftuinen.next_day(product, seen=form.dag.data, door=door())
        flash(gettext("De testscholen staan op dag %(dag)s.", dag=proeftuin.dag))
    return _back(koppelpartner)


def restart(koppelpartner: int) -> Response:
    """Begin anew, from the day that was shown."""
    form = Dagknop()
    product = form.product.data
    if product is not None and form.dag.data is not None:
        proeftuin = diensten().proeftuinen.restart(product, seen=form.dag.data, door=door())
        flash(gettext("De testscholen staan weer op dag %(dag)s.", dag=proeftuin.dag))
    return _back(koppelpartner)


def join_all(koppelpartner: int) -> Response:
    """Let all test schools of a product take part in one of its links."""
    form = Allemaalknop()
    product = form.product.data
    koppeling = form.koppeling.data
    proeftuin = None if product is None else diensten().proeftuinen.of_product(product)
    if proeftuin is not None and koppeling is not None:
        diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
        scholen = [proeftuin.school(school.nummer) for school in diensten().proeftuinen.scholen]
        diensten().deelnames.admit_all(koppeling, scholen, door=door())
        flash(gettext("Alle testscholen doen mee."))
    return _back(koppelpartner)


def join(koppelpartner: int) -> Response:
    """Let a test school take part in a link."""
    chosen = Schoolknop().chosen()
    if chosen is not None:
        koppeling, school = chosen
        diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
        diensten().deelnames.admit(koppeling, school, door=door())
        flash(gettext("De testschool doet mee."))
    return _back(koppelpartner)


def ask_volledig(koppelpartner: int) -> Response:
    """Let the next package of a test school be a full one."""
    chosen = Schoolknop().chosen()
    if chosen is not None:
        koppeling, school = chosen
        diensten().partnerzicht.ask_volledig(koppelpartner, koppeling, school, door=door())
        flash(gettext("Het volgende pakket is een volledig pakket."))
    return _back(koppelpartner)


def _back(koppelpartner: int) -> Response:
    return verder.to("partner.proeftuin", koppelpartner=koppelpartner)
