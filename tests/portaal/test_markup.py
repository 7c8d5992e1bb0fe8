"""Whatever somebody typed is shown as text: forty hostile texts in the database, on every page."""

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import String, Table, Text, update

from tests.support.portaal import markup
from tests.support.portaal.visiting import Visitor
from tests.support.portaal.world import APPLICANT, Place, World
from uwlr_service.domain.account.rollen import ROLLEN_VAN, Actie
from uwlr_service.portaal.adressen import ALLE
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import metadata

ROUNDS = 4
TYPED = {
    "koppelpartner": ("naam", "website"),
    "product": ("naam", "omschrijving", "infourl"),
    "klant": ("naam",),
    "inlog": ("naam",),
    "sso_client": ("naam",),
    "toelating": ("kwalificatie_reden", "overeenkomst_nummer", "opgeschort_reden"),
    "toelatingstap": ("door", "reden"),
    "deelname": ("besloten_door", "overeenkomst"),
    "afspraakvoorstel": ("doel", "besloten_door", "reden"),
    "voorstelinhoud": ("doel", "hoe_vaak", "bewaartermijn", "overeenkomst", "door"),
    "voorstelveld": ("doel", "grondslag", "bewaartermijn", "zonder"),
    "inzageverzoek": ("aanvrager", "identiteit"),
    "leerling": ("roepnaam", "achternaam"),
    "groep": ("naam",),
    "logregel": ("actor",),
}
"""What people and files write, by table."""
PAGES = [adres for adres in ALLE if "GET" in adres.methods and isinstance(adres.actie, Actie)]


def columns(table: Table) -> list[str]:
    """The columns of a table that are there and that somebody wrote."""
    return [name for name in TYPED[table.name] if name in table.c]


def fill(database: Database, first: int) -> set[str]:
    """Put texts of the corpus in every text that somebody typed, beginning with the text of this number."""
    used = set()
    number = first
    with database.write() as connection:
        for table in metadata.sorted_tables:
            for name in columns(table) if table.name in TYPED else ():
                kind = table.c[name].type
                assert isinstance(kind, String | Text)
                text = markup.TEXTS[number % len(markup.TEXTS)]
                connection.execute(update(table).values({name: text[: kind.length]}))
                used.add(text)
                number += 1
    return used


@pytest.mark.parametrize("first", range(0, len(markup.TEXTS), len(markup.TEXTS) // ROUNDS))
def test_what_was_typed_is_text(portaal: Flask, database: Database, first: int) -> None:
    world = World(database)
    visitors = {rol: Visitor(portaal, token=world.token(rol)) for rol in world.inloggen}
    visitors[APPLICANT] = Visitor(portaal, token=world.token(APPLICANT))
    used = fill(database, first)
    wrong = []
    shown = ""
    for adres in PAGES:
        for rol in ROLLEN_VAN[adres.actie]:  # type: ignore[index]
            path = world.address(adres.endpoint, adres.rule, Place.OWN)
            answer = visitors[rol.value].get(path)
            if answer.mimetype != "text/html" or answer.status_code == 303:
                continue
            assert answer.status_code == 200, (path, answer.text[-800:])
            page = html.document_fromstring(answer.text)
            wrong += [f"{path}: {fault}" for fault in markup.faults(page)]
            assert len(set(page.xpath("//input[@name='csrf_token']/@value"))) <= 1, path
            assert answer.text.count("<body") == 1, path
            values = page.xpath("//@value | //textarea/text()")
            shown += page.text_content() + " ".join(map(str, values))
    assert wrong == []
    # The pages do show them: at least half of what was written, for some is for other eyes.
    assert len([text for text in used if text in shown]) >= len(used) // 2


@pytest.mark.parametrize("text", markup.TEXTS[:31])
def test_such_a_text_written_as_markup_is_seen(text: str) -> None:
    assert len(markup.TEXTS) == 40
    written = (f"<p>{text}</p>", f'<p title="{text}">x</p>', f"<p title='{text}'>x</p>", f"<!--{text}-->")
    pages = [html.document_fromstring(f"<html><body>{each}</body></html>") for each in written]
    assert any(map(markup.faults, pages)) == (text not in HARMLESS)


HARMLESS = {"<input name=csrf_token value=x>", "<body onload=alert(1)>"}
"""Markup that a page of ours has too, and a second body, which the parser drops; the walk counts both."""


def test_a_hidden_field_that_is_empty_and_there_again_is_seen() -> None:
    twice = "<input type=hidden name=afspraak><input type=hidden name=afspraak value=3>"
    list_of = "<input type=hidden name=velden value=a><input type=hidden name=velden value=b>"
    pages = [html.document_fromstring(f"<form>{fields}</form>") for fields in (twice, list_of)]
    assert [len(markup.faults(page)) for page in pages] == [1, 0]
