"""An overview in words: no codes, no keys of what has a name, nothing of the command line."""

import pytest

from uwlr_service.domain import tijd
from uwlr_service.domain.inzage.overzicht import Veldinzage
from uwlr_service.domain.inzage.woorden import besluiter_in_words, waarde_in_words
from uwlr_service.domain.taal import Taal

NAMEN = {
    "groep": {"G1": "Groep 3-8", "S1": "Plus", "S2": "Koor"},
    "medewerker": {"G1": "Juf Anna"},
    "codewaarde": {"inschrijvingtype/REG": "Regulier"},
}
ADRES = (("soort", "bezoek"), ("straat", "Laan"), ("huisnummer", "7"), ("geheim", "false"))
GROEPEN = (("samengestelde_groep", "S1"), ("samengestelde_groep", "S2"))


def inzage(veld: str, waarde: str, *delen: tuple[str, str]) -> Veldinzage:
    now = tijd.now()
    return Veldinzage(veld=veld, waarde=waarde, delen=delen, eerste=now, laatste=now)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (inzage("leerling/groep", "G1"), "Groep 3-8"),
        (inzage("toetsresultaat/medewerker", "G1"), "Juf Anna"),
        (inzage("leerling/groep", "G9"), "G9"),
        (inzage("inschrijving/inschrijvingtype", "inschrijvingtype/REG"), "Regulier"),
        (inzage("inschrijving/bekostigd", "true"), "ja"),
        (inzage("leerling/samengestelde_groepen", "S1, S2", *GROEPEN), "Plus, Koor"),
    ],
)
def test_a_value_is_said_as_people_do(told: Veldinzage, words: str) -> None:
    assert waarde_in_words(told, NAMEN) == words


def test_an_address_is_written_as_one() -> None:
    written = waarde_in_words(inzage("leerlingdetail/adres", "soort bezoek, geheim false", *ADRES), NAMEN)
    assert "Laan 7" in written
    assert "false" not in written


def test_the_account_of_a_machine_is_not_told() -> None:
    told = besluiter_in_words("Anna en opdrachtregel, account root")
    assert told == "Anna en de beheerder van deze dienst, namens de school"
    assert besluiter_in_words("Anna", Taal.EN) == "Anna"
