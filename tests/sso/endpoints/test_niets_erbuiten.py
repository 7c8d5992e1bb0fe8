"""Whatever a school agreed to and a partner asks: nothing outside the agreement leaves the provider.

Told apart by values, not by what the release itself says: each field has values that only it may let out.
"""

import ast
import json
from collections.abc import Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from sqlalchemy import select

from tests.support.hypothesis_profiles import examples
from tests.support.places import ROOT
from tests.support.schools.builders import eckid
from tests.support.sso.toekenningen import Aangemelde
from tests.support.sso.toepassingen import add_client, add_sso_link
from tests.support.sso.tokenvragen import Toepassing, person_of
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gegevenssets import Gebruik
from uwlr_service.domain.koppeling.ssoset import SSO, SSO_SETS, SSO_VERSIE
from uwlr_service.domain.sso.claims import CLAIMS, Scope
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.schema.koppeling import deelname

VALUES: dict[Rol, dict[str, set[str]]] = {
    Rol.LEERLING: {
        '"Sanne"': {"given_name"},
        "Jansen": {"family_name", "name"},
        "van den": {"middle_name", "name"},
        "sanne@school.example": {"email"},
        eckid(1): {"eckid"},
        '"L1"': {"gkv_key"},
        '"G1"': {"groepen"},
        '"V1"': {"vestigingen"},
        "99XX16": {"organisatie", "nlEduPersonHomeOrganizationId"},
        '"student"': {"affiliation"},
    },
    Rol.LEERKRACHT: {
        '"Kim"': {"given_name"},
        "Bos": {"family_name", "name"},
        "k.bos@school.example": {"email"},
        eckid(2): {"eckid"},
        '"K1"': {"gkv_key"},
        '"G1"': {"groepen"},
        '"V1"': {"vestigingen"},
        '"TAL"': {"rollen"},
        "99XX16": {"organisatie", "nlEduPersonHomeOrganizationId"},
        '"employee"': {"affiliation"},
    },
}
"""What of a person only some claims may hold, as it is written in JSON."""
NEVER = ("2017-05-06", "4821", "Maria", "foto.example", "1234AB", "sanne1", "kbos")
"""What of them no claim may hold: birth date, end of a number, given names, photo, address, user names."""
RANDOM = frozenset({"sid", "at_hash", "sub"})
"""Claims in which a short value could stand by chance."""
OF_SCHOOL = {
    "affiliation",
    "organisatie",
    "nlEduPersonHomeOrganizationId",
    "nlEduPersonHomeOrganization",
    "vestigingen",
}
"""The claims that a scope asks for in an ID token too; no other one is there unless it was named."""
ELEMENTS = {Rol.LEERLING: "sso_leerling", Rol.LEERKRACHT: "sso_medewerker"}
KEYS = {Rol.LEERLING: "L1", Rol.LEERKRACHT: "K1"}
SWITCHES = sorted(
    veld for veld, regel in SSO_SETS[SSO, SSO_VERSIE].velden.items() if regel.gebruik is Gebruik.OPTIONEEL
)
NAMES = sorted({claim.naam for claim in CLAIMS})
ALONE = {Scope.OPENID, Scope.KOPPELBEWIJS}
"""What is always asked, and what is asked for a proof of a school and with nothing else."""
ASKABLE = [scope.value for scope in Scope if scope not in ALONE]


class World:
    """A link with a person of each kind, and the agreement that is put in force for each example."""

    def __init__(self, program: FlaskClient, database: Database) -> None:
        self.database = database
        client = add_client(database, add_sso_link(database))
        self.toepassing = Toepassing(http=program, database=database, client=client)
        self.people: dict[Rol, Aangemelde] = {rol: person_of(database, rol, key) for rol, key in KEYS.items()}

    def agree(self, switched: Mapping[str, bool]) -> frozenset[str]:
        """Put an agreement in force; returns its fields."""
        afspraak = Gegevensafspraak(gegevensset=SSO).switch(switched)
        koppeling = self.toepassing.client.koppeling
        with self.database.write() as connection:
            school_id = connection.execute(
                select(deelname.c.school_id).where(deelname.c.koppeling_id == koppeling)
            ).scalar_one()
            AfspraakRepository(connection).conclude(koppeling, {school_id: afspraak})
        return afspraak.veldenlijst(SSO_VERSIE).velden


