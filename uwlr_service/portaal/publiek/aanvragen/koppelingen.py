"""The step on links: which kinds, and for each what it asks of schools, field by field."""

from flask import render_template, request
from werkzeug import Response

from uwlr_service.domain.fouten import NietToegestaan, OvergangOngeldig
from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraagdossier
from uwlr_service.domain.koppeling.aanvraag.formulier import Formulierdeel
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import Gegevensvraag, Koppelsoort
from uwlr_service.paginas import state, talen, verder
from uwlr_service.paginas.formulier import UNPROCESSABLE
from uwlr_service.portaal.publiek.aanvragen import aanvrager, later, velden, woorden
from uwlr_service.portaal.publiek.aanvragen.invoer import first_id, show_faults
from uwlr_service.portaal.publiek.aanvragen.koppelformulieren import (
    FORMULIER_OF,
    Koppelingformulier,
    Soortenformulier,
)

LIMIT = 480 * 1024
"""Bytes: two texts for each of some 230 fields."""
Answer = str | tuple[str, int] | Response


def choose_kinds(nummer: int) -> Answer:
    """The kinds of links to choose from; keeps those that were chosen, and goes on to the first of them."""
    if request.method == "GET":
        dossier = _changeable(nummer)
        form = Soortenformulier(data={"soorten": [soort.value for soort in dossier.aanvraag.gegevens]})
        return _kinds_page(dossier, form)
    form = Soortenformulier()
    chosen = [soort for soort in Koppelsoort if soort.value in (form.soorten.data or ())]
    state.diensten().aanvraagbalie.aanvragen.choose(nummer, chosen, door=aanvrager.door_of(nummer))
    if later.is_wanted(request.form):
        return later.leave(nummer)
    if not chosen:
        form.soorten.errors = [str(woorden.KIES_EEN_KOPPELING)]
        return _kinds_page(aanvrager.dossier_of(nummer), form), UNPROCESSABLE
    return verder.to("aanvraag.koppeling", nummer=nummer, soort=chosen[0].value)


def fill_in(nummer: int, soort: str) -> Answer:
    """The fields of a link; keeps what is said of each, and goes on to the next kind of link, or step."""
    kind = Koppelsoort(soort)
    before = _changeable(nummer).aanvraag.gegevens.get(kind)
    if before is None:
        raise NietToegestaan
    if request.method == "GET":
        form = FORMULIER_OF[kind](data=dict(before.antwoorden))
        return _page(aanvrager.dossier_of(nummer), before, form, {})
    form = FORMULIER_OF[kind]()
    given = velden.read(kind, request.form)
    faults = state.diensten().aanvraagbalie.aanvragen.save_gegevens(
        nummer, given, door=aanvrager.door_of(nummer)
    )
    if later.is_wanted(request.form):
        return later.leave(nummer)
    if before.gegevensset != given.gegevensset:
        return verder.to("aanvraag.koppeling", nummer=nummer, soort=soort)  # other fields to choose from
    dossier = aanvrager.dossier_of(nummer)
    if faults:
        own = {field.name for field in form}
        show_faults(form, (fault for fault in faults if fault.vraag in own))
        return _page(dossier, given, form, velden.by_name(faults)), UNPROCESSABLE
    kinds = list(dossier.aanvraag.gegevens)
    following = kinds[kinds.index(kind) + 1 :]
    if following:
        return verder.to("aanvraag.koppeling", nummer=nummer, soort=following[0].value)
    return verder.see(later.after(dossier, Formulierdeel.GEGEVENS))


def _changeable(nummer: int) -> Aanvraagdossier:
    dossier = aanvrager.dossier_of(nummer)
    if not dossier.may_change(Formulierdeel.GEGEVENS):
        raise OvergangOngeldig
    return dossier


def _kinds_page(dossier: Aanvraagdossier, form: Soortenformulier) -> str:
    return render_template("publiek/aanvragen/soorten.html", form=form, dossier=dossier, woorden=woorden)


def _page(
    dossier: Aanvraagdossier, gegevensvraag: Gegevensvraag, form: Koppelingformulier, fouten: dict[str, str]
) -> str:
    delen = velden.shown(gegevensvraag, fouten, talen.chosen())
    names = velden.names(delen)
    anchors = {naam: naam for naam in names}
    for field in form:
        names[field.name] = str(field.label.text)
        anchors[field.name] = first_id(field)
    return render_template(
        "publiek/aanvragen/koppeling.html",
        dossier=dossier,
        form=form,
        soort=gegevensvraag.soort,
        delen=delen,
        fouten=fouten,
        namen=names,
        ankers=anchors,
        woorden=woorden,
    )
