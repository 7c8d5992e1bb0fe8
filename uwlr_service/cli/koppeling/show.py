"""All that is known of a link, on the screen or as a record; never its key, which is not kept."""

from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from uwlr_service.cli.koppeling.afspraak_view import afspraak_record
from uwlr_service.cli.listing import MOST_TABLES
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.generiek import Generiektoegang
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.klant import Autorisatiesleutel, Koppeling, Richting
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.koppeling.verstrekking import Tolerantiegebruik, Verstrekking
from uwlr_service.domain.school.deel import in_words
from uwlr_service.domain.school.school import Schoolcode

if TYPE_CHECKING:
    from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingoverzicht


def as_record(koppeling: Koppeling) -> dict[str, object]:
    """A link as a program reads it."""
    return {
        "koppeling": koppeling.id,
        "klantnaam": koppeling.klant.naam,
        "klantcode": koppeling.klant.code,
        "gegevensset": koppeling.gegevensset,
        "richting": koppeling.richting.value,
        "scholen": [str(school) for school in koppeling.scholen],
        "aangemaakt": koppeling.aangemaakt,
        "gegevenssetid_streng": koppeling.gegevenssetid_streng,
        "stand": koppeling.stand,
        "ingetrokken": koppeling.ingetrokken,
    }


def stand_record(toelating: Toelatingstand, scholen: Mapping[Schoolcode, Deelnamestand]) -> dict[str, object]:
    """What may keep a link from running, as a program reads it."""
    deelnames = [{"school": str(school), "stand": stand} for school, stand in scholen.items()]
    return {"toelating": toelating, "deelnames": deelnames}


def ingetrokken_line(koppeling: Koppeling) -> Text:
    """That a link was withdrawn, and when: what comes below it held before that."""
    since = amsterdam(koppeling.ingetrokken)
    return cell(f"Koppeling {koppeling.id} is ingetrokken op {since}: er gaat niets meer uit.", "bold red")


def gegevenssetid_line(koppeling: Koppeling) -> str:
    """What a request gets that names a set which there is not, in a sentence."""
    if koppeling.gegevenssetid_streng:
        return f"Koppeling {koppeling.id} weigert een vraag om een onbekende gegevensset."
    return f"Koppeling {koppeling.id} beantwoordt een vraag om een onbekende gegevensset met de afspraak."


def generiek_record(toegang: Generiektoegang) -> dict[str, object]:
    """The drop-in service of a link as a program reads it; no addresses is from everywhere."""
    return {"generiek": toegang.aan, "adressen": [str(netwerk) for netwerk in toegang.adressen]}


def generiek_line(toegang: Generiektoegang) -> str:
    """The drop-in service of a link in one line."""
    if not toegang.aan:
        return "de GeneriekeService staat uit."
    vanaf = ", ".join(str(netwerk) for netwerk in toegang.adressen) or "elk adres"
    return f"de GeneriekeService staat aan, vanaf {vanaf}."


def show_overzicht(overzicht: "Koppelingoverzicht", as_json: bool) -> None:
    """The link with its keys, agreements, tolerances and what went out."""
    if as_json:
        show_json(_full_record(overzicht))
        return
    koppeling = overzicht.koppeling
    if koppeling.ingetrokken is not None:
        show(ingetrokken_line(koppeling))
    heading = (
        f"Koppeling {koppeling.id}: {koppeling.klant.naam} (klantcode {koppeling.klant.code}),"
        f" gegevensset {koppeling.gegevensset}, richting {koppeling.richting.value}"
    )
    show(cell(heading, style="bold"))
    _show_standen(overzicht)
    _show_sleutels(overzicht)
    _show_afspraken(overzicht)
    _show_toleranties(overzicht)
    _show_verstrekkingen(overzicht)
    if overzicht.generiek is not None and koppeling.ingetrokken is None:
        line = generiek_line(overzicht.generiek)
        say(f"{line[0].upper()}{line[1:]}")


def _show_standen(overzicht: "Koppelingoverzicht") -> None:
    """What keeps the link, or a school in it, from running."""
    if overzicht.toelating is not Toelatingstand.ACTIEF:
        say(f"De toelating van het product heeft als stand: {overzicht.toelating}.")
    paused = [
        str(deelname.school) for deelname in overzicht.deelnames if deelname.stand is Deelnamestand.GEPAUZEERD
    ]
    if paused:
        say(f"Gepauzeerd, er gaat niets uit: {', '.join(paused)}.")
    for school, deel in _roosterremmen(overzicht).items():
        say(f"In OneRoster en SDS mag van school {school} {in_words(deel)} van de leerlingen ontbreken.")


def _roosterremmen(overzicht: "Koppelingoverzicht") -> dict[Schoolcode, Fraction]:
    """The part of its pupils that a school may miss in a roster, where it is not that of every school."""
    return {
        deelname.school: deelname.roosterdeel
        for deelname in overzicht.deelnames
        if deelname.stand.takes_part and deelname.roosterdeel is not None
    }


