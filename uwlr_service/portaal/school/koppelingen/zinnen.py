"""Sentences about links that depend on numbers and states."""

from collections.abc import Iterable, Iterator, Mapping

from flask_babel import format_percent, gettext, lazy_gettext, ngettext

from uwlr_service.domain.gkv.rooster import roosters_uit
from uwlr_service.domain.koppeling.besluitvorming.voorbeeld import Reden, Telling
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.gegevenssets import NAMEN
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_UITGEBREID, ROOSTERS
from uwlr_service.domain.koppeling.schoolkoppeling import Schoolkoppeling
from uwlr_service.domain.koppeling.ssoset import SSO
from uwlr_service.domain.koppeling.teksten import Teksten
from uwlr_service.domain.koppeling.woorden import words_of
from uwlr_service.domain.school.benaming import natural
from uwlr_service.domain.sso.claims import Affiliation
from uwlr_service.domain.taal import Taal

STANDEN = {
    Deelnamestand.VOORGESTELD: lazy_gettext("Wacht op uw besluit"),
    Deelnamestand.ACTIEF: lazy_gettext("Loopt"),
    Deelnamestand.GEPAUZEERD: lazy_gettext("Gepauzeerd"),
    Deelnamestand.INGETROKKEN: lazy_gettext("Gestopt; het bedrijf moet de gegevens nog vernietigen"),
    Deelnamestand.AFGEROND: lazy_gettext("Gestopt; het bedrijf heeft de gegevens vernietigd"),
    Deelnamestand.AFGEWEZEN: lazy_gettext("Niet akkoord"),
    Deelnamestand.VERVALLEN: lazy_gettext("Vervallen zonder besluit"),
}
SOORTEN = {
    **dict.fromkeys(NAMEN, lazy_gettext("Het bedrijf haalt gegevens op (UWLR)")),
    GKV_BASIS: lazy_gettext("Elke nacht een pakket met basisgegevens (GKV)"),
    GKV_UITGEBREID: lazy_gettext("Elke nacht een pakket met meer gegevens (GKV)"),
    SSO: lazy_gettext("Inloggen met het account van school (SSO)"),
}
HOE_VAAK = {
    **dict.fromkeys(NAMEN, lazy_gettext("Zo vaak als het bedrijf erom vraagt.")),
    GKV_BASIS: lazy_gettext("Elke nacht."),
    GKV_UITGEBREID: lazy_gettext("Elke nacht."),
    SSO: lazy_gettext("Elke keer dat iemand inlogt."),
}
"""How often data go, by the kind of link."""
WAT = {
    "aanmelding": lazy_gettext("wie inlogde"),
    "pakket": lazy_gettext("een pakket"),
    "leerlinggegevens": lazy_gettext("alle gegevens"),
    "structuur": lazy_gettext("de groepen"),
    "leerlingen": lazy_gettext("leerlingen"),
    "leerkrachten": lazy_gettext("leerkrachten"),
    "getLeerlingen": lazy_gettext("leerlingen"),
    "getMedewerkers": lazy_gettext("medewerkers"),
}
"""What went out, by the kind of message."""


def said_otherwise(ours: str, theirs: str) -> str:
    """What the company says beside our own sentence; empty if it says the same."""
    return "" if _bare(theirs) in ("", _bare(ours)) else theirs


def _bare(sentence: str) -> str:
    """The words of a sentence, however they are spaced, capitalised or ended."""
    return " ".join(sentence.casefold().rstrip(" .!").split())


def of_telling(telling: Telling) -> str:
    """Of whom data go, in one sentence."""
    pupils = ngettext(
        "%(aantal)d van uw %(num)d leerling",
        "%(aantal)d van uw %(num)d leerlingen",
        telling.van,
        aantal=telling.leerlingen,
    )
    if telling.ouders is None:
        return gettext("%(leerlingen)s.", leerlingen=pupils)
    parents = ngettext("%(num)d ouder of verzorger", "%(num)d ouders en verzorgers", telling.ouders)
    return gettext("%(leerlingen)s en %(ouders)s.", leerlingen=pupils, ouders=parents)


def of_aanmelders(koppeling: Schoolkoppeling) -> str | None:
    """Who may sign in at a partner today; None for a link that is about data, or does not run."""
    aanmelders = koppeling.aanmelders
    if aanmelders is None or not koppeling.stand.takes_part:
        return None
    if not aanmelders:
        return gettext("Niemand.")
    if not koppeling.is_about_pupils:
        return gettext("Medewerkers.")
    number = koppeling.leerlingen or 0
    if Affiliation.EMPLOYEE in aanmelders:
        return ngettext(
            "Medewerkers en %(num)d leerling, als ze een account hebben.",
            "Medewerkers en %(num)d leerlingen, als ze een account hebben.",
            number,
        )
    return ngettext(
        "%(num)d leerling, als die een account heeft.",
        "%(num)d leerlingen, als ze een account hebben.",
        number,
    )


