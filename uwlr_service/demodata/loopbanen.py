"""Where made-up pupils have been to school, and where they went."""

from collections.abc import Iterator
from datetime import timedelta

from uwlr_service.demodata.dossiermaker import Dossiermaker, janee
from uwlr_service.demodata.leerlingen import is_every
from uwlr_service.domain.school.dossier import Dossierobject

MERGED = "98ZZ"
"""The school that became part of this one."""
ADVIEZEN = ("VMBO_BL", "VMBO_KL_GT", "VMBO_GT", "HAVO", "HAVO_VWO", "VWO", "PRO")


def make_schoolloopbanen(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """A line for each school year; some pupils came along from a school that was merged."""
    for number, leerling in maker.numbered():
        for jaar, groep in maker.history(leerling):
            was_elsewhere = is_every(number, 12, 2) and jaar != maker.gegevens.school.schooljaar
            last_day = jaar.first_day.replace(year=jaar.first_day.year + 1) - timedelta(days=1)
            yield maker.make(
                "schoolloopbaan",
                f"{number}-{jaar}",
                at_leerling=leerling.key,
                schooljaar=str(jaar),
                groepscode=f"{groep}A",
                groepsnaam=f"Groep {groep}A",
                jaargroep=str(groep),
                begindatum=jaar.first_day.isoformat(),
                einddatum=None if jaar == maker.gegevens.school.schooljaar else last_day.isoformat(),
                brincode=MERGED if was_elsewhere else maker.brincode,
                vestigingscode="00",
                schoolsoort="bo",
                mutatiedatum=maker.mutatiedatum(last_day if last_day < maker.first_day else None),
            )


def make_inschrijvingen(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """The enrolment of each pupil, and the earlier one of who came back."""
    for number, leerling in maker.numbered():
        begin = leerling.instroomdatum or maker.first_day
        end = leerling.uitstroomdatum
        if is_every(number, 45, 20):
            earlier = begin - timedelta(days=500)
            yield _inschrijving(maker, f"{number}-1", leerling.key, earlier, earlier + timedelta(days=90))
        yield _inschrijving(maker, f"{number}-2", leerling.key, begin, end)


def _inschrijving(
    maker: Dossiermaker, number: str, leerling: str, begin: object, end: object
) -> Dossierobject:
    gast = number.endswith("-1")
    return maker.make(
        "inschrijving",
        number,
        at_leerling=leerling,
        inschrijvingtype="inschrijvingtype/ONB" if gast else "inschrijvingtype/REG",
        datuminschrijving=str(begin),
        datumuitschrijving=str(end) if end else None,
        bekostigd=janee(not gast),
        mutatiedatum=maker.mutatiedatum(),
    )


def make_uitstromen(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """The pupils who left, most of them from group 8."""
    for number, leerling in maker.numbered():
        if leerling.uitstroomdatum is None:
            continue
        advies = ADVIEZEN[number % len(ADVIEZEN)]
        yield maker.make(
            "uitstroom",
            number,
            at_leerling=leerling.key,
            uitstroomdatum=leerling.uitstroomdatum.isoformat(),
            uitstroomreden="1" if leerling.jaargroep == "H" else "3",
            bestemmingstype="POVO" if leerling.jaargroep == "H" else "POPO",
            bestemming={"brincode": "97VO", "vestigingscode": "01", "naam": "Scholengemeenschap De Overkant"},
            schooladvies=advies,
            herzienadvies="VWO" if advies == "HAVO_VWO" else None,
            lwooindicatie="0",
            mutatiedatum=maker.mutatiedatum(),
        )