def _show_sleutels(overzicht: "Koppelingoverzicht") -> None:
    columns = ("ID", "stand", "gemaakt", "laatst gebruikt", "tolerant", "prefix")
    listing = table("Sleutels", *columns, right=("ID",))
    for sleutel in overzicht.sleutels:
        listing.add_row(
            str(sleutel.id),
            f"{_stand(sleutel)}{_reach(sleutel)}",
            amsterdam(sleutel.aangemaakt),
            amsterdam(sleutel.laatst_gebruikt) or "nooit",
            "ja" if sleutel.tolerant else "nee",
            sleutel.prefix,
        )
    show(listing)


def _stand(sleutel: Autorisatiesleutel) -> str:
    if sleutel.ingetrokken is not None:
        return f"ingetrokken {amsterdam(sleutel.ingetrokken)}"
    if sleutel.geldig_tot is None:
        return "geldig"
    verb = "geldig tot" if sleutel.is_valid(tijd.now()) else "vervallen op"
    return f"{verb} {amsterdam(sleutel.geldig_tot)}"


def _reach(sleutel: Autorisatiesleutel) -> str:
    """What a key opens, where that is less than every school of the link."""
    school = "" if sleutel.school is None else f", school {sleutel.school}"
    return f"{school} (proeftuin)" if sleutel.proeftuin else school


def _show_afspraken(overzicht: "Koppelingoverzicht") -> None:
    listing = table(
        "Afspraken", "school", "versie", "sinds", "velden aan- of uitgezet", "leerlingen", right=("versie",)
    )
    for school, afspraak in overzicht.afspraken.items():
        listing.add_row(
            str(school),
            str(afspraak.versie),
            amsterdam(afspraak.moment),
            str(len(afspraak.schakelaars) or "geen"),
            "een deel" if afspraak.selectie.narrows else "allemaal",
        )
    show(listing)
    say(f"De velden zelf: uwlr koppeling afspraak {overzicht.koppeling.id}")


def _show_toleranties(overzicht: "Koppelingoverzicht") -> None:
    if not overzicht.toleranties:
        return
    listing = table("Door de vingers gezien", "school", "wat", "laatst", "aantal", right=("aantal",))
    for gebruik in overzicht.toleranties:
        listing.add_row(
            str(gebruik.school), cell(gebruik.soort), amsterdam(gebruik.laatste), str(gebruik.aantal)
        )
    show(listing)


def _show_verstrekkingen(overzicht: "Koppelingoverzicht") -> None:
    if overzicht.koppeling.richting is Richting.LEVEREN:
        say(f"De leveringen: uwlr gkv list {overzicht.koppeling.id}")
    elif not overzicht.verstrekkingen:
        say("Er is nog niets verstrekt.")
    # Sorting is stable: within a schooljaar the oldest stays first.
    by_schooljaar = sorted(overzicht.verstrekkingen, key=_schooljaar_of)
    tables = [(jaar, list(lines)) for jaar, lines in groupby(by_schooljaar, key=_schooljaar_of)]
    for (school, schooljaar), verstrekkingen in tables[:MOST_TABLES]:
        columns = ("bericht", "versie", "gegevensset", "afspraak", "keer", "stand", "eerste", "laatst")
        title = f"Verstrekt van school {school}, schooljaar {schooljaar}"
        listing = table(title, *columns, right=("keer", "afspraak", "stand"))
        for verstrekking in verstrekkingen:
            listing.add_row(
                cell(" ".join((verstrekking.bericht, *verstrekking.groepskeuze))),
                verstrekking.xsdversie,
                verstrekking.gegevensset,
                str(verstrekking.afspraak_versie),
                str(verstrekking.aantal),
                str(verstrekking.revisie),
                amsterdam(verstrekking.eerste),
                amsterdam(verstrekking.laatste),
            )
        show(listing)
    if len(tables) > MOST_TABLES:
        show(f"En nog {len(tables) - MOST_TABLES} keer een school; met --json komen ze alle.")


def _schooljaar_of(verstrekking: Verstrekking) -> tuple[str, str]:
    return str(verstrekking.school), verstrekking.schooljaar


def _full_record(overzicht: "Koppelingoverzicht") -> dict[str, object]:
    now = tijd.now()
    record = {
        **as_record(overzicht.koppeling),
        **stand_record(
            overzicht.toelating, {deelname.school: deelname.stand for deelname in overzicht.deelnames}
        ),
        "roosterremmen": [
            {"school": str(school), "deel": float(deel)} for school, deel in _roosterremmen(overzicht).items()
        ],
        "sleutels": [{**_fields(sleutel), "geldig": sleutel.is_valid(now)} for sleutel in overzicht.sleutels],
        "afspraken": [afspraak_record(*afspraak) for afspraak in overzicht.afspraken.items()],
        "toleranties": [_fields(gebruik) for gebruik in overzicht.toleranties],
        "verstrekkingen": [_fields(verstrekking) for verstrekking in overzicht.verstrekkingen],
    }
    if overzicht.generiek is not None:
        record |= generiek_record(overzicht.generiek)
    return record


def _fields(row: Autorisatiesleutel | Tolerantiegebruik | Verstrekking) -> dict[str, object]:
    """Every field under its own name; none of these rows holds a key or a pupil."""
    return {field.name: getattr(row, field.name) for field in fields(row)}
