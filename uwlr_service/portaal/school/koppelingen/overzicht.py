"""One link of a school: who gets what, since when and by whom decided, and what went out."""

from datetime import date, datetime, timedelta

from flask import render_template

from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.besluitvorming.termijn import CENTURY
from uwlr_service.domain.koppeling.teksten import teksten
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import talen
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.koppelingen import zinnen
from uwlr_service.portaal.school.koppelingen.samenvatting import sentences


def show(school: Schoolcode, koppeling: int) -> str:
    """The page of a link."""
    return page(school, koppeling)


def page(school: Schoolcode, koppeling: int, *, uitleg: str | None = None) -> str:
    """The same, for somebody who wanted something else; ``uitleg`` says why they see this."""
    blad = diensten().schoolkoppelingen.one(school, koppeling, door=door())
    texts = teksten(talen.chosen())
    afspraak = blad.koppeling.afspraak
    regels = []
    leerlingen = []
    roosters = []
    if afspraak is not None:
        regels = sentences(afspraak, (), texts)
        roosters = list(zinnen.of_roosters(afspraak, texts))
        if blad.koppeling.is_about_pupils:
            leerlingen = list(zinnen.of_selectie(afspraak.selectie, blad.namen, texts.taal))
    return render_template(
        "school/koppelingen/koppeling.html",
        school=school,
        blad=blad,
        koppeling=blad.koppeling,
        regels=regels,
        leerlingen=leerlingen,
        roosters=roosters,
        roosterdeel=zinnen.of_roosterdeel(blad.koppeling),
        standen=zinnen.STANDEN,
        soorten=zinnen.SOORTEN,
        wat=zinnen.WAT,
        aanmelders=zinnen.of_aanmelders(blad.koppeling),
        has_others=has_other_schools(),
        pauzeert=_pauses(blad.koppeling.navraag),
        uitleg=uitleg,
    )


def _pauses(navraag: datetime | None) -> date | None:
    """The day on which a link is paused that nobody uses, unless the school says that it wants it."""
    if navraag is None:
        return None
    return tijd.today(navraag + timedelta(days=min(diensten().settings.termijnen.bevestigen, CENTURY)))


def has_other_schools() -> bool:
    """Whether the person decides for more schools than one."""
    schools = {account.school for account in door().accounts if account.rol is Rol.SCHOOLBEHEERDER}
    return len(schools) > 1
