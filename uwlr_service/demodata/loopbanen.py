"""The schools that made-up pupils have been to, and the schools that they left for."""

from collections.abc import Iterator
from datetime import date, timedelta

from uwlr_service.demodata.dossiermaker import Dossiermaker, datum, janee
from uwlr_service.demodata.leerlingen import is_every
from uwlr_service.domain.school.codelijsten import HISTORISCH
from uwlr_service.domain.school.dossier import Dossierobject

MERGED = "98ZZ"
"""The school that became part of this one."""
ADVIEZEN = ("VMBO_BL", "VMBO_KL_GT", "VMBO_GT", "HAVO", "HAVO_VWO", "VWO", "PRO")


def make_schoolloopbanen(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """A line for each school year; some pupils came along from a school that was merged."""
    for number, leerling in maker.numbered():
        for jaar, groep in maker.history(leerling):
            last_day = jaar.first_day.replace(year=jaar.first_day.year + 1) - timedelta(days=1)
            einddatum = None
            brincode = maker.brincode
            if jaar != maker.gegevens.school.schooljaar:
                einddatum = last_day.isoformat()
                if is_every(number, 12, 2):
                    brincode = MERGED
            changed = None
            if last_day < maker.first_day:
                changed = last_day
            yield maker.make(
                "schoolloopbaan",
                f"{number}-{jaar}",
                at_leerling=leerling.key,
                schooljaar=str(jaar),
                groepscode=f"{groep}A",
                groepsnaam=f"Groep {groep}A",
                jaargroep=str(groep),
                begindatum=jaar.first_day.isoformat(),
                einddatum=einddatum,
                brincode=brincode,
                vestigingscode="00",
                schoolsoort="bo",
                mutatiedatum=maker.mutatiedatum(changed),
            )


def make_inschrijvingen(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """The enrolment of each pupil, and the earlier one of a pupil who came back."""
    for number, leerling in maker.numbered():
        begin = leerling.instroomdatum or maker.first_day
        end = leerling.uitstroomdatum
        if is_every(number, 45, 20):
            earlier = begin - timedelta(days=500)
            until = earlier + timedelta(days=90)
            yield _inschrijving(maker, f"{number}-1", leerling.key, earlier, until, bekostigd=False)
        yield _inschrijving(maker, f"{number}-2", leerling.key, begin, end, bekostigd=True)


def _inschrijving(
    maker: Dossiermaker, number: str, leerling: str, begin: date, end: date | None, *, bekostigd: bool
) -> Dossierobject:
    inschrijvingtype = "inschrijvingtype/ONB"
    if bekostigd:
        inschrijvingtype = "inschrijvingtype/REG"
    return maker.make(
        "inschrijving",
        number,
        at_leerling=leerling,
        inschrijvingtype=inschrijvingtype,
        datuminschrijving=datum(begin),
        datumuitschrijving=datum(end),
        bekostigd=janee(bekostigd),
        mutatiedatum=maker.mutatiedatum(),
    )


def make_uitstromen(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """The pupils who left, most of them from group 8."""
    for number, leerling in maker.numbered():
        if leerling.uitstroomdatum is None:
            continue
        advies = ADVIEZEN[number % len(ADVIEZEN)]
        herzienadvies = None
        if advies == "HAVO_VWO":
            herzienadvies = "VWO"
        reden = "3"
        bestemmingstype = "POPO"
        if leerling.jaargroep == HISTORISCH:
            reden = "1"
            bestemmingstype = "POVO"
        yield maker.make(
            "uitstroom",
            number,
            at_leerling=leerling.key,
            uitstroomdatum=leerling.uitstroomdatum.isoformat(),
            uitstroomreden=reden,
            bestemmingstype=bestemmingstype,
            bestemming={"brincode": "97VO", "vestigingscode": "01", "naam": "Scholengemeenschap De Overkant"},
            schooladvies=advies,
            herzienadvies=herzienadvies,
            lwooindicatie="0",
            mutatiedatum=maker.mutatiedatum(),
        )
