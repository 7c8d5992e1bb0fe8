"""Results by group and pupil: names, levels, a bar, history, a filter, a spreadsheet, and bound readers."""

import pytest
from flask import Flask

from tests.support.messages.results import resultaat, toets, toetsafname, verzoek
from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.uwlr.verzoek import Autorisatie
from uwlr_service.formats.parsing import parse
from uwlr_service.formats.uwlr.canoniek import canonical
from uwlr_service.formats.uwlr.resultaten import read_leerresultaten
from uwlr_service.portaal.school.resultaten.blad import safe
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.las.resultaten.feed import Feedvraag

DOOR = Handelende.opdrachtregel("test")
PAGE = "/portaal/scholen/99XX-16/resultaten"


@pytest.fixture
def stage(diensten: Diensten) -> Diensten:
    """Results of two pupils in different groups, of which one was changed."""
    diensten.edexml.store(schoolgegevens())
    uitgifte = diensten.koppelingbeheer.add(
        klantnaam="=Uitgever",
        klantcode="U1",
        scholen=[SCHOOL],
        gegevensset=VOLLEDIG,
        door=Handelende.opdrachtregel("test"),
    )

    def bring(*afnamen: str) -> None:
        element = parse(verzoek(*afnamen, toetsen=toets() + toets("T2")).encode())
        toegang = diensten.toegangscontrole.identify(
            Autorisatie(sleutel=uitgifte.sleutel, klantcode="U1", klantnaam="=Uitgever")
        )
        diensten.terugweg.store(toegang, read_leerresultaten(element), lambda: canonical(element))

    bring(toetsafname("L1", resultaat("R1", 3), resultaat("R3", 9, code="T2", datum="2026-10-02")))
    bring(toetsafname("L1", resultaat("R1", 8)), toetsafname("L2", resultaat("R2", 2)))
    return diensten


def visitor(
    portaal: Flask, database: Database, rol: Rol = Rol.SCHOOLLEZER, groepen: tuple[str, ...] | None = None
) -> Visitor:
    inlog = people.add_person(database, rol, school=SCHOOL, groepen=groepen)
    return Visitor(portaal, token=people.sign_in(database, inlog))


@pytest.fixture
def reader(portaal: Flask, database: Database, stage: Diensten) -> Visitor:
    return visitor(portaal, database)


def links(visitor: Visitor, path: str = PAGE) -> dict[str, str]:
    return {
        link.text_content(): link.get("href")
        for link in document(visitor.get(path)).xpath("//main//*[self::h2 or self::th]//a")
    }


def test_each_group_says_how_many_have_results(reader: Visitor) -> None:
    page = reader.get(PAGE).text
    assert "Leerlingen met een resultaat: 1 van 1." in page
    assert "2 resultaten." in page
    assert all("G1" not in href for href in links(reader).values())


def test_a_pupil_has_levels_a_bar_and_a_history(reader: Visitor) -> None:
    groep = next(href for href in links(reader).values())
    (leerling,) = links(reader, groep).values()
    page = document(reader.get(leerling))
    shown = page.text_content()
    assert "voldoende" in shown
    assert "Eerdere versies" in shown
    widths = page.xpath("//svg[@class='balk']/rect[2]/@width")
    assert widths == ["80", "90", "30"]
    # Whoever does not see the bar reads the number.
    assert page.xpath("//svg/@aria-hidden") == ["true"] * len(page.xpath("//svg"))


def test_a_test_and_a_period_narrow(reader: Visitor) -> None:
    groep = next(href for href in links(reader).values())
    (leerling,) = links(reader, groep).values()
    assert "02-10-2026" not in reader.get(f"{leerling}?toets=T1").text
    narrowed = document(reader.get(f"{leerling}?toets=T2"))
    assert len(narrowed.xpath("//tbody/tr")) == 1
    assert "Er zijn geen resultaten die hieraan voldoen." in reader.get(f"{leerling}?vanaf=01-01-2027").text
    unread = document(reader.get(f"{leerling}?vanaf=onzin"))
    (described,) = unread.xpath("//input[@name='vanaf' and @aria-invalid='true']/@aria-describedby")
    assert "Dit is geen dag." in unread.get_element_by_id(described).text_content()


