"""What the school has in each year, and reading a file in after seeing what it would change."""

import hashlib
import hmac
from typing import BinaryIO

from flask import flash, render_template
from flask_babel import LazyString, gettext, lazy_gettext, ngettext
from werkzeug import Response
from wtforms import BooleanField, FileField, HiddenField
from wtforms.validators import DataRequired

from uwlr_service.domain.fouten import (
    AnderBestand,
    DocumentOngeldig,
    Geweigerd,
    ImportAangehouden,
    OngeldigBericht,
    VerkeerdeSchool,
)
from uwlr_service.domain.school.rem import Optie, Vrijstelling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door

LARGEST = 64 * 1024 * 1024
"""Bytes of a form with a file: more than any school of EDEXML needs."""
PIECE = 256 * 1024
MOST_MELDINGEN = 20
"""Faults of a file that the page names."""
SOORTEN: dict[str, LazyString] = {
    "leerlingen": lazy_gettext("leerlingen"),
    "leerkrachten": lazy_gettext("leerkrachten"),
    "groepen": lazy_gettext("groepen"),
    "samengestelde_groepen": lazy_gettext("samengestelde groepen"),
    "vestigingen": lazy_gettext("vestigingen"),
}


class Vergelijkformulier(Formulier):
    """A file to look at; nothing of it is kept."""

    bestand = FileField(
        lazy_gettext("EDEXML-bestand"),
        [DataRequired(lazy_gettext("Kies een bestand."))],
        description=lazy_gettext("Maak dit bestand in uw LAS."),
    )


class Inleesformulier(Formulier):
    """The file that was compared, once more: it was not kept in between."""

    bestand = FileField(
        lazy_gettext("Hetzelfde bestand"),
        [DataRequired(lazy_gettext("Kies het bestand nog een keer."))],
        description=lazy_gettext("Wij bewaren uw bestand niet. Kies het daarom nog een keer."),
    )
    kenmerk = HiddenField()
    klopt = BooleanField(lazy_gettext("Ik heb dit bekeken, en het klopt."))
    krimp = HiddenField()
    ouder = HiddenField()
    massa = HiddenField()

    def vrijstelling(self) -> Vrijstelling:
        """What the person allows: the objections that were shown, if they say that those are right."""
        if not self.klopt.data:
            return Vrijstelling()
        return Vrijstelling(
            allow_shrink=bool(self.krimp.data),
            allow_older=bool(self.ouder.data),
            allow_mass_change=bool(self.massa.data),
        )


FIELDS = {Optie.SHRINK: "krimp", Optie.OLDER: "ouder", Optie.MASS_CHANGE: "massa"}
"""The hidden field by which an objection that was shown goes along."""


def show(school: Schoolcode) -> str:
    """The years with their counts, and a file to compare; with a file, what it would change."""
    form = Vergelijkformulier()
    if not form.validate_on_submit():
        return _page(school, form)
    source = form.bestand.data.stream
    kenmerk = _digest(source)
    try:
        verslag = diensten().edexml.compare(source, school=school, door=door())
    except (DocumentOngeldig, OngeldigBericht, VerkeerdeSchool) as refusal:
        return _page(school, form, refusal)
    inlezen = Inleesformulier(formdata=None)
    inlezen.kenmerk.data = kenmerk
    for bezwaar in verslag.bezwaren:
        inlezen[FIELDS[bezwaar.optie]].data = "1"
    return render_template(
        "school/gegevens/vergelijking.html", school=school, form=inlezen, verslag=verslag, soorten=SOORTEN
    )


def read_in(school: Schoolcode) -> Response | str:
    """Read in the file that was compared. Another one is refused: nobody saw what that would change."""
    form = Inleesformulier()
    if not form.validate_on_submit():
        return _page(school, Vergelijkformulier(formdata=None), Geweigerd(gettext("Kies eerst een bestand.")))
    source = form.bestand.data.stream
    try:
        if not hmac.compare_digest(_digest(source), form.kenmerk.data or ""):
            raise AnderBestand
        verslag = diensten().edexml.read_in(source, form.vrijstelling(), school=school, door=door())
    except (AnderBestand, DocumentOngeldig, ImportAangehouden, OngeldigBericht, VerkeerdeSchool) as refusal:
        return _page(school, Vergelijkformulier(formdata=None), refusal)
    totaal = verslag.totaal
    flash(
        gettext(
            "Ingelezen: %(nieuw)s nieuw, %(anders)s gewijzigd, %(weg)s verdwenen.",
            nieuw=totaal.toegevoegd,
            anders=totaal.gewijzigd,
            weg=totaal.verdwenen,
        )
    )
    if verslag.vergeten_terug:
        flash(_vergeten_terug(verslag.vergeten_terug), "let-op")
    return verder.to("school.gegevens", school=school)


def _vergeten_terug(aantal: int) -> str:
    """What became of pupils who were forgotten and are in the file again."""
    back = ngettext(
        "%(num)d leerling die u liet vergeten, staat er weer.",
        "%(num)d leerlingen die u liet vergeten, staan er weer.",
        aantal,
    )
    remedy = gettext(
        "Is dat niet de bedoeling? Verwijder in uw LAS, lees opnieuw in, en laat opnieuw vergeten."
    )
    return f"{back} {remedy}"


def _page(
    school: Schoolcode, form: Vergelijkformulier, refusal: Geweigerd | OngeldigBericht | None = None
) -> str:
    return render_template(
        "school/gegevens/stand.html",
        school=school,
        form=form,
        jaren=diensten().gegevensstanden.of_school(school, door=door()),
        soorten=SOORTEN,
        weigering=refusal,
        meldingen=_meldingen(refusal),
        bezwaren=getattr(refusal, "bezwaren", ()),
    )


def _meldingen(refusal: Geweigerd | OngeldigBericht | None) -> list[str]:
    meldingen = getattr(refusal, "meldingen", None) or []
    return [str(melding.tekst) for melding in meldingen[:MOST_MELDINGEN]]


def _digest(source: BinaryIO) -> str:
    """The SHA-256 of a file; the name that it came under is never looked at."""
    digest = hashlib.sha256()
    while piece := source.read(PIECE):
        digest.update(piece)
    source.seek(0)
    return digest.hexdigest()
