"""What the service can say of an application by itself, for the operator who judges it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import format_date, gettext, ngettext

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraag
from uwlr_service.domain.koppeling.aanvraag.formulier import Antwoord, Formulierdeel
from uwlr_service.domain.koppeling.aanvraag.volledig import faults_of
from uwlr_service.domain.koppeling.teksten import is_bijzonder

PENTEST_KEPT = timedelta(days=366)
"""How old a test of the security may be."""


@dataclass(frozen=True, slots=True)
class Controle:
    """Something that was checked, and whether an operator should look at it."""

    naam: str
    uitkomst: str
    is_goed: bool


def checked(aanvraag: Aanvraag) -> list[Controle]:
    """The checks of an application, in the order in which an operator reads it."""
    return list(_checks(aanvraag))


def _checks(aanvraag: Aanvraag) -> Iterator[Controle]:
    faults = faults_of(aanvraag)
    missing = sum(map(len, faults.values()))
    yield Controle(
        gettext("Ingevuld"),
        gettext("alles") if not missing else ngettext("%(num)s fout", "%(num)s fouten", missing),
        not missing,
    )
    yield _kvk(aanvraag, "kvk" not in {fault.vraag for fault in faults[Formulierdeel.ORGANISATIE]})
    yield Controle(
        gettext("E-mailadres"),
        gettext("bevestigd") if aanvraag.is_confirmed else gettext("niet bevestigd"),
        aanvraag.is_confirmed,
    )
    yield from _of_security(aanvraag)
    yield from _of_fields(aanvraag)


def _kvk(aanvraag: Aanvraag, is_right: bool) -> Controle:
    kvk = aanvraag.antwoorden.get(Formulierdeel.ORGANISATIE, {}).get("kvk", "")
    if is_right:
        return Controle(gettext("KvK-nummer"), gettext("%(kvk)s, de vorm klopt", kvk=kvk), is_goed=True)
    return Controle(
        gettext("KvK-nummer"),
        gettext("de vorm klopt niet") if kvk else gettext("niet ingevuld"),
        is_goed=False,
    )


def _of_security(aanvraag: Aanvraag) -> Iterator[Controle]:
    answers = aanvraag.antwoorden.get(Formulierdeel.BEVEILIGING, {})
    for naam, label in (
        ("convenant", gettext("Privacyconvenant")),
        ("verwerkersovereenkomst", gettext("Modelverwerkersovereenkomst 4.0")),
        ("dpia", gettext("DPIA")),
    ):
        yield _without(label, answers.get(naam), "nee")
    yield _without(gettext("Certificaat"), answers.get("keurmerken"), "geen")
    yield _pentest(str(answers.get("pentest", "")))
    yield _without(
        gettext("Opslag"),
        answers.get("landen"),
        "buiten-eer",
        right=gettext("binnen Europa"),
        wrong=gettext("ook buiten Europa"),
    )


def _without(naam: str, answer: Antwoord | None, bad: str, *, right: str = "", wrong: str = "") -> Controle:
    """Whether an answer is not a bad one; a question without an answer was not answered with no."""
    if not answer:
        return Controle(naam, gettext("niet ingevuld"), is_goed=False)
    chosen = (answer,) if isinstance(answer, str) else answer
    if bad in chosen:
        return Controle(naam, wrong or gettext("nee"), is_goed=False)
    return Controle(naam, right or gettext("ja"), is_goed=True)


def _pentest(text: str) -> Controle:
    try:
        dag = date.fromisoformat(text)
    except ValueError:
        return Controle(gettext("Pentest"), gettext("niet ingevuld"), is_goed=False)
    is_recent = tijd.today() - dag <= PENTEST_KEPT
    return Controle(gettext("Pentest"), format_date(dag, "long"), is_recent)


def _of_fields(aanvraag: Aanvraag) -> Iterator[Controle]:
    if not aanvraag.gegevens:
        yield Controle(gettext("Doel per gegeven"), gettext("niet ingevuld"), is_goed=False)
        return
    without_purpose = sum(1 for fault in faults_of(aanvraag)[Formulierdeel.GEGEVENS])
    yield Controle(
        gettext("Doel per gegeven"),
        gettext("overal") if not without_purpose else gettext("niet overal"),
        not without_purpose,
    )
    special: set[str] = set()
    for gegevensvraag in aanvraag.gegevens.values():
        special |= {veld for veld in gegevensvraag.gevraagd if is_bijzonder(veld)}
    yield Controle(
        gettext("Extra beschermde gegevens"),
        ngettext("%(num)s veld, dus twee beheerders", "%(num)s velden, dus twee beheerders", len(special))
        if special
        else gettext("geen"),
        not special,
    )
