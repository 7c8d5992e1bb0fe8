"""What a partner got by object: fields of a test stay together, equal values are one with their time."""

from datetime import timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.inzage.objecten import soorten_of
from uwlr_service.domain.inzage.overzicht import Veldwaarde, Verstrekt, Weg, Zekerheid

START = tijd.parse_moment("2026-01-05T08:00:00+01:00")


def pakket(day: int, *velden: tuple[str, str]) -> Verstrekt:
    """What went out on a day."""
    moment = START + timedelta(days=day)
    return Verstrekt(
        weg=Weg.PAKKET,
        eerste=moment,
        laatste=moment,
        aantal=1,
        is_opgehaald=True,
        afspraakversie=1,
        zekerheid=Zekerheid.ZEKER,
        velden=tuple(Veldwaarde(veld, waarde) for veld, waarde in velden),
    )


def toets(key: str, datum: str, score: str) -> tuple[tuple[str, str], ...]:
    return (
        ("toetsresultaat/key", key),
        ("toetsresultaat/mutatiedatum", "2026-01-01T00:00:00Z"),
        ("toetsresultaat/afnamedatum", datum),
        ("toetsresultaat/dl", score),
    )


def test_the_fields_of_each_test_stay_together() -> None:
    (soort,) = soorten_of([pakket(0, *toets("T1", "2026-01-02", "1"), *toets("T2", "2026-01-03", "1"))])
    assert [objekt.key for objekt in soort.objecten] == ["T1", "T2"]
    days = [objekt.velden[0].waarde for objekt in soort.objecten]
    assert days == ["2026-01-02", "2026-01-03"]
    assert soort.velden[-2:] == ["toetsresultaat/key", "toetsresultaat/mutatiedatum"]


def test_equal_values_are_one_with_the_time_over_which_they_went_out() -> None:
    before = toets("T1", "2026-01-02", "1")
    after = toets("T1", "2026-01-02", "2")
    (soort,) = soorten_of([pakket(0, *before), pakket(1, *before), pakket(2, *after)])
    (objekt,) = soort.objecten
    spans = {(inzage.naam, inzage.waarde): (inzage.eerste, inzage.laatste) for inzage in objekt.velden}
    assert spans["afnamedatum", "2026-01-02"] == (START, START + timedelta(days=2))
    assert spans["dl", "1"] == (START, START + timedelta(days=1))
    assert spans["dl", "2"] == (START + timedelta(days=2), START + timedelta(days=2))
    (changed, *_) = [inzage for inzage in objekt.velden if inzage.waarde == "1"]
    assert objekt.is_of_other_time(changed)


def test_the_pupil_is_one_object_whatever_stands_between() -> None:
    gelezen = (
        ("leerling/key", "L1"),
        ("leerlingdetail/leerlingnummer", "7"),
        ("leerling/roepnaam", "Sanne"),
        ("groepsindeling/key", "G1"),
        ("inschrijving/datuminschrijving", "2026-01-01"),
    )
    soorten = {soort.entiteit: soort for soort in soorten_of([pakket(0, *gelezen)])}
    assert list(soorten) == ["leerling", "leerlingdetail", "groepsindeling", "inschrijving"]
    assert len(soorten["leerling"].objecten) == 1
    assert soorten["leerling"].is_of_person
    assert [objekt.key for objekt in soorten["inschrijving"].objecten] == [""]
