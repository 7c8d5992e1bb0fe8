"""The rules of OneRoster 1.2 and SDS v2.1 CSV, written down once more: what is wrong with a set of files.

From the texts of 1EdTech ("OneRoster: CSV Binding 1.2.1") and Microsoft ("SDS V2.1 CSV file format", "Default
list of values"), and not from the code that writes.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date

Rijen = list[dict[str, str]]
Bestanden = Mapping[str, bytes]

REQUIRED = {
    "academicSessions": "sourcedId title type startDate endDate schoolYear",
    "orgs": "sourcedId name type",
    "courses": "sourcedId title orgSourcedId",
    "classes": "sourcedId title courseSourcedId classType schoolSourcedId termSourcedIds",
    "users": "sourcedId enabledUser username givenName familyName",
    "roles": "sourcedId userSourcedId roleType role orgSourcedId",
    "enrollments": "sourcedId classSourcedId schoolSourcedId userSourcedId role",
    "demographics": "sourcedId",
}
SDS_REQUIRED = {
    "orgs": "sourcedId name type",
    "users": "sourcedId username",
    "roles": "userSourcedId orgSourcedId role",
    "classes": "sourcedId orgSourcedId title",
    "enrollments": "classSourcedId userSourcedId role",
    "academicSessions": "sourcedId title type schoolYear startDate endDate",
    "courses": "sourcedId orgSourcedId title",
    "demographics": "userSourcedId",
}
HEADERS = {
    "academicSessions": "title type startDate endDate parentSourcedId schoolYear",
    "orgs": "name type identifier parentSourcedId",
    "courses": "schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes",
    "classes": "title grades courseSourcedId classCode classType location schoolSourcedId termSourcedIds"
    " subjects subjectCodes periods",
    "users": "enabledUser username userIds givenName familyName middleName identifier email sms phone"
    " agentSourcedIds grades password userMasterIdentifier preferredGivenName preferredMiddleName"
    " preferredFamilyName primaryOrgSourcedId pronouns",
    "roles": "userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId",
    "enrollments": "classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate",
    "demographics": "birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican"
    " nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity"
    " countryOfBirthCode stateOfBirthAbbreviation cityOfBirth publicSchoolResidenceStatus",
}
SDS_HEADERS = {
    "orgs": "sourcedId name type parentSourcedId",
    "users": "sourcedId username givenName familyName password activeDirectoryMatchId email phone sms",
    "roles": "userSourcedId orgSourcedId role sessionSourcedId grade isPrimary roleStartDate roleEndDate",
    "classes": "sourcedId orgSourcedId title sessionSourcedIds courseSourcedId",
    "enrollments": "classSourcedId userSourcedId role",
    "academicSessions": "sourcedId title type schoolYear startDate endDate",
    "courses": "sourcedId orgSourcedId title code schoolYearSourcedId subject grade",
    "demographics": "userSourcedId sex birthDate birthCity birthState birthCountry ethnicityCodes raceCodes",
}
VALUES = {
    ("academicSessions", "type"): "gradingPeriod semester schoolYear term",
    ("orgs", "type"): "department school district local state national",
    ("classes", "classType"): "homeroom scheduled",
    ("users", "enabledUser"): "true false",
    ("roles", "roleType"): "primary secondary",
    ("roles", "role"): "aide counselor districtAdministrator guardian parent principal proctor relative"
    " siteAdministrator student systemAdministrator teacher",
    ("roles", "isPrimary"): "true false",
    ("enrollments", "role"): "administrator proctor student teacher",
    ("enrollments", "primary"): "true false",
    ("demographics", "sex"): "male female unspecified other",
}
SDS_ROLES = (
    "principal chair professor researcher adjunct affiliate occupationalTherapist physicalTherapist"
    " speechTherapist visionTherapist paraprofessional specialServices advisor proctor nurse officeStaff"
    " lecturer itAdmin administrator teacher faculty staff teacherAssistant assistant instructor substitute"
    " coach alumni student other"
)
SDS_VALUES = {**VALUES, ("roles", "role"): SDS_ROLES, ("enrollments", "role"): SDS_ROLES}
REFERENCES = {
    ("academicSessions", "parentSourcedId"): "academicSessions",
    ("orgs", "parentSourcedId"): "orgs",
    ("courses", "schoolYearSourcedId"): "academicSessions",
    ("courses", "orgSourcedId"): "orgs",
    ("classes", "courseSourcedId"): "courses",
    ("classes", "schoolSourcedId"): "orgs",
    ("classes", "orgSourcedId"): "orgs",
    ("classes", "termSourcedIds"): "academicSessions",
    ("classes", "sessionSourcedIds"): "academicSessions",
    ("users", "primaryOrgSourcedId"): "orgs",
    ("roles", "userSourcedId"): "users",
    ("roles", "orgSourcedId"): "orgs",
    ("roles", "sessionSourcedId"): "academicSessions",
    ("enrollments", "classSourcedId"): "classes",
    ("enrollments", "schoolSourcedId"): "orgs",
    ("enrollments", "userSourcedId"): "users",
    ("demographics", "userSourcedId"): "users",
}
LISTS = {"termSourcedIds", "sessionSourcedIds"}
DATES = {"startDate", "endDate", "beginDate", "birthDate", "roleStartDate", "roleEndDate"}
ADDRESS = re.compile(r"[^@\s]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
"""An e-mail address with its domain, for "username" and "email" of SDS."""
GUID = re.compile(r"[0-9A-Za-z./@_-]{1,255}")
ONEROSTER_FILES = set(
    "academicSessions categories classes classResources courseResources courses demographics enrollments"
    " lineItemLearningObjectiveIds lineItems lineItemScoreScales orgs resources resultLearningObjectiveIds"
    " results resultScoreScales roles scoreScales userProfiles userResources users".split()
)


def rows(content: bytes) -> Rijen:
    """The rows of a file, by column."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def oneroster_faults(bestanden: Bestanden) -> list[str]:
    """What is wrong with a set of OneRoster 1.2; nothing if it is right."""
    return [*_manifest(bestanden), *_oneroster(bestanden)]


