"""The consent page: what a company asks, with examples of the school, and a tick for each free field."""

from collections.abc import Iterable, Sequence

from flask import render_template
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import names_to_choose
from uwlr_service.domain.koppeling.besluitvorming.voorbeeld import Leerlingkeuze
from uwlr_service.domain.koppeling.teksten import teksten
from uwlr_service.domain.koppeling.woorden import words_of
from uwlr_service.domain.school.benaming import natural, order
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.paginas import talen, verder
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.koppelingen import formulieren, intussen, keuzestaat, zinnen
from uwlr_service.portaal.school.koppelingen.blad import sets_of
from uwlr_service.portaal.school.koppelingen.formulieren import Keuzeformulier
from uwlr_service.portaal.school.koppelingen.intussen import CONFLICT
from uwlr_service.portaal.school.koppelingen.keuzestaat import Keuzestaat
from uwlr_service.uitwisseling.voorbeeld.voorbeelden import Besluitblad

Choices = list[tuple[str, str]]


def show(school: Schoolcode, koppeling: int) -> Response | str | tuple[str, int]:
    """The page, and what its buttons ask; nothing is decided here."""
    voorstel = diensten().toestemming.open_voorstel(school, koppeling, door=door())
    form = Keuzeformulier()
    if voorstel is None and form.is_submitted():
        return intussen.decided(school, koppeling)
    if voorstel is None:
        return verder.to("school.koppeling", school=school, koppeling=koppeling)
    if form.is_submitted():
        return _sent(form, school, koppeling, voorstel)
    staat = keuzestaat.kept(school, koppeling)
    if form.velden.data is not None and form.voorstel.data:  # chosen before signing in
        staat = _staat_of(form)
    return page(school, koppeling, voorstel, staat, fouten=form.reden.errors)


def page(
    school: Schoolcode,
    koppeling: int,
    voorstel: int,
    staat: Keuzestaat | None,
    *,
    uitleg: str | None = None,
    fouten: Sequence[str] = (),
) -> str:
    """The page with the ticks that somebody set.

    ``uitleg`` says why they see it again, ``fouten`` what is wrong with their remark.
    """
    blad = diensten().voorbeelden.of_besluit(
        school,
        voorstel,
        None if staat is None else staat.leerling,
        velden=None if staat is None else staat.aan(),
        selectie=None if staat is None else staat.selectie,
        taal=talen.chosen(),
        door=door(),
    )
    eerste = blad.voorgelegd.eerste
    if staat is None and eerste is not None:
        staat = keuzestaat.of_first(eerste, blad.voorgelegd.voorstel.reden)
    elif staat is None:
        staat = keuzestaat.of_selectie(blad.selectie)
    form = _filled(blad, staat.only(blad.voorgelegd.te_kiezen))
    form.reden.errors = fouten
    vinkjes = {vinkje.data: vinkje for vinkje in form.velden}
    sets = sets_of(blad, teksten(talen.chosen()), vinkjes)
    inhoud = blad.voorgelegd.inhoud
    hoe_vaak = str(zinnen.HOE_VAAK[inhoud.gegevensset])
    return render_template(
        "school/koppelingen/besluit.html",
        form=form,
        koppeling=koppeling,
        school=school,
        voorgelegd=blad.voorgelegd,
        sets=sets,
        telling=zinnen.of_telling(blad.telling),
        is_narrowed=blad.selectie.narrows,
        niet_mee=list(zinnen.not_among(blad.telling)),
        hoe_vaak=hoe_vaak,
        hoe_vaak_bedrijf=zinnen.said_otherwise(hoe_vaak, inhoud.hoe_vaak),
        needs_name=bool(names_to_choose(blad.voorgelegd.te_kiezen)),
        is_own_yes=eerste is not None and eerste.is_by(door()),
        uitleg=uitleg,
    )


