"""Asking schools for a link or for more: first which fields, then what each of them is for."""

from dataclasses import dataclass

from flask import flash, render_template, request
from flask_babel import gettext, ngettext
from werkzeug import Response

from uwlr_service.domain.fouten import Geweigerd, SchoolOnbekend
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Voorstelinhoud, Voorstelveld
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import altijd, kiesbaar, set_veld_of
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.gegevensafspraak import ALLE_SETS, versies_of
from uwlr_service.domain.koppeling.partnerzicht import Koppelingzicht
from uwlr_service.domain.koppeling.teksten import SETVOLGORDE, Tekst, set_of, teksten
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import talen, verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.partner import woorden
from uwlr_service.portaal.partner.voorstelformulier import (
    Terugneming,
    Voorstelformulier,
    answers_of,
    with_fields,
)


@dataclass(frozen=True, slots=True)
class Veldkeuze:
    """A field that can be asked for, of what it is one, and what a school reads of it."""

    veld: str
    van: str
    tekst: Tekst


def ask(koppelpartner: int, koppeling: int) -> Response | str:
    """Choose fields; with fields in the address, say what each is for, and ask."""
    zicht = diensten().partnerzicht.koppeling(koppelpartner, koppeling, door=door())
    gegevensset = _chosen_set(zicht)
    velden = [veld for veld in kiesbaar(gegevensset) if veld in request.args.getlist("veld")]
    sjabloon = diensten().voorstellen.sjabloon(koppeling, door=door())
    if not velden:
        return _choose(koppelpartner, zicht, gegevensset, sjabloon)
    form = with_fields(velden)(data={"school": request.args.get("school"), **answers_of(sjabloon, velden)})
    if form.validate_on_submit():
        try:
            asked = diensten().voorstellen.propose(
                koppeling,
                form.inhoud(gegevensset, velden, _always(sjabloon, gegevensset, velden)),
                _scholen(form, zicht),
                is_broad=form.is_broad,
                door=door(),
            )
        except SchoolOnbekend:
            form.school.errors = [gettext("Deze school is hier niet bekend.")]
        except Geweigerd as error:
            form.form_errors.append(error.tekst)
        else:
            sentence = ngettext(
                "%(num)d school krijgt uw voorstel.", "%(num)d scholen krijgen uw voorstel.", len(asked)
            )
            flash(sentence)
            return verder.to("partner.koppeling", koppelpartner=koppelpartner, koppeling=koppeling)
    if form.is_submitted():
        return form.again()
    return render_template(
        "partner/voorstel.html",
        koppelpartner=koppelpartner,
        zicht=zicht,
        form=form,
        velden=[(_of(veld), form.of_veld(number)) for number, veld in enumerate(velden)],
        sets=woorden.SETS,
        gegevensset=gegevensset,
    )


def take_back(koppelpartner: int, koppeling: int) -> Response:
    """Take a proposal back that no school decided about yet."""
    diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
    form = Terugneming()
    voorstel = form.voorstel.data
    if voorstel is not None:
        diensten().voorstellen.take_back(voorstel, door=door())
    return verder.to("partner.koppeling", koppelpartner=koppelpartner, koppeling=koppeling)


def _always(sjabloon: Voorstelinhoud | None, gegevensset: str, velden: list[str]) -> list[Voorstelveld]:
    """What was admitted of the fields that go whenever their part does; the form does not ask it again."""
    if sjabloon is None:
        return []
    always = altijd(gegevensset)
    parts = {None, *velden, *map(set_veld_of, velden)}
    return [
        voorstelveld
        for voorstelveld in sjabloon.velden
        if voorstelveld.veld in always and set_veld_of(voorstelveld.veld) in parts
    ]


def _choose(
    koppelpartner: int, zicht: Koppelingzicht, gegevensset: str, sjabloon: Voorstelinhoud | None
) -> str:
    """The fields of a set, by the part that they lie in; those that were admitted are ticked."""
    by_set: dict[str, list[Veldkeuze]] = {naam: [] for naam in SETVOLGORDE}
    for veld in kiesbaar(gegevensset):
        by_set[set_of(veld)].append(_of(veld))
    texts = teksten(talen.chosen())
    return render_template(
        "partner/velden.html",
        koppelpartner=koppelpartner,
        zicht=zicht,
        gegevensset=gegevensset,
        keuzes=_sets_of_kind(zicht.koppeling.gegevensset),
        gevraagd=sjabloon.gevraagd if sjabloon is not None else frozenset(),
        delen=[(texts.of_set(naam), velden) for naam, velden in by_set.items() if velden],
        sets=woorden.SETS,
        school=request.args.get("school"),
        is_empty="verder" in request.args,
        form=Formulier(),
    )


def _of(veld: str) -> Veldkeuze:
    texts = teksten(talen.chosen())
    return Veldkeuze(veld, texts.elementen.get(veld.partition("/")[0], ""), texts.of_veld(veld))


def _sets_of_kind(gegevensset: str) -> list[str]:
    """The sets that a link of this kind can have."""
    versies = versies_of(gegevensset)
    return [naam for naam in dict.fromkeys(naam for naam, _ in ALLE_SETS) if versies_of(naam) == versies]


def _chosen_set(zicht: Koppelingzicht) -> str:
    present = zicht.koppeling.gegevensset
    asked = request.args.get("gegevensset", present)
    return asked if asked in _sets_of_kind(present) else present


def _scholen(form: Voorstelformulier, zicht: Koppelingzicht) -> list[Schoolcode]:
    """The school that is named, or all that take part."""
    if form.is_broad:
        return [school.school for school in zicht.scholen if school.stand is Deelnamestand.ACTIEF]
    return [Schoolcode.parse(str(form.school.data).strip().upper())]
