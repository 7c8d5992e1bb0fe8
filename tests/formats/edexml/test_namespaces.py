"""EDEXML has no namespace: a part or an object in one is told as such, and not as missing or out of place."""

import pytest

from tests.support.messages.edexml import document, leerling, read
from uwlr_service.domain.fouten import DocumentOngeldig


def first_fault(begin: str, otherwise: str) -> tuple[str, str | None, str | None]:
    """What is said first of a document in which this beginning of an element is written otherwise."""
    text = document(leerling()).decode().replace(begin, otherwise, 1)
    with pytest.raises(DocumentOngeldig) as caught:
        read(text.encode())
    melding = caught.value.meldingen[0]
    return melding.tekst, melding.pad, melding.verwacht


@pytest.mark.parametrize("naam", ["school", "leerlingen"])
def test_a_part_in_a_namespace(naam: str) -> None:
    assert first_fault(f"<{naam}", f'<{naam} xmlns="urn:x"') == (
        f"'{naam}' staat in de namespace urn:x",
        f"/EDEX/{naam}",
        f"{naam} in geen namespace",
    )


def test_an_object_in_a_namespace() -> None:
    assert first_fault("<leerling ", '<leerling xmlns="urn:x" ') == (
        "'leerling' staat in de namespace urn:x",
        "/EDEX/leerlingen/leerling",
        "leerling in geen namespace",
    )
