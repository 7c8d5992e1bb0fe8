"""Microsoft School Data Sync, "SDS V2.1 CSV file format", and its "Default list of values".

There is no delta: what is not in the files is no longer active, and the same set of files comes every time.
Microsoft takes no line break in a value, and knows people by the name of their account, with its domain: that
is the e-mail address. Whoever has none, or something else in its place, has no account there. A last day is
included. ``grade`` stays out: its list has no jaargroepen.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from uwlr_service.domain.gkv import rooster as formaten
from uwlr_service.formats.rooster.vorm import Gebruiker, Klas, Rol, Rooster, Tabel, Vorm

KEY = re.compile(r"[^\x00-\x1f\x7f\x85\u2028\u2029]{1,256}")
"""A "unique ID" is a text in one line."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "orgs": ("sourcedId", "name", "type", "parentSourcedId"),
    "users": (
        *("sourcedId", "username", "givenName", "familyName", "password", "activeDirectoryMatchId"),
        *("email", "phone", "sms"),
    ),
    "roles": (
        *("userSourcedId", "orgSourcedId", "role", "sessionSourcedId", "grade", "isPrimary"),
        *("roleStartDate", "roleEndDate"),
    ),
    "classes": ("sourcedId", "orgSourcedId", "title", "sessionSourcedIds", "courseSourcedId"),
    "enrollments": ("classSourcedId", "userSourcedId", "role"),
    "academicSessions": ("sourcedId", "title", "type", "schoolYear", "startDate", "endDate"),
    "courses": ("sourcedId", "orgSourcedId", "title", "code", "schoolYearSourcedId", "subject", "grade"),
    "demographics": (
        *("userSourcedId", "sex", "birthDate", "birthCity", "birthState", "birthCountry"),
        *("ethnicityCodes", "raceCodes"),
    ),
}
ROLES = {Rol.LEERLING: "student", Rol.LEERKRACHT: "teacher", Rol.ONDERSTEUNING: "teacherAssistant"}
SEXES = {1: "male", 2: "female"}

Rij = Mapping[str, str]


def tabellen(rooster: Rooster) -> Iterator[Tabel]:
    """The files of a roster."""
    rijen: dict[str, Iterable[Rij]] = {
        "orgs": [{"sourcedId": rooster.school, "name": rooster.naam, "type": "school"}],
        "users": map(_user, rooster.gebruikers),
        "roles": (_role(gebruiker, rooster) for gebruiker in rooster.gebruikers),
        "classes": (_class(klas, rooster) for klas in rooster.klassen),
        "enrollments": _enrollments(rooster),
        "academicSessions": [_session(rooster)],
        "courses": _courses(rooster),
    }
    if rooster.has_demografie:
        rijen["demographics"] = _demographics(rooster)
    for naam, of_file in rijen.items():
        yield Tabel(f"{naam}.csv", COLUMNS[naam], of_file)


def _year(rooster: Rooster) -> str:
    return f"{rooster.school}-{rooster.jaar}"


def _user(gebruiker: Gebruiker) -> Rij:
    return {
        "sourcedId": gebruiker.key,
        "username": gebruiker.emailadres or "",
        "givenName": gebruiker.voornaam or "",
        "familyName": gebruiker.achternaam or "",
        "email": gebruiker.emailadres or "",
    }


def _role(gebruiker: Gebruiker, rooster: Rooster) -> Rij:
    return {
        "userSourcedId": gebruiker.key,
        "orgSourcedId": rooster.school,
        "role": ROLES[gebruiker.rol],
        "sessionSourcedId": _year(rooster),
        "isPrimary": "true",
    }


def _class(klas: Klas, rooster: Rooster) -> Rij:
    return {
        "sourcedId": klas.key,
        "orgSourcedId": rooster.school,
        "title": klas.naam,
        "sessionSourcedIds": _year(rooster),
        "courseSourcedId": klas.cursus,
    }


def _enrollments(rooster: Rooster) -> Iterator[Rij]:
    """The placements that have not ended: this file has no dates to say so."""
    for plaatsing in rooster.plaatsingen:
        if plaatsing.tot is None or plaatsing.tot > rooster.peildatum:
            yield {
                "classSourcedId": plaatsing.klas,
                "userSourcedId": plaatsing.gebruiker.key,
                "role": ROLES[plaatsing.gebruiker.rol],
            }


def _session(rooster: Rooster) -> Rij:
    last = rooster.jaar.following.first_day - timedelta(days=1)
    return {
        "sourcedId": _year(rooster),
        "title": f"Schooljaar {rooster.jaar}",
        "type": "schoolYear",
        "schoolYear": rooster.jaar[:4],
        "startDate": rooster.jaar.first_day.isoformat(),
        "endDate": last.isoformat(),
    }


def _courses(rooster: Rooster) -> Iterator[Rij]:
    for cursus in rooster.cursussen:
        yield {
            "sourcedId": cursus.key,
            "orgSourcedId": rooster.school,
            "title": cursus.naam,
            "schoolYearSourcedId": _year(rooster),
        }


def _demographics(rooster: Rooster) -> Iterator[Rij]:
    for gebruiker in rooster.gebruikers:
        if gebruiker.rol is Rol.LEERLING:
            birth = gebruiker.geboortedatum
            yield {
                "userSourcedId": gebruiker.key,
                "sex": SEXES.get(gebruiker.geslacht or 0, ""),
                "birthDate": birth.isoformat() if birth is not None else "",
            }


SDS = Vorm(
    formaat=formaten.SDS,
    velden=frozenset(
        "key achternaam voorvoegsel voornamen roepnaam geboortedatum geslacht emailadres rol groep"
        " samengestelde_groepen groepen".split()
    ),
    indeling=frozenset(),
    sleutel=KEY,
    tabellen=tabellen,
)
