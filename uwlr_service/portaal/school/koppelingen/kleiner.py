"""Giving less: fields that go now lose their tick, and the pupils become fewer. Nothing can be added here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import flash, render_template
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.fouten import OvergangOngeldig
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import SET, chosen_fields
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.schoolkoppeling import Koppelingblad
from uwlr_service.domain.koppeling.teksten import SETVOLGORDE, Merk, Teksten, set_of, teksten
from uwlr_service.domain.koppeling.woorden import words_of
from uwlr_service.domain.school.benaming import natural
from uwlr_service.domain.school.codelijsten import JAARGROEPEN
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import talen, verder
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.koppelingen import intussen
from uwlr_service.portaal.school.koppelingen.blad import Velddeel
from uwlr_service.portaal.school.koppelingen.formulieren import Kleiner
from uwlr_service.portaal.school.koppelingen.intussen import CONFLICT
from uwlr_service.portaal.volgorde import in_reading_order


@dataclass(frozen=True, slots=True)
class Kleinersetdeel:
    """A set with the fields of it that go now and need not."""

    naam: str
    merk: Merk
    velden: tuple[Velddeel, ...]


def show(school: Schoolcode, koppeling: int) -> Response | str | tuple[str, int]:
    """The page; a POST takes away what lost its tick."""
    blad = diensten().schoolkoppelingen.one(school, koppeling, door=door())
    afspraak = blad.koppeling.afspraak
    form = Kleiner()
    if afspraak is None or not blad.koppeling.stand.takes_part:
        if form.is_submitted():
            return intussen.stopped(school, koppeling)
        return verder.to("school.koppeling", school=school, koppeling=koppeling)
    free = chosen_fields(afspraak)
    if not form.is_submitted():
        return _page(_filled(blad, afspraak, free), blad, school)
    kept = frozenset(form.velden.data or ())
    selectie = Leerlingselectie(
        vestigingen=frozenset(form.vestigingen.data or ()),
        jaargroepen=frozenset(form.jaargroepen.data or ()),
        groepen=frozenset(form.groepen.data or ()),
        statussen=afspraak.selectie.statussen,
    )
    try:
        diensten().versmalling.narrow(
            koppeling,
            school,
            versie=form.versie.data or 0,
            uit=[veld for veld in free if veld not in kept],
            selectie=selectie,
            door=door(),
        )
    except OvergangOngeldig:
        uitleg = gettext("De afspraak is intussen veranderd. Kijk die opnieuw na.")
        return _page(_filled(blad, afspraak, free), blad, school, uitleg=uitleg), CONFLICT
    flash(gettext("Vanaf nu gaat er minder uit. Het bedrijf heeft hier bericht van."))
    return verder.to("school.koppeling", school=school, koppeling=koppeling)


def _page(form: Kleiner, blad: Koppelingblad, school: Schoolcode, *, uitleg: str | None = None) -> str:
    return render_template(
        "school/koppelingen/kleiner.html",
        form=form,
        school=school,
        koppeling=blad.koppeling,
        sets=list(_sets(form, teksten(talen.chosen()))),
        uitleg=uitleg,
    )


def _filled(blad: Koppelingblad, afspraak: Gegevensafspraak, free: Iterable[str]) -> Kleiner:
    """The form with a tick for all that goes now."""
    selectie = afspraak.selectie
    form = Kleiner(
        formdata=None,
        data={
            "versie": afspraak.versie,
            "velden": list(free),
            "vestigingen": sorted(selectie.vestigingen),
            "jaargroepen": sorted(selectie.jaargroepen),
            "groepen": sorted(selectie.groepen),
        },
    )
    form.velden.choices = [(veld, veld) for veld in free]
    years = {code: words_of("jaargroep", code, talen.chosen()) for code in JAARGROEPEN}
    form.vestigingen.choices = _choices(selectie.vestigingen or blad.mogelijk.vestigingen, blad.namen)
    form.jaargroepen.choices = _choices(selectie.jaargroepen or blad.mogelijk.jaargroepen, years)
    form.groepen.choices = _choices(selectie.groepen or blad.mogelijk.groepen, blad.namen)
    return form


def _choices(keys: Iterable[str], namen: Mapping[str, str]) -> list[tuple[str, str]]:
    named = [(key, namen.get(key, key)) for key in keys]
    return sorted(named, key=lambda choice: natural(choice[1]))


def _sets(form: Kleiner, texts: Teksten) -> Iterator[Kleinersetdeel]:
    """The sets in which something can be switched off."""
    vinkjes = {vinkje.data: vinkje for vinkje in form.velden}
    delen = [
        Velddeel(
            veld=veld,
            titel=texts.titel(veld),
            tekst=texts.of_veld(veld),
            vinkje=vinkjes[veld],
        )
        for veld in in_reading_order(vinkjes, texts)
    ]
    for naam in SETVOLGORDE:
        # The tick of a whole set comes first: without it nothing of the set goes.
        mine = sorted(
            (deel for deel in delen if set_of(deel.veld) == naam),
            key=lambda deel: not deel.veld.startswith(f"{SET}/"),
        )
        if mine:
            tekst = texts.of_set(naam)
            yield Kleinersetdeel(tekst.naam, tekst.merk, tuple(mine))
