"""What may be told of a secret."""

from uwlr_service.domain.school.dossier import Dossierobject, without_secrets


def test_of_a_secret_part_only_its_kind_is_told() -> None:
    adressen = [
        {"@soort": "bezoek", "straat": "Brink", "postcode": "1234XX", "geheim": "true"},
        {"@soort": "post", "straat": "Kerklaan", "geheim": "false"},
    ]
    told = without_secrets({"adres": adressen})
    assert told["adres"] == [{"@soort": "bezoek", "geheim": "true"}, adressen[1]]


def test_of_a_secret_value_only_that_it_is_secret() -> None:
    waarden = {
        "mobielnummer": "06",
        "mobielnummer_geheim": "true",
        "emailadres": "a",
        "emailadres_geheim": "false",
    }
    assert without_secrets(waarden) == {k: v for k, v in waarden.items() if k != "mobielnummer"}


def test_the_details_of_a_pupil_go_by_their_own_key() -> None:
    assert Dossierobject("leerlingdetail", "L1", {}).leerling == "L1"
    assert Dossierobject("absentie", "A1", {"@leerling": "L2"}).leerling == "L2"
    assert Dossierobject("medewerker", "M1", {}).leerling is None
