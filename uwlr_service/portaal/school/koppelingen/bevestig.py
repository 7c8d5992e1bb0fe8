"""The last page before a yes: what goes and what does not, in sentences, and the declaration."""

from flask import flash, render_template
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.fouten import Geweigerd, VersBewijsNodig, VoorstelVeranderd
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import lacking_names
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.ssoset import SSO
from uwlr_service.domain.koppeling.teksten import Teksten, meer_bijzonder, teksten
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import talen, verder
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.koppelingen import besluit, intussen, keuzestaat, zinnen
from uwlr_service.portaal.school.koppelingen.formulieren import TERUG, Bevestiging
from uwlr_service.portaal.school.koppelingen.intussen import CONFLICT
from uwlr_service.portaal.school.koppelingen.keuzestaat import Keuzestaat
from uwlr_service.portaal.school.koppelingen.samenvatting import grounds, sentences
from uwlr_service.uitwisseling.voorbeeld.voornemen import Voornemen

Page = str | tuple[str, int]


def show(school: Schoolcode, koppeling: int) -> Response | Page:
    """The summary; a POST is the yes."""
    form = Bevestiging()
    staat = _staat(form, school, koppeling)
    voorstel = diensten().toestemming.open_voorstel(school, koppeling, door=door())
    if form.is_submitted():
        return _sent(form, staat, school, koppeling, voorstel)
    if voorstel is None:
        return verder.to("school.koppeling", school=school, koppeling=koppeling)
    if staat is None:
        return verder.to("school.besluit", school=school, koppeling=koppeling)
    return _page(form, staat, school, koppeling, voorstel)


def _sent(
    form: Bevestiging, staat: Keuzestaat | None, school: Schoolcode, koppeling: int, voorstel: int | None
) -> Response | Page:
    """Go back, or decide."""
    if voorstel is None:
        return intussen.decided(school, koppeling)
    if staat is None:
        flash(gettext("Uw keuze is niet meer bekend. Kies opnieuw."), "let-op")
        return verder.to("school.besluit", school=school, koppeling=koppeling)
    keuzestaat.keep(school, koppeling, staat)
    if form.doen.data == TERUG:
        return verder.to("school.besluit", school=school, koppeling=koppeling)
    if form.voorstel.data != voorstel:
        return _anew(VoorstelVeranderd().tekst, staat, school, koppeling, voorstel)
    if not form.validate():
        return form.again()
    return _decide(form, staat, school, koppeling, voorstel)


def _staat(form: Bevestiging, school: Schoolcode, koppeling: int) -> Keuzestaat | None:
    """The choices of the form, which may come back from signing in; those of the session otherwise."""
    if form.keuze.data:
        return Keuzestaat.load(form.keuze.data)
    return keuzestaat.kept(school, koppeling)


def _page(form: Bevestiging, staat: Keuzestaat, school: Schoolcode, koppeling: int, voorstel: int) -> str:
    texts = teksten(talen.chosen())
    voornemen = diensten().voorbeelden.intend(
        school, voorstel, velden=staat.aan(), selectie=staat.selectie, taal=texts.taal, door=door()
    )
    voorgelegd = voornemen.voorgelegd
    staat = staat.only(voorgelegd.te_kiezen)
    filled = Bevestiging(
        formdata=None,
        data={
            "voorstel": voorgelegd.voorstel.id,
            "getoond": voorgelegd.getoond.digest,
            "keuze": staat.text,
            "akkoord": form.akkoord.data,
        },
    )
    filled.akkoord.errors = form.akkoord.errors
    special = meer_bijzonder(voorgelegd.geldend, voornemen.afspraak)
    eerste = voorgelegd.eerste
    vervalt = None
    if eerste is not None and (eerste.is_by(door()) or not special):
        vervalt = eerste.door
    return render_template(
        "school/koppelingen/bevestig.html",
        form=filled,
        school=school,
        koppeling=koppeling,
        voorgelegd=voorgelegd,
        regels=sentences(voornemen.afspraak, voorgelegd.te_kiezen, texts, eerder=voornemen.eerder),
        leerlingen=list(zinnen.of_selectie(voornemen.afspraak.selectie, voornemen.namen, texts.taal)),
        anders=_changed_pupils(voornemen, texts),
        has_earlier=voornemen.eerder is not None,
        telling=zinnen.of_telling(voornemen.telling),
        niet_mee=list(zinnen.not_among(voornemen.telling)),
        opmerking=staat.reden,
        vervalt=vervalt,
        grondslagen=grounds(voorgelegd.inhoud, voornemen.afspraak, texts),
        roosters=list(zinnen.of_roosters(voornemen.afspraak, texts)),
        is_nobody=bool(lacking_names(voornemen.afspraak)),
        bijzonder=[texts.titel(veld) for veld in sorted(special)],
    )


def _changed_pupils(voornemen: Voornemen, texts: Teksten) -> list[str]:
    """In which ways other pupils are chosen than before, in sentences."""
    if voornemen.eerder is None:
        return []
    before = voornemen.eerder.selectie
    return list(zinnen.of_changes(before, voornemen.afspraak.selectie, voornemen.namen, texts.taal))


def _decide(
    form: Bevestiging, staat: Keuzestaat, school: Schoolcode, koppeling: int, voorstel: int
) -> Response | Page:
    """Say yes to what the page showed, or show what there is now."""
    try:
        uitkomst = diensten().besluitvorming.accept(
            voorstel,
            form.getoond.data,
            velden=dict.fromkeys(sorted(staat.aan()), True),
            selectie=staat.selectie,
            door=door(),
            bestuur=str(form.akkoord.label.text),
            reden=staat.reden,
        )
    except VersBewijsNodig:
        raise
    except Geweigerd as error:
        now = diensten().toestemming.open_voorstel(school, koppeling, door=door())
        if now is None:
            return intussen.decided(school, koppeling)
        uitleg = error.tekst if now == voorstel else VoorstelVeranderd().tekst
        return _anew(uitleg, staat, school, koppeling, now)
    keuzestaat.forget()
    if uitkomst.afspraak is None:
        flash(
            gettext("Uw ja is bewaard. Een tweede beheerder van de school moet ook akkoord gaan."), "let-op"
        )
    else:
        product = diensten().schoolkoppelingen.one(school, koppeling, door=door()).koppeling.product
        flash(_agreed(uitkomst.afspraak, product))
    return verder.to("school.koppeling", school=school, koppeling=koppeling)


def _agreed(afspraak: Gegevensafspraak, product: str) -> str:
    """What a person reads after a yes."""
    if afspraak.gegevensset == SSO:
        return gettext(
            "Akkoord gegeven. Inloggen bij %(product)s werkt zodra deze dienst dat aanbiedt."
            " U kunt dit altijd stoppen: Koppelingen › %(product)s.",
            product=product,
        )
    return gettext(
        "Akkoord gegeven. %(product)s kan de gegevens vanaf nu ophalen. U kunt dit altijd stoppen:"
        " Koppelingen › %(product)s.",
        product=product,
    )


def _anew(uitleg: str, staat: Keuzestaat, school: Schoolcode, koppeling: int, voorstel: int) -> Page:
    """What there is now, with the ticks that were set."""
    return besluit.page(school, koppeling, voorstel, staat, uitleg=uitleg), CONFLICT
