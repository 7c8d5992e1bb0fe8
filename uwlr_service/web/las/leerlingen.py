"""What is about single pupils: what lacks before a partner can have them, and what went where of one."""

from datetime import date
from typing import Any

from flask import Response, jsonify

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import LeerlingOnbekend, VerzoekOngeldig
from uwlr_service.domain.inzage.as_json import as_record
from uwlr_service.domain.las.las import Lasscope
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.uitwisseling.inzage.ontbrekend import Onvolledig
from uwlr_service.web.las import getallen, vraag
from uwlr_service.web.las.adres import Adres
from uwlr_service.web.las.toegang import las
from uwlr_service.web.state import diensten


def todo(school: Schoolcode) -> Response:
    """The pupils behind the number ``na`` whom some partner cannot have, with what lacks."""
    door = Handelende.via_las(las().naam, school)
    page, more = diensten().ontbrekend.page(school, getallen.na(), vraag.limiet(), door=door)
    return jsonify(leerlingen=[_onvolledig(pupil) for pupil in page], meer=more)


def inzage(school: Schoolcode, leerling: str) -> Response:
    """What each partner got of a pupil, and what came in; the log keeps that the LAS asked."""
    if schoolpad.NUL in leerling:
        raise LeerlingOnbekend
    van = _day("van")
    tot = _day("tot")
    if van is not None and tot is not None and van > tot:
        raise VerzoekOngeldig("De parameter 'van' ligt na 'tot'.")
    door = Handelende.via_las(las().naam, school)
    return jsonify(as_record(diensten().inzage.of_leerling(school, leerling, van, tot, door=door)))


def _day(naam: str) -> date | None:
    text = vraag.once(naam)
    if text is None:
        return None
    try:
        return tijd.parse_day(text)
    except ValueError as error:
        raise VerzoekOngeldig(f"De parameter '{naam}' is een dag, zoals 2026-09-01.") from error


def _onvolledig(pupil: Onvolledig) -> dict[str, Any]:
    return {
        "nummer": pupil.nummer,
        "leerling": pupil.leerling,
        "ontbreekt": [
            {
                "koppeling": todo.koppeling,
                "schooljaar": str(todo.schooljaar),
                "veld": todo.veld,
                "oorzaak": "afspraak" if todo.afgesproken else "gegevens",
                "xsdversies": list(todo.xsdversies),
                "eerder_verstrekt": todo.eerder_verstrekt,
            }
            for todo in pupil.ontbreekt
        ],
    }


ADRESSEN = (
    Adres(rule="/scholen/<school>/todo", naam="todo", view=todo, scope=Lasscope.KOPPELINGEN),
    Adres(
        rule="/scholen/<school>/leerlingen/<path:leerling>/inzage",
        naam="inzage",
        view=inzage,
        scope=Lasscope.KOPPELINGEN,
    ),
)