def choose_anew(school: Schoolcode, koppeling: int) -> Response:
    """Take the first of two yeses back, so that the school can choose otherwise."""
    voorstel = diensten().toestemming.open_voorstel(school, koppeling, door=door())
    if voorstel is None:
        return intussen.too_late(school, koppeling)
    diensten().besluitvorming.reconsider(voorstel, door=door())
    return verder.to("school.besluit", school=school, koppeling=koppeling)


def _sent(
    form: Keuzeformulier, school: Schoolcode, koppeling: int, voorstel: int
) -> Response | tuple[str, int]:
    """Do what a button asks."""
    staat = _staat_of(form)
    if form.voorstel.data != str(voorstel):
        uitleg = gettext("Het voorstel is intussen veranderd. Kijk het opnieuw na.")
        return page(school, koppeling, voorstel, staat, uitleg=uitleg), CONFLICT
    keuzestaat.keep(school, koppeling, staat)
    if not form.reden.validate(form):
        return form.again()
    match form.doen.data:
        case formulieren.VERDER:
            return verder.to("school.bevestig", school=school, koppeling=koppeling)
        case formulieren.NIET:
            return verder.to("school.niet", school=school, koppeling=koppeling)
        case formulieren.ALLES if staat.leerling:
            nummer = diensten().voorbeelden.number_of(school, staat.leerling, door=door())
            return verder.to("school.voorbeeld", school=school, koppeling=koppeling, nummer=nummer)
    return verder.to("school.besluit", school=school, koppeling=koppeling)


def _staat_of(form: Keuzeformulier) -> Keuzestaat:
    """What was ticked, whether it can be chosen or not: that is judged where it counts."""
    return Keuzestaat(
        velden=tuple(form.velden.data or ()),
        vestigingen=tuple(form.vestigingen.data or ()),
        jaargroepen=tuple(form.jaargroepen.data or ()),
        groepen=tuple(form.groepen.data or ()),
        leerling=form.leerling.data or "",
        reden=(form.reden.data or "").strip(),
    )


def _filled(blad: Besluitblad, staat: Keuzestaat) -> Keuzeformulier:
    """The form as the page shows it."""
    gegevens = blad.gegevens
    shown = blad.voorbeelden.leerling
    form = Keuzeformulier(
        formdata=None,
        data={
            "voorstel": str(blad.voorgelegd.voorstel.id),
            "getoond": blad.voorgelegd.getoond.digest,
            "velden": list(staat.velden),
            "vestigingen": list(staat.vestigingen),
            "jaargroepen": list(staat.jaargroepen),
            "groepen": list(staat.groepen),
            "leerling": None if shown is None else shown.key,
            "reden": staat.reden,
        },
    )
    form.velden.choices = [(veld, veld) for veld in blad.voorgelegd.te_kiezen]
    form.vestigingen.choices = _named(gegevens.vestigingen)
    form.jaargroepen.choices = _jaargroepen(gegevens)
    form.groepen.choices = [*_named(gegevens.groepen), *_named(gegevens.samengestelde_groepen)]
    form.leerling.choices = [(keuze.key, _name(keuze)) for keuze in blad.leerlingen]
    return form


def _named(groups: Iterable[object]) -> Choices:
    """Groups or locations by key and name, in the order in which schools sort them."""
    named = [(group.key, group.naam) for group in groups]  # type: ignore[attr-defined]
    return sorted(named, key=lambda choice: order(choice[1]))


def _jaargroepen(gegevens: Schoolgegevens) -> Choices:
    present = {leerling.jaargroep for leerling in gegevens.leerlingen if leerling.jaargroep}
    return [(code, words_of("jaargroep", code, talen.chosen())) for code in sorted(present, key=natural)]


def _name(keuze: Leerlingkeuze) -> str:
    """A pupil as a school knows them: name, and group."""
    name = keuze.naam or gettext("zonder naam")
    return f"{name} ({keuze.groep})" if keuze.groep else name
