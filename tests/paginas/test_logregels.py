"""What a line of the log says, as people read it."""

from uwlr_service.paginas.logregels import details


def test_values_are_written_without_the_signs_of_a_program() -> None:
    inhoud = {
        "velden": ["leerling/eckid", "leerling/groep"],
        "koppeling": 3,
        "reden": "",
        "namens": [],
        "kort": True,
    }
    assert details(inhoud) == [
        ("velden", "leerling/eckid, leerling/groep"),
        ("koppeling", "3"),
        ("kort", "true"),
    ]
