"""An overview for people: per partner what it got, and what came in."""

from uwlr_service.cli.output import cell, counted, say, show, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain import datum
from uwlr_service.domain.inzage.account import Accountinzage
from uwlr_service.domain.inzage.objecten import Objectinzage, Soortinzage, soorten_of
from uwlr_service.domain.inzage.overzicht import (
    Namen,
    Overzicht,
    Partnerinzage,
    Soort,
    Veldinzage,
    Vernietiging,
    Weg,
    Zekerheid,
)
from uwlr_service.domain.inzage.woorden import (
    besluiter_in_words,
    naam_in_words,
    soort_in_words,
    waarde_in_words,
)

WEGEN = {
    Weg.UWLR: "UWLR",
    Weg.PAKKET: "pakket",
    Weg.GENERIEK: "GeneriekeService",
    Weg.ROOSTER: "OneRoster of SDS",
}


def say_warnings(overzicht: Overzicht) -> None:
    """What somebody has to know before they hand an overview over."""
    if overzicht.geblokkeerd and overzicht.soort is Soort.LEERLING:
        keys = ", ".join(overzicht.geblokkeerd)
        say(
            f"Let op: verzorger {keys} mag geen gegevens van deze leerling zien."
            " Controleer eerst wie dit overzicht krijgt.",
            style="red",
        )
    elif overzicht.geblokkeerd:
        keys = ", ".join(overzicht.geblokkeerd)
        say(
            f"Let op: deze ouder mag geen gegevens zien van leerling {keys}."
            " Controleer eerst wat u meegeeft.",
            style="red",
        )
    if overzicht.teruggekomen is not None:
        say(
            f"Deze leerling is eerder vergeten, en staat sinds {amsterdam(overzicht.teruggekomen)}"
            " weer in het bestand.",
            style="yellow",
        )


def show_overzicht(overzicht: Overzicht) -> None:
    """The overview, a table for each partner."""
    wie = "leerling" if overzicht.soort is Soort.LEERLING else "ouder of verzorger"
    if not overzicht.partners:
        say(f"Er is niets verstrekt van deze {wie}.")
    for partner in overzicht.partners:
        _show_partner(partner, overzicht.namen)
    if overzicht.vergeten_voor is not None:
        say(
            f"Van vóór {datum.shown(overzicht.vergeten_voor)} weten wij nog wie iets kreeg,"
            " maar niet meer precies wat."
        )
    if overzicht.resultaten:
        _show_resultaten(overzicht)
    for account in overzicht.accounts:
        _show_account(account)


def _show_account(account: Accountinzage) -> None:
    closed = f", gesloten op {amsterdam(account.tot)}" if account.tot else ""
    say(f"Account {account.inlognaam} sinds {amsterdam(account.van)}{closed}; sessies: {account.sessies}.")
    for toepassing in account.toepassingen:
        say(f"{toepassing.naam} kent de leerling als {toepassing.sub}; ingelogd: {toepassing.keren} keer.")
        if toepassing.velden:
            say(f"Die kon daarbij vragen: {', '.join(toepassing.velden)}.")


def _show_partner(partner: Partnerinzage, namen: Namen) -> None:
    title = f"{partner.bedrijf}, {partner.product} (koppeling {partner.koppeling}, {partner.gegevensset})"
    lines = table(title, "Hoe", "Van", "Tot en met", "Keren", "Afspraak", "Wat", right=("Keren", "Afspraak"))
    for verstrekt in partner.verstrekt:
        lines.add_row(
            cell(WEGEN[verstrekt.weg]),
            cell(amsterdam(verstrekt.eerste)),
            cell(amsterdam(verstrekt.laatste)),
            cell(verstrekt.aantal if verstrekt.is_opgehaald else "klaargezet"),
            cell(verstrekt.afspraakversie),
            cell(_what(verstrekt.zekerheid, len(verstrekt.velden), len(verstrekt.verwijderd))),
        )
    show(lines)
    for soort in soorten_of(partner.verstrekt):
        _show_soort(soort, namen)
    for besluit in partner.besluiten:
        wanneer = f" van {amsterdam(besluit.moment)}" if besluit.moment else ""
        wie = f", besloten door {besluiter_in_words(besluit.door)}" if besluit.door else ""
        say(f"Afspraak {besluit.versie}{wanneer}{wie}.")
    for vernietiging in partner.vernietigingen:
        gevolg = _gevolg(vernietiging)
        say(f"Op {amsterdam(vernietiging.gevraagd)} is gevraagd alles te vernietigen: {gevolg}.")


def _gevolg(vernietiging: Vernietiging) -> str:
    if vernietiging.bevestigd is not None:
        return f"bevestigd op {amsterdam(vernietiging.bevestigd)}"
    if vernietiging.is_hervat:
        return "dat hoeft niet meer, want de school deed later weer mee"
    return "nog niet bevestigd"


def _show_soort(soort: Soortinzage, namen: Namen) -> None:
    """The objects of a kind: a row for each field of the pupil, and one for each test, absence and so on."""
    naam = soort_in_words(soort.entiteit)
    if soort.is_of_person:
        lines = table(naam, "Gegeven", "Waarde", "Van", "Tot en met")
        (persoon,) = soort.objecten
        for inzage in persoon.velden:
            lines.add_row(
                cell(naam_in_words(inzage.veld)),
                cell(waarde_in_words(inzage, namen)),
                cell(amsterdam(inzage.eerste)),
                cell(amsterdam(inzage.laatste)),
            )
    else:
        lines = table(naam, "Gegevens", "Van", "Tot en met")
        for objekt in soort.objecten:
            velden = [_of_object(objekt, inzage, namen) for inzage in objekt.velden]
            lines.add_row(
                cell("; ".join(velden)), cell(amsterdam(objekt.eerste)), cell(amsterdam(objekt.laatste))
            )
    show(lines)


def _of_object(objekt: Objectinzage, inzage: Veldinzage, namen: Namen) -> str:
    """A field of an object, with its own time where that is another one than that of the object."""
    text = f"{naam_in_words(inzage.veld)}: {waarde_in_words(inzage, namen)}"
    if objekt.is_of_other_time(inzage):
        text += f" ({amsterdam(inzage.eerste)} tot en met {amsterdam(inzage.laatste)})"
    return text


def _what(zekerheid: Zekerheid, velden: int, verwijderd: int) -> str:
    if zekerheid is Zekerheid.VERGETEN:
        return "niet meer bekend"
    parts = []
    if velden:
        parts.append(counted(velden, "gegeven", "gegevens"))
    if verwijderd:
        parts.append(f"{verwijderd} te verwijderen")
    if zekerheid is Zekerheid.MOGELIJK:
        parts.append("misschien: niet elke keuze van groepen is bewaard")
    return ", ".join(parts)


def _show_resultaten(overzicht: Overzicht) -> None:
    lines = table("Binnengekomen resultaten", "Van", "Toets", "Afgenomen", "Score", "Stand", right=("Score",))
    for regel in overzicht.resultaten:
        uitslag = regel.resultaat.uitslag
        lines.add_row(
            cell(regel.klantnaam),
            cell(regel.toets.toetsnaam or regel.resultaat.afname.toetscode),
            cell(regel.resultaat.afname.afnamedatum),
            cell(uitslag if isinstance(uitslag, int) else None),
            cell(regel.stand),
        )
    show(lines)