@pytest.fixture
def world(program: FlaskClient, database: Database, stored: object) -> World:
    return World(program, database)


@effort(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rol=st.sampled_from(sorted(VALUES)),
    switched=st.fixed_dictionaries(dict.fromkeys(SWITCHES, st.booleans())),
    scopes=st.sets(st.sampled_from(ASKABLE)),
    userinfo=st.sets(st.sampled_from(NAMES)),
    id_token=st.sets(st.sampled_from(NAMES)),
)
def test_nothing_outside_the_agreement_leaves(
    world: World,
    rol: Rol,
    switched: dict[str, bool],
    scopes: set[str],
    userinfo: set[str],
    id_token: set[str],
) -> None:
    velden = world.agree(switched)
    toepassing = world.toepassing
    asked = {"userinfo": sorted(userinfo), "id_token": sorted(id_token)}
    code = toepassing.code(world.people[rol], " ".join(["openid", *sorted(scopes)]), claims=asked)
    answer = toepassing.trade(code)
    affiliation = "student" if rol is Rol.LEERLING else "employee"
    if f"sso/{affiliation}" not in velden:
        assert answer.status_code == 400
        return
    tokens = answer.json or {}
    claims: dict[str, Any] = toepassing.read(tokens["id_token"]).claims
    told = toepassing.userinfo(tokens["access_token"]).json or {}
    seen = toepassing.introspect(tokens["access_token"])
    agreed = {veld.partition("/")[2] for veld in velden if veld.partition("/")[0] in ("sso", ELEMENTS[rol])}
    by_scope = {claim.naam for claim in CLAIMS if claim.scope in scopes}
    judge(rol, told, agreed & (userinfo | by_scope))
    judge(rol, claims, agreed & (id_token | (by_scope & OF_SCHOOL)))
    judge(rol, seen, set())


def judge(rol: Rol, document: Mapping[str, Any], may: set[str]) -> None:
    """Every value in an answer is of a claim that may be in it."""
    text = json.dumps({naam: value for naam, value in document.items() if naam not in RANDOM})
    for value, of in VALUES[rol].items():
        assert value not in text or of & may, f"{value} without {of}"
    for value in NEVER:
        assert value not in text


def test_everything_that_is_agreed_and_asked_does_leave(world: World) -> None:
    world.agree(dict.fromkeys(SWITCHES, True))
    for rol, person in world.people.items():
        tokens = world.toepassing.tokens(person, " ".join(["openid", *ASKABLE]), claims={"id_token": NAMES})
        told = json.dumps(world.toepassing.userinfo(tokens["access_token"]).json)
        claims = json.dumps(world.toepassing.read(tokens["id_token"]).claims)
        for value, of in VALUES[rol].items():
            if of != {"gkv_key"}:  # that key says something beside a link with data alone
                assert value in told
                assert value in claims


FORBIDDEN = ("bsn", "geboorte", "adres", "foto", "dossier", "postcode", "verzorger")
CLAIMS_MODULES = (
    "uwlr_service/domain/sso/claims.py",
    "uwlr_service/domain/koppeling/ssoset.py",
    "uwlr_service/domain/koppeling/ssovrijgave.py",
    "uwlr_service/uitwisseling/sso/toegang.py",
    "uwlr_service/uitwisseling/sso/token/beeld.py",
    "uwlr_service/uitwisseling/sso/token/uitgifte.py",
    "uwlr_service/formats/oauth/idtoken.py",
)


@pytest.mark.parametrize("module", CLAIMS_MODULES)
def test_what_makes_claims_knows_no_bsn_birth_date_address_or_photo(module: str) -> None:
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    words = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            words |= {str(node.module), *(alias.name for alias in node.names)}
        elif isinstance(node, ast.Attribute):
            words.add(node.attr)
        elif isinstance(node, ast.Name):
            words.add(node.id)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value:
            words.add(node.value)
    words -= {"emailadres"}
    assert [word for word in words if any(part in word.lower() for part in FORBIDDEN)] == []