def of_selectie(selectie: Leerlingselectie, namen: Mapping[str, str], taal: Taal) -> Iterator[str]:
    """Which pupils an agreement is about, a sentence for each way in which it was narrowed."""
    if not selectie.narrows:
        yield gettext("Alle leerlingen die bij u staan ingeschreven.")
    if selectie.vestigingen:
        yield gettext("Alleen deze locaties: %(namen)s.", namen=_named(selectie.vestigingen, namen))
    if selectie.jaargroepen:
        years = {code: words_of("jaargroep", code, taal) for code in selectie.jaargroepen}
        yield gettext("Alleen deze leerjaren: %(namen)s.", namen=_named(selectie.jaargroepen, years))
    if selectie.groepen:
        yield gettext("Alleen deze groepen: %(namen)s.", namen=_named(selectie.groepen, namen))


def of_roosters(afspraak: Gegevensafspraak, texts: Teksten) -> Iterator[str]:
    """Which rosters are agreed and cannot be made, a sentence for each with what they need."""
    for naam, velden in roosters_uit(fields_of(afspraak)).items():
        yield gettext(
            "%(rooster)s: dit gaat niet mee. Daarvoor moet u ook geven: %(velden)s.",
            rooster=texts.of_set(naam).naam,
            velden=", ".join(map(texts.titel, velden)),
        )


def of_roosterdeel(koppeling: Schoolkoppeling) -> str | None:
    """How many pupils rosters may leave out, where that is not what holds for every school."""
    afspraak = koppeling.afspraak
    if koppeling.roosterdeel is None or afspraak is None or not koppeling.stand.takes_part:
        return None
    if fields_of(afspraak).isdisjoint({f"set/{naam}" for naam in ROOSTERS}):
        return None
    return gettext(
        "Voor OneRoster of Microsoft mag %(procent)s van uw leerlingen ontbreken. Dat stelde de beheerder van"
        " de dienst in.",
        procent=format_percent(float(koppeling.roosterdeel), "#,##0.##%"),
    )


def of_changes(
    before: Leerlingselectie, after: Leerlingselectie, namen: Mapping[str, str], taal: Taal
) -> Iterator[str]:
    """How a choice of pupils differs from the one before, a sentence for each way to choose them."""
    years = {code: words_of("jaargroep", code, taal) for code in before.jaargroepen | after.jaargroepen}
    ways = (
        (before.vestigingen, after.vestigingen, namen),
        (before.jaargroepen, after.jaargroepen, years),
        (before.groepen, after.groepen, namen),
    )
    for old, new, names in ways:
        if old and new:
            yield from _exchanged(old, new, names)
        elif new:
            yield gettext("Nieuw: alleen nog %(namen)s.", namen=_named(new, names))
        elif old:
            yield gettext("Nieuw: niet meer alleen %(namen)s.", namen=_named(old, names))


def _exchanged(old: frozenset[str], new: frozenset[str], names: Mapping[str, str]) -> Iterator[str]:
    if new - old:
        yield gettext("Nieuw: %(namen)s.", namen=_named(new - old, names))
    if old - new:
        yield gettext("Gaat niet meer mee: %(namen)s.", namen=_named(old - new, names))


def _named(keys: Iterable[str], namen: Mapping[str, str]) -> str:
    return ", ".join(sorted((namen.get(key, key) for key in keys), key=natural))


def not_among(telling: Telling) -> Iterator[str]:
    """Why some pupils are not among them, a sentence for each reason."""
    for reden, aantal in telling.niet_mee.items():
        yield _reason(reden, aantal)


def _reason(reden: Reden, aantal: int) -> str:
    match reden:
        case Reden.UITGESCHREVEN:
            return ngettext(
                "%(num)d leerling doet niet mee, want die is uitgeschreven.",
                "%(num)d leerlingen doen niet mee, want die zijn uitgeschreven.",
                aantal,
            )
        case Reden.TOEKOMSTIG:
            return ngettext(
                "%(num)d leerling doet niet mee, want die komt nog.",
                "%(num)d leerlingen doen niet mee, want die komen nog.",
                aantal,
            )
        case Reden.INGESCHREVEN:
            return ngettext(
                "%(num)d leerling doet niet mee, want die zit nu op school.",
                "%(num)d leerlingen doen niet mee, want die zitten nu op school.",
                aantal,
            )
        case Reden.ONVOLLEDIG:
            return ngettext(
                "%(num)d leerling doet niet mee, want er mist een verplicht gegeven.",
                "%(num)d leerlingen doen niet mee, want er mist een verplicht gegeven.",
                aantal,
            )
    return ngettext(
        "%(num)d leerling doet niet mee door uw keuze hieronder.",
        "%(num)d leerlingen doen niet mee door uw keuze hieronder.",
        aantal,
    )