def sds_faults(bestanden: Bestanden) -> list[str]:
    """What is wrong with a set of SDS v2.1; nothing if it is right."""
    return list(_sds(bestanden))


def _manifest(bestanden: Bestanden) -> Iterator[str]:
    content = bestanden.get("manifest.csv")
    if content is None:
        yield "there is no manifest"
        return
    said = {row["propertyName"]: row["value"] for row in rows(content)}
    if (said.get("manifest.version"), said.get("oneroster.version")) != ("1.0", "1.2"):
        yield "the versions in the manifest"
    for name in ONEROSTER_FILES:
        expected = "bulk" if f"{name}.csv" in bestanden else "absent"
        if said.get(f"file.{name}") != expected:
            yield f"the manifest says {said.get(f'file.{name}')} of {name}"
    if unknown := {name.removesuffix(".csv") for name in bestanden} - ONEROSTER_FILES - {"manifest"}:
        yield f"files that the binding does not have: {unknown}"


def _oneroster(bestanden: Bestanden) -> Iterator[str]:
    tables = _tables(bestanden)
    for name, table in tables.items():
        columns = ["sourcedId", "status", "dateLastModified", *HEADERS[name].split()]
        yield from _form(name, bestanden[f"{name}.csv"], columns)
        yield from _cells(name, table, REQUIRED[name], VALUES)
        yield from _unique(name, [row["sourcedId"] for row in table])
        for row in table:
            if not GUID.fullmatch(row["sourcedId"]):
                yield f"{name}: {row['sourcedId']!r} is no GUID"
            if row["status"] or row["dateLastModified"]:
                yield f"{name}: a status or date in bulk"
    yield from _references(tables)
    users = {row["sourcedId"] for row in tables["users"]}
    if {row["sourcedId"] for row in tables.get("demographics", [])} - users:
        yield "demographics of nobody"
    if [row["userSourcedId"] for row in tables["roles"]] != [row["sourcedId"] for row in tables["users"]]:
        yield "a user without one primary role"
    schools = {row["sourcedId"] for row in tables["orgs"] if row["type"] == "school"}
    if {row["schoolSourcedId"] for row in (*tables["classes"], *tables["enrollments"])} - schools:
        yield "a class of no school"
    years = {row["sourcedId"] for row in tables["academicSessions"] if row["type"] == "schoolYear"}
    if {row["schoolYearSourcedId"] for row in tables["courses"]} - years:
        yield "a course of no school year"


