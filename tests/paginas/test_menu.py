"""The menu: what a person may see, where they are or else where they belong."""

from collections.abc import Callable

import pytest

from tests.support.portaal.visiting import Visitor, document
from uwlr_service.domain.account.rollen import Rol

Signed = Callable[..., Visitor]
SCHOOL = "/portaal/scholen/99XX-16"


def menu(visitor: Visitor, path: str) -> list[tuple[str, bool]]:
    """Where the menu of a page leads, and whether it is the page itself."""
    links = document(visitor.get(path)).xpath("//header//nav//a")
    return [(link.get("href"), link.get("aria-current") == "page") for link in links]


def test_nobody_has_no_menu(visitor: Visitor) -> None:
    assert menu(visitor, "/portaal/formulier") == []


@pytest.mark.parametrize(
    ("rol", "path", "expected"),
    [
        (Rol.SCHOOLBEHEERDER, f"{SCHOOL}/keuzes", [(SCHOOL, False), (f"{SCHOOL}/keuzes", True)]),
        (Rol.SCHOOLBEHEERDER, "/portaal/formulier", [(SCHOOL, False), (f"{SCHOOL}/keuzes", False)]),
        (Rol.SCHOOLBEHEERDER, "/portaal/scholen/99XX-17", [(SCHOOL, False), (f"{SCHOOL}/keuzes", False)]),
        (Rol.SCHOOLLEZER, f"{SCHOOL}/keuzes", [(SCHOOL, False)]),
        (Rol.OPERATOR, "/portaal/formulier", [("/portaal/beheer", False)]),
        (Rol.PARTNERBEHEERDER, "/portaal/formulier", [("/portaal/partners/7", False)]),
    ],
)
def test_a_person_has_the_pages_of_where_they_are(
    signed_in: Signed, rol: Rol, path: str, expected: list[tuple[str, bool]]
) -> None:
    assert menu(signed_in(rol), path) == expected
