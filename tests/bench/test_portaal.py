"""The pages that people open in the benchmark come in the proportion that its explanation gives."""

from collections import Counter

from bench.portaal import CONSENT, ONE_IN, READ, Page, _mixed
from uwlr_service.portaal.adressen import ALLE


def test_one_page_in_so_many_is_the_consent_page() -> None:
    pages = [Page(naam, f"/{naam}", ["token"]) for naam in ("start", CONSENT, "messages")]
    counted = Counter(page.naam for page in _mixed(pages))
    assert sum(counted.values()) == ONE_IN
    assert counted[CONSENT] == 1
    assert counted["start"] == counted["messages"]


def test_the_pages_that_people_read_are_in_the_lists() -> None:
    assert {*READ, CONSENT} <= {adres.endpoint for adres in ALLE if "GET" in adres.methods}
