"""Every form of the pages, filled in so that its own page takes it: found on the pages by themselves."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from flask import Flask
from lxml.html import FormElement

from tests.support.portaal.visiting import TOKEN, Visitor, document
from tests.support.portaal.world import APPLICANT, NOBODY, Place, World
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import IMPORTROLLEN, ROLLEN_VAN, Actie
from uwlr_service.paginas.adres import OP_LINK, Adres
from uwlr_service.portaal.adressen import ALLE

Fields = dict[str, list[str]]
ROBOT = "bericht"
"""A field that people do not see."""
BY_KIND = {
    "text": "Een antwoord",
    "email": "nieuw@voorbeeld.example",
    "url": "https://voorbeeld.example/x",
    "number": "3",
    "tel": "0881234567",
    "password": "paars tandwiel klimt zeldzaam",
}
"""What is typed into an input of each type."""
YESTERDAY = f"{tijd.today() - timedelta(days=1):%d-%m-%Y}"
BY_NAME = {
    "url": "https://voorbeeld.example/x",
    "ondertekend": YESTERDAY,
    "pentest": YESTERDAY,
    "terug": "https://lezen.example/terug",
    "afgemeld": "https://lezen.example/afgemeld",
    "jwks": "",  # a client publishes its keys or gives them, not both
    "sleutels": "https://lezen.example/sleutels",
}
LONG = "Dit is een antwoord dat lang genoeg is."


def typed(control: object) -> Iterator[tuple[str, str]]:
    """What somebody fills in at one control of a form, by its name."""
    name, tag, kind = control.name, control.tag, control.get("type", "text")  # type: ignore[attr-defined]
    value = control.get("value", "")  # type: ignore[attr-defined]
    if name is None or name == ROBOT:
        return
    if tag == "textarea":
        yield name, BY_NAME.get(name, LONG)
    elif tag == "select":
        yield name, control.value_options[-1]  # type: ignore[attr-defined]
    elif kind in ("hidden", "checkbox", "radio"):
        yield name, value or "y"
    elif kind != "file":
        yield name, value or BY_NAME.get(name) or BY_KIND[kind]


def filled(form: FormElement) -> Fields:
    """What a browser sends of a form in which everything is filled in."""
    fields: Fields = {}
    for control in form.inputs:
        is_dot = control.tag == "input" and control.get("type") == "radio"
        for name, value in typed(control):
            if is_dot and name in fields:
                continue
            fields.setdefault(name, []).append(value)
    return fields


def owner(adres: Adres) -> str:
    """Somebody who may see an address; who is invited for their role is told of more than who is not."""
    if isinstance(adres.actie, Actie):
        rollen = ROLLEN_VAN[adres.actie]
        return min(rol.value for rol in rollen - IMPORTROLLEN or rollen)
    return APPLICANT if adres.actie is OP_LINK else NOBODY


def forms_of(portaal: Flask, world: World) -> dict[str, Fields]:
    """The fields of every form on the pages of everybody, by the address that it goes to."""
    forms: dict[str, Fields] = {}
    for adres in ALLE:
        if "GET" not in adres.methods:
            continue
        visitor = Visitor(portaal, token=world.token(owner(adres)))
        path = world.address(adres.endpoint, adres.rule, Place.OWN)
        answer = visitor.get(path)
        if answer.mimetype == "text/html" and answer.status_code < 300:
            for form in document(answer).forms:
                forms.setdefault(form.action or path, filled(form))
    return forms


def with_token(fields: Mapping[str, list[str]], token: str) -> Fields:
    """The same with another token in every place that has one."""
    mine = {name: [token] if name.endswith(TOKEN) else values for name, values in fields.items()}
    return mine | {TOKEN: [token]}
