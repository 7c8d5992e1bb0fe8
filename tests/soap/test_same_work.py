"""A klant that is known costs a stranger no other questions to the database than one that is not.

The words differ, because the standard wants it so (UWLR 2.2.1, autorisatie); the work need not.
"""

import pytest

from tests.support.callers import call
from tests.support.messages.results import BRENG
from tests.support.messages.results import verzoek as resultaten
from tests.support.messages.soap import PULL, envelope, header, verzoek
from tests.support.statements import recorded
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte


@pytest.mark.parametrize(("path", "body"), [(PULL, verzoek()), (BRENG, resultaten())])
def test_a_stranger_asks_as_much_of_the_database_whoever_it_names(
    application, uitgifte: Uitgifte, path: str, body: str
) -> None:
    counts = {}
    for klantcode, faultcode in (
        ("U1", "Client.AutorisatieOngeldig"),
        ("U9", "Client.OngeldigeKlantIdentificatie"),
    ):
        with recorded() as statements:
            answer = call(application, envelope(body, header("zork", klantcode)), path)
        assert answer.faultcode == faultcode
        counts[klantcode] = len(statements)
    assert counts["U1"] == counts["U9"]
