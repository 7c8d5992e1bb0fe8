"""How somebody of a school decides on the consent page, as a browser sends it."""

from lxml.html import HtmlElement

from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak

KOPPELINGEN = "/portaal/scholen/99XX-16/koppelingen"


def path(aanbod: Aanbod, rest: str = "/besluit") -> str:
    """The address of a page about a link; by default that on which the school decides."""
    return f"{KOPPELINGEN}/{aanbod.koppeling}{rest}"


def fields(page: HtmlElement, **changes: object) -> dict[str, object]:
    """What a browser sends of the form of a decision."""
    (form,) = page.xpath("//form[.//button[@name='doen']]")
    values: dict[str, object] = {}
    for field in form.xpath(".//input[@type='hidden']"):
        values[field.get("name")] = field.get("value")
    for name in ("velden", "vestigingen", "jaargroepen", "groepen"):
        values[name] = form.xpath(f".//input[@name='{name}'][@checked]/@value")
    values["leerling"] = next(iter(form.xpath(".//select[@name='leerling']/option[@selected]/@value")), "")
    del values["csrf_token"]
    return values | changes


def send(visitor: Visitor, aanbod: Aanbod, doen: str, *velden: str, **changes: object) -> str:
    """Press a button of the page with some ticks; returns where that leads."""
    page = document(visitor.get(path(aanbod)))
    answer = visitor.submit(path(aanbod), fields(page, doen=doen, velden=list(velden), **changes))
    assert answer.status_code == 303, answer.text
    return answer.location


def say_yes(visitor: Visitor, aanbod: Aanbod, *velden: str, **changes: object) -> str:
    """Choose, look at the summary, and agree; returns where that leads."""
    confirm = send(visitor, aanbod, "verder", *velden, **changes)
    page = document(visitor.get(confirm))
    answer = visitor.submit(confirm, fields(page, doen="akkoord", akkoord="y"))
    assert answer.status_code == 303, answer.text
    return answer.location


def say_no(visitor: Visitor, aanbod: Aanbod, **changes: object) -> str:
    """Say no on the page that says what that does; returns where it leads."""
    page = send(visitor, aanbod, "niet")
    answer = visitor.submit(page, fields(document(visitor.get(page)), doen="niet", **changes))
    assert answer.status_code == 303, answer.text
    return answer.location


def afspraak(diensten: Diensten, aanbod: Aanbod) -> Gegevensafspraak:
    """The agreement in force."""
    blad = diensten.schoolkoppelingen.one(SCHOOL, aanbod.koppeling, door=Handelende.opdrachtregel())
    assert blad.koppeling.stand is Deelnamestand.ACTIEF
    assert blad.koppeling.afspraak is not None
    return blad.koppeling.afspraak