def _sds(bestanden: Bestanden) -> Iterator[str]:
    if missing := {"orgs.csv", "users.csv", "roles.csv", "classes.csv", "enrollments.csv"} - set(bestanden):
        yield f"missing: {missing}"
    tables = _tables(bestanden)
    for name, table in tables.items():
        content = bestanden[f"{name}.csv"]
        yield from _form(name, content, SDS_HEADERS[name].split())
        yield from _cells(name, table, SDS_REQUIRED[name], SDS_VALUES)
        if content.decode("utf-8").count("\r\n") != len(table) + 1 or re.search(
            rb"(?<!\r)\n|\r(?!\n)", content
        ):
            yield f"{name}: a line break in a value"
        if "sourcedId" in SDS_HEADERS[name]:
            yield from _unique(name, [row["sourcedId"] for row in table])
    yield from _references(tables)
    for row in tables["users"]:
        for column in ("username", "email"):
            if not ADDRESS.fullmatch(row[column]):
                yield f"users: {column} is {row[column]!r}"
    roles = [(row["userSourcedId"], row["orgSourcedId"]) for row in tables["roles"]]
    if [user for user, _ in roles] != [row["sourcedId"] for row in tables["users"]]:
        yield "a user without one role"
    enrolled = [tuple(row.values()) for row in tables["enrollments"]]
    if len(enrolled) != len(set(enrolled)):
        yield "the same enrollment twice"


def _tables(bestanden: Bestanden) -> dict[str, Rijen]:
    return {
        name.removesuffix(".csv"): rows(content)
        for name, content in bestanden.items()
        if name != "manifest.csv"
    }


def _form(name: str, content: bytes, columns: Collection[str]) -> Iterator[str]:
    if content.startswith(b"\xef\xbb\xbf"):
        yield f"{name}: a byte order mark"
    head = content.decode("utf-8").split("\r\n", 1)[0]
    if head.split(",") != list(columns):
        yield f"{name}: the columns {head}"


def _cells(name: str, table: Rijen, required: str, values: Mapping[tuple[str, str], str]) -> Iterator[str]:
    for row in table:
        if None in row or None in row.values():
            yield f"{name}: a row of another width"
        for column in required.split():
            if not row[column].strip():
                yield f"{name}: {column} is empty"
        for column, value in row.items():
            allowed = values.get((name, column))
            if value and allowed is not None and value not in allowed.split():
                yield f"{name}: {column} is {value}"
            if value and column in DATES and not _is_date(value):
                yield f"{name}: {column} is {value}"
        if row.get("schoolYear") is not None and not re.fullmatch("[0-9]{4}", row["schoolYear"]):
            yield f"{name}: schoolYear is {row['schoolYear']}"


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _unique(name: str, keys: list[str]) -> Iterator[str]:
    if len(keys) != len(set(keys)):
        yield f"{name}: a sourcedId twice"


def _references(tables: Mapping[str, Rijen]) -> Iterator[str]:
    for (name, column), target in REFERENCES.items():
        known = {row["sourcedId"] for row in tables.get(target, [])}
        for row in tables.get(name, []):
            value = row.get(column) or ""
            for key in value.split(",") if column in LISTS else [value]:
                if key and key not in known:
                    yield f"{name}: {column} {key!r} is not in {target}"
