"""How far a product was admitted, and the next step that an operator takes with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, render_template, request
from flask_babel import LazyString, gettext, lazy_gettext
from werkzeug import Response

from uwlr_service.domain.account.overgang import events_in
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, OvergangOngeldig
from uwlr_service.domain.koppeling.koppelpartner import Toelating
from uwlr_service.domain.koppeling.toelating import OVERGANGEN, Toelatinggebeurtenis
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import ELSEWHERE, Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.beheer.toelatingen import woorden
from uwlr_service.portaal.beheer.toelatingen.formulieren import (
    Activeerformulier,
    Kwalificatieformulier,
    Overeenkomstformulier,
    Redenformulier,
)
from uwlr_service.uitwisseling.koppeling.partner.toelatingen import Toelatingen


@dataclass(frozen=True, slots=True, kw_only=True)
class Stap:
    """A step that an operator can take: its words, its form, and the use case behind it."""

    gebeurtenis: Toelatinggebeurtenis
    titel: LazyString
    uitleg: LazyString
    formulier: type[Formulier]
    take: Callable[[int, Any], object]


def _with_reason(act: Callable[..., object]) -> Callable[[int, Any], object]:
    """A step that asks for nothing but a reason."""

    def take(product: int, form: Any) -> object:
        return act(diensten().toelatingen, product, form.reden.data or "", door=door())

    return take


def _agree(product: int, form: Overeenkomstformulier) -> None:
    diensten().toelatingen.agree(
        product,
        form.nummer.data or "",
        form.ondertekend.data,
        zonder_rapport=form.zonder_rapport.data or "",
        door=door(),
    )


def _activate(product: int, _form: Activeerformulier) -> None:
    diensten().toelatingen.activate(product, door=door())


STAPPEN: Mapping[str, Stap] = {
    "kwalificeren": Stap(
        gebeurtenis=Toelatinggebeurtenis.QUALIFY,
        titel=lazy_gettext("Kwalificeren"),
        uitleg=lazy_gettext("Leg vast dat het product goed werkt in de proeftuin."),
        formulier=Kwalificatieformulier,
        take=_with_reason(Toelatingen.qualify),
    ),
    "overeenkomst": Stap(
        gebeurtenis=Toelatinggebeurtenis.AGREE,
        titel=lazy_gettext("Overeenkomst vastleggen"),
        uitleg=lazy_gettext(
            "Leg de getekende overeenkomst vast. Die berust op een goed keurrapport over dit product,"
            " of op een reden waarom het zonder kan."
        ),
        formulier=Overeenkomstformulier,
        take=_agree,
    ),
    "activeren": Stap(
        gebeurtenis=Toelatinggebeurtenis.ACTIVATE,
        titel=lazy_gettext("Activeren"),
        uitleg=lazy_gettext(
            "Vanaf nu kan het bedrijf koppelingen voorstellen aan echte scholen."
            " Adressen om mee in te loggen bevestigt u daarna zelf."
        ),
        formulier=Activeerformulier,
        take=_activate,
    ),
    "hervatten": Stap(
        gebeurtenis=Toelatinggebeurtenis.RESUME,
        titel=lazy_gettext("Hervatten"),
        uitleg=lazy_gettext("Alle koppelingen werken weer als voorheen."),
        formulier=Redenformulier,
        take=_with_reason(Toelatingen.resume),
    ),
    "stilzetten": Stap(
        gebeurtenis=Toelatinggebeurtenis.SUSPEND,
        titel=lazy_gettext("Overal stilzetten"),
        uitleg=lazy_gettext("Vanaf de volgende vraag krijgt het product niets meer, van geen enkele school."),
        formulier=Redenformulier,
        take=_with_reason(Toelatingen.suspend),
    ),
    "beeindigen": Stap(
        gebeurtenis=Toelatinggebeurtenis.END,
        titel=lazy_gettext("Beëindigen"),
        uitleg=lazy_gettext("Dit is voorgoed. Het bedrijf moet de gegevens van elke school vernietigen."),
        formulier=Redenformulier,
        take=_with_reason(Toelatingen.end),
    ),
}
"""The steps by the last part of their address, in the order in which they come."""


def show(partner: int, product: int) -> str:
    """How far a product is, with the steps that can be taken now."""
    toelating = toelating_of(partner, product)
    events = events_in(OVERGANGEN, toelating.stand)
    return render_template(
        "beheer/toelatingen/toelating.html",
        toelating=toelating,
        toepassingen=diensten().toepassingen.of_links(toelating.product.koppelingen, door=door()),
        stappen={naam: stap for naam, stap in STAPPEN.items() if stap.gebeurtenis in events},
        woorden=woorden,
    )


def take(partner: int, product: int, stap: str) -> Response | str:
    """What a step does, with its form; takes it."""
    toelating = toelating_of(partner, product)
    form = STAPPEN[stap].formulier()
    if request.method == "GET":
        return _page(toelating, stap, form)
    if not form.validate():
        return form.again()
    try:
        STAPPEN[stap].take(product, form)
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form.refuse(error)
        return form.again()
    flash(gettext("Gedaan. Wie het aangaat, krijgt bericht."))
    return verder.to("beheer.toelating", partner=partner, product=product)


def toelating_of(partner: int, product: int) -> Toelating:
    """The admission of a product of this partner. Raises NietToegestaan for one of another."""
    toelating = diensten().toelatingen.get(product, door=door())
    if toelating.product.koppelpartner != partner:
        raise NietToegestaan
    return toelating


def _page(toelating: Toelating, naam: str, form: Formulier) -> str:
    if STAPPEN[naam].gebeurtenis not in events_in(OVERGANGEN, toelating.stand):
        raise OvergangOngeldig
    return render_template("beheer/toelatingen/stap.html", toelating=toelating, stap=STAPPEN[naam], form=form)
