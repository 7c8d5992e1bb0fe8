"""The judging of a partner's own client at its proeftuin: the steps, what was seen of each, and the report.

Our service watches, and the steps are taken by hand, in the client. What can be done here the command line
does too (docs/keurmerk.rst).
"""

import enum
import json
from collections.abc import Callable, Mapping

from flask import flash, render_template, request
from flask_babel import LazyString, gettext, lazy_gettext
from werkzeug import Response
from werkzeug.exceptions import BadRequest
from wtforms import HiddenField, RadioField, SelectChoice
from wtforms.validators import InputRequired

from uwlr_service.conformiteit.bladzijde import as_html
from uwlr_service.conformiteit.clientkeuring.keurgang import Keurgang, KeuringVeranderd, verloop_of
from uwlr_service.conformiteit.clientkeuring.soorten import KEURSOORTEN
from uwlr_service.conformiteit.clientkeuring.verloop import Verloop
from uwlr_service.conformiteit.rapport import Rapport
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan
from uwlr_service.domain.koppeling.toelating import CLOSED
from uwlr_service.domain.proeftuin.keurstand import Keurzicht
from uwlr_service.paginas import headers, verder
from uwlr_service.paginas.formulier import ELSEWHERE, Formulier
from uwlr_service.paginas.interfaces import called
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.partner import woorden

ON_THE_PAGE = 20
"""Calls of the step at hand; a client can make hundreds."""
GEWIJZIGD = lazy_gettext("De keuring is intussen veranderd. Kijk hoe ver die nu is.")


class Doen(enum.StrEnum):
    """What is done about the step at hand."""

    GEDAAN = "gedaan"
    OVERSLAAN = "overslaan"
    STOPPEN = "stoppen"


class Stapknop(Formulier):
    """The step that was shown, and what to do about it; both stand in the page, and nobody types them."""

    stap = HiddenField()
    doen = HiddenField()


class Rapportknop(Formulier):
    """In which form the report comes."""

    vorm = HiddenField()


class Beginformulier(Formulier):
    """Which client is judged; ``gezien`` is which judging was shown, which a new one takes the place of."""

    soort = RadioField(
        lazy_gettext("Wat laat u keuren?"),
        [InputRequired()],
        choices=[SelectChoice(suite, said) for suite, said in woorden.KEURSOORTEN.items()],
    )
    gezien = HiddenField()


VORMEN: Mapping[str, tuple[str, str, LazyString]] = {
    "html": ("text/html", "rapport.html", lazy_gettext("Download het rapport als webpagina")),
    "json": ("application/json", "rapport.json", lazy_gettext("Download het ondertekende rapport (JSON)")),
    "junit": ("application/xml", "rapport.xml", lazy_gettext("Download het rapport als JUnit XML")),
}
"""Of each form of a report its media type, the name of its file, and what its button says."""
WRITERS: Mapping[str, Callable[[Rapport], bytes]] = {
    "html": as_html,
    "json": lambda rapport: json.dumps(rapport.as_record(), ensure_ascii=False, indent=2).encode(),
    "junit": Rapport.as_junit,
}


def lead(koppelpartner: int, product: int) -> Response | str:
    """How far the judging is, and what is done about the step at hand."""
    gang = _gang(koppelpartner, product)
    zicht = gang.zicht()
    form = Stapknop()
    if request.method == "GET":
        return _page(koppelpartner, zicht, form)
    try:
        _take(gang, zicht, str(form.stap.data), _doen(form))
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form.refuse(error)
        return form.again()
    return verder.to("partner.keuring", koppelpartner=koppelpartner, product=product)


def begin(koppelpartner: int, product: int) -> Response | str:
    """Choose what is judged, and begin at its first step."""
    gang = _gang(koppelpartner, product)
    zicht = gang.zicht()
    shown = "" if zicht.stand is None else zicht.stand.begonnen.isoformat()
    form = Beginformulier(data={"gezien": shown})
    if request.method == "GET":
        return render_template(
            "partner/keuring-begin.html", koppelpartner=koppelpartner, zicht=zicht, form=form
        )
    if not form.validate():
        return form.again()
    # Of a button that is pressed twice the second time would forget what the first one began.
    if form.gezien.data != shown:
        flash(str(GEWIJZIGD), "let-op")
        return verder.to("partner.keuring", koppelpartner=koppelpartner, product=product)
    try:
        gang.begin(KEURSOORTEN[form.soort.data])
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form.refuse(error)
        return form.again()
    return verder.to("partner.keuring", koppelpartner=koppelpartner, product=product)


def report(koppelpartner: int, product: int) -> Response:
    """The report of what was seen until now, signed, as a file.

    The signature is in JSON, and the page of HTML says where; JUnit XML has no place for it.
    """
    gang = _gang(koppelpartner, product)
    form = Rapportknop()
    vorm = str(form.vorm.data)
    if vorm not in VORMEN:
        raise BadRequest
    try:
        rapport = gang.rapport() if vorm == "junit" else gang.signed()
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form.refuse(error)
        return form.again()
    mimetype, naam, _ = VORMEN[vorm]
    # A page with styles of its own is never shown as one of ours: it is kept, and opened from there.
    return Response(
        WRITERS[vorm](rapport),
        mimetype=mimetype,
        headers={
            "Content-Disposition": f'attachment; filename="{naam}"',
            "Content-Security-Policy": f"{headers.policy()}; sandbox",
        },
    )


def _gang(koppelpartner: int, product: int) -> Keurgang:
    """The judging at the proeftuin of a product of this company. Raises NietToegestaan without one."""
    for proeftuin in diensten().proeftuinen.of_koppelpartner(koppelpartner, door=door()):
        if proeftuin.product == product:
            return Keurgang(diensten(), proeftuin.id, door())
    raise NietToegestaan


def _doen(form: Stapknop) -> Doen:
    try:
        return Doen(form.doen.data)
    except ValueError as error:
        raise BadRequest from error


def _take(gang: Keurgang, zicht: Keurzicht, stap: str, doen: Doen) -> None:
    """Do it, if the step that was shown is still at hand; otherwise say that it is not."""
    verloop = verloop_of(zicht)
    if verloop is None or verloop.stand.stap != stap:
        flash(str(GEWIJZIGD), "let-op")
        return
    if doen is Doen.STOPPEN:
        gang.stop(verloop.soort)
        flash(gettext("De keuring is gestopt. Wat er is gezien, blijft staan."))
        return
    gang.go_on(stap, is_gedaan=doen is Doen.GEDAAN)


def _page(koppelpartner: int, zicht: Keurzicht, form: Stapknop) -> str:
    verloop: Verloop | None = None
    is_changed = False
    try:
        verloop = verloop_of(zicht)
    except KeuringVeranderd:
        is_changed = True
    return render_template(
        "partner/keuring.html",
        koppelpartner=koppelpartner,
        zicht=zicht,
        verloop=verloop,
        is_changed=is_changed,
        is_open=zicht.product.stand not in CLOSED,
        adres=f"{called(diensten().settings.base_url)}/proeftuin/{zicht.proeftuin.id}",
        most=ON_THE_PAGE,
        vormen=VORMEN,
        soorten=woorden.KEURSOORTEN,
        adressen=woorden.KEURADRESSEN,
        stapstanden=woorden.STAPSTANDEN,
        uitkomsten=woorden.KEURUITKOMSTEN,
        nog_te_zien=woorden.NOG_TE_ZIEN,
        form=form,
        knop=Formulier(),
    )