def test_a_group_without_results_says_when_there_will_be_some(
    portaal: Flask, database: Database, diensten: Diensten
) -> None:
    diensten.edexml.store(schoolgegevens())
    without = visitor(portaal, database)
    (groep, *_) = links(without).values()
    assert "Ze komen hier te staan zodra een bedrijf ze stuurt." in without.get(groep).text
    narrowed = without.get(f"{groep}?vanaf=01-01-2027").text
    assert "Kies een andere toets of een langere tijd." in narrowed


def test_a_spreadsheet_computes_nothing(reader: Visitor) -> None:
    groep = next(href for href in links(reader).values())
    answer = reader.get(f"{groep}/resultaten.csv")
    assert answer.mimetype == "text/csv"
    heading, *lines = answer.get_data().decode("utf-8-sig").splitlines()
    assert heading.startswith("leerling;toets;")
    assert all(line.endswith(";'=Uitgever") for line in lines)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+a", "'+a"),
        ("-a", "'-a"),
        ("@a", "'@a"),
        ("\ta", "'\ta"),
        ("-3", "-3"),
        ("x", "x"),
    ],
)
def test_a_formula_becomes_a_text(cell: str, written: str) -> None:
    assert safe(cell) == written


def test_a_reader_with_groups_sees_those_only(
    portaal: Flask, database: Database, reader: Visitor, stage: Diensten
) -> None:
    bound = visitor(portaal, database, groepen=("G2",))
    assert len(links(bound)) == 1
    everything = links(reader)
    (own,) = links(bound).values()
    others = [href for href in everything.values() if href != own]
    assert others
    for href in others:
        assert bound.get(href).status_code == 404
        for leerling in links(reader, href).values():
            if leerling not in links(reader, own).values():
                assert bound.get(leerling).status_code == 404
                assert bound.get(f"{leerling}/resultaten.csv").status_code == 404


def test_a_page_costs_the_same_for_many_pupils(reader: Visitor) -> None:
    groep = next(href for href in links(reader).values())
    for path in (PAGE, groep):
        reader.get(path)
        with recorded() as statements:
            reader.get(path)
        assert len(statements) <= 15


def test_a_teacher_sees_the_own_groups_alone(portaal: Flask, database: Database, stage: Diensten) -> None:
    everything = links(visitor(portaal, database))
    teacher = visitor(portaal, database, Rol.LEERKRACHT, ("G1",))
    assert set(links(teacher)) == {"Groep 4"}
    assert teacher.get(everything["Groep 5"]).status_code == 404


def test_a_teacher_without_groups_sees_none(portaal: Flask, database: Database, stage: Diensten) -> None:
    everything = links(visitor(portaal, database))
    teacher = visitor(portaal, database, Rol.LEERKRACHT)
    assert links(teacher) == {}
    assert teacher.get(everything["Groep 4"]).status_code == 404


def test_the_school_sees_what_its_las_took_over(reader: Visitor, stage: Diensten) -> None:
    assert "In uw eigen programma" not in reader.get(PAGE).text
    las = stage.lasregister.add("ParnasLAS", [SCHOOL], alle_scholen=False, door=DOOR).las
    assert "zei nog niet dat het resultaten overnam" in reader.get(PAGE).text

    def confirm(limiet: int) -> None:
        page = stage.resultaatfeed.page(las, Feedvraag(na=None, limiet=limiet))
        stage.resultaatontvangst.confirm(las, page.cursor)

    confirm(1)
    page = reader.get(PAGE).text
    assert "ParnasLAS" in page
    assert "Er zijn resultaten die het nog niet overnam." in page
    confirm(100)
    assert "Dit programma nam alle resultaten over." in reader.get(PAGE).text
