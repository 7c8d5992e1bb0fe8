"""OneRoster 1.2, CSV Binding (1EdTech, 1.2.1 of August 2023): rostering in bulk.

Every file is a whole one ("bulk"), in which ``status`` and ``dateLastModified`` stay blank; what is not in it
is gone. The order and spelling of the columns are those of the binding. Where it gives a choice:

* ``academicSessions/endDate`` and ``enrollments/endDate`` are exclusive, as ``totdatum`` of the feed is;
* ``grades`` are the jaargroepen of EDEXML: those of the United States would say something else;
* ``username`` is the key of whoever has no gebruikersnaam at school;
* ``password``, telephone numbers and origin never have a value.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from uwlr_service import __version__
from uwlr_service.domain.gkv import rooster as formaten
from uwlr_service.formats.rooster.vorm import Gebruiker, Klas, Plaatsing, Rol, Rooster, Tabel, Vorm

GUID = re.compile(r"[0-9A-Za-z./@_-]{1,255}")
"""A sourcedId (CSV Binding 1.2, primitive data types)."""
MANIFEST = "manifest.csv"
FILES = (
    *("academicSessions", "categories", "classes", "classResources", "courseResources", "courses"),
    *("demographics", "enrollments", "lineItemLearningObjectiveIds", "lineItems", "lineItemScoreScales"),
    *("orgs", "resources", "resultLearningObjectiveIds", "results", "resultScoreScales", "roles"),
    *("scoreScales", "userProfiles", "userResources", "users"),
)
"""Every file of the binding: the manifest says of each whether it is there."""
HEAD = ("sourcedId", "status", "dateLastModified")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "academicSessions": (*HEAD, "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"),
    "classes": (
        *HEAD,
        *("title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId"),
        *("termSourcedIds", "subjects", "subjectCodes", "periods"),
    ),
    "courses": (
        *HEAD,
        *("schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes"),
    ),
    "demographics": (
        *HEAD,
        *("birthDate", "sex", "americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican"),
        *("nativeHawaiianOrOtherPacificIslander", "white", "demographicRaceTwoOrMoreRaces"),
        *("hispanicOrLatinoEthnicity", "countryOfBirthCode", "stateOfBirthAbbreviation", "cityOfBirth"),
        "publicSchoolResidenceStatus",
    ),
    "enrollments": (
        *HEAD,
        *("classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate"),
    ),
    "orgs": (*HEAD, "name", "type", "identifier", "parentSourcedId"),
    "roles": (
        *HEAD,
        *("userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId"),
        "userProfileSourcedId",
    ),
    "users": (
        *HEAD,
        *("enabledUser", "username", "userIds", "givenName", "familyName", "middleName", "identifier"),
        *("email", "sms", "phone", "agentSourcedIds", "grades", "password", "userMasterIdentifier"),
        *("preferredGivenName", "preferredMiddleName", "preferredFamilyName", "primaryOrgSourcedId"),
        "pronouns",
    ),
}
ROLES = {Rol.LEERLING: "student", Rol.LEERKRACHT: "teacher", Rol.ONDERSTEUNING: "aide"}
IN_CLASS = {Rol.LEERLING: "student", Rol.LEERKRACHT: "teacher", Rol.ONDERSTEUNING: "proctor"}
"""The role in a class, for which the binding has fewer words."""
SEXES = {1: "male", 2: "female", 9: "unspecified"}
"""NEN-ISO 5218; of one who is not known (0) nothing is said."""
KEY_LENGTH = 32

Rij = Mapping[str, str]


def tabellen(rooster: Rooster) -> Iterator[Tabel]:
    """The files of a roster, the manifest first."""
    rijen: dict[str, Iterable[Rij]] = {
        "academicSessions": _sessions(rooster),
        "orgs": [
            {
                "sourcedId": rooster.school,
                "name": rooster.naam,
                "type": "school",
                "identifier": rooster.code,
            }
        ],
        "courses": _courses(rooster),
        "classes": (_class(klas, rooster) for klas in rooster.klassen),
        "users": (_user(gebruiker, rooster) for gebruiker in rooster.gebruikers),
        "roles": (_role(gebruiker, rooster) for gebruiker in rooster.gebruikers),
        "enrollments": (_enrollment(plaatsing, rooster) for plaatsing in rooster.plaatsingen),
    }
    if rooster.has_demografie:
        rijen["demographics"] = _demographics(rooster)
    yield Tabel(MANIFEST, ("propertyName", "value"), _manifest(rijen))
    for naam, of_file in rijen.items():
        yield Tabel(f"{naam}.csv", COLUMNS[naam], of_file)


def _manifest(present: Iterable[str]) -> Iterator[Rij]:
    properties = {"manifest.version": "1.0", "oneroster.version": "1.2"}
    properties |= {f"file.{naam}": "bulk" if naam in present else "absent" for naam in FILES}
    properties |= {"source.systemName": "uwlr-service", "source.systemCode": __version__}
    for naam, value in properties.items():
        yield {"propertyName": naam, "value": value}


def _year(rooster: Rooster) -> str:
    return f"{rooster.school}-{rooster.jaar}"


def _term(rooster: Rooster) -> str:
    """A primary school has no terms: one is the whole year."""
    return f"{_year(rooster)}-1"


def _sessions(rooster: Rooster) -> Iterator[Rij]:
    period = {
        "startDate": rooster.jaar.first_day.isoformat(),
        "endDate": rooster.jaar.following.first_day.isoformat(),
        "schoolYear": rooster.jaar.following[:4],
    }
    title = f"Schooljaar {rooster.jaar}"
    yield {"sourcedId": _year(rooster), "title": title, "type": "schoolYear", **period}
    term = {"sourcedId": _term(rooster), "title": title, "type": "term"}
    yield {**term, "parentSourcedId": _year(rooster), **period}


def _courses(rooster: Rooster) -> Iterator[Rij]:
    for cursus in rooster.cursussen:
        yield {
            "sourcedId": cursus.key,
            "schoolYearSourcedId": _year(rooster),
            "title": cursus.naam,
            "grades": cursus.jaargroep or "",
            "orgSourcedId": rooster.school,
        }


def _class(klas: Klas, rooster: Rooster) -> Rij:
    return {
        "sourcedId": klas.key,
        "title": klas.naam,
        "grades": ",".join(klas.jaargroepen),
        "courseSourcedId": klas.cursus,
        "classType": "homeroom" if klas.is_stamgroep else "scheduled",
        "schoolSourcedId": rooster.school,
        "termSourcedIds": _term(rooster),
    }


def _user(gebruiker: Gebruiker, rooster: Rooster) -> Rij:
    return {
        "sourcedId": gebruiker.key,
        "enabledUser": "true" if gebruiker.is_present else "false",
        # The binding demands one. Many a young pupil has none, and whoever is left out is removed elsewhere.
        "username": gebruiker.gebruikersnaam or gebruiker.key,
        "givenName": gebruiker.voornaam or "",
        "familyName": gebruiker.achternaam or "",
        "email": gebruiker.emailadres or "",
        "grades": gebruiker.jaargroep or "",
        "userMasterIdentifier": gebruiker.eckid or "",
        "primaryOrgSourcedId": rooster.school,
    }


def _role(gebruiker: Gebruiker, rooster: Rooster) -> Rij:
    # A role has no key in the feed. This one stays the same every night, and fits behind the longest key.
    digest = hashlib.sha256(f"{rooster.school}\0{gebruiker.key}".encode()).hexdigest()
    return {
        "sourcedId": f"RO-{digest[:KEY_LENGTH]}",
        "userSourcedId": gebruiker.key,
        "roleType": "primary",
        "role": ROLES[gebruiker.rol],
        "orgSourcedId": rooster.school,
    }


def _enrollment(plaatsing: Plaatsing, rooster: Rooster) -> Rij:
    return {
        "sourcedId": plaatsing.key,
        "classSourcedId": plaatsing.klas,
        "schoolSourcedId": rooster.school,
        "userSourcedId": plaatsing.gebruiker.key,
        "role": IN_CLASS[plaatsing.gebruiker.rol],
        "beginDate": plaatsing.vanaf.isoformat(),
        "endDate": plaatsing.tot.isoformat() if plaatsing.tot is not None else "",
    }


def _demographics(rooster: Rooster) -> Iterator[Rij]:
    for gebruiker in rooster.gebruikers:
        if gebruiker.rol is Rol.LEERLING:
            birth = gebruiker.geboortedatum
            yield {
                "sourcedId": gebruiker.key,
                "birthDate": birth.isoformat() if birth is not None else "",
                "sex": SEXES.get(gebruiker.geslacht or 0, ""),
            }


ONEROSTER = Vorm(
    formaat=formaten.ONEROSTER,
    velden=frozenset(
        "key eckid achternaam voorvoegsel voornamen roepnaam geboortedatum geslacht jaargroep status"
        " gebruikersnaam emailadres rol groep samengestelde_groepen groepen".split()
    ),
    indeling=frozenset("key leerling leerkracht groep samengestelde_groep vanafdatum totdatum".split()),
    sleutel=GUID,
    tabellen=tabellen,
)
