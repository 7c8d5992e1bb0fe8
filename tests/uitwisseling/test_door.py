"""What people reach is told who acts: a stranger gets nothing done, and what is written knows by whom.

The use cases are found by their signatures, so that a new one is looked at too.
"""

import ast
import enum
import inspect
import types
import typing
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from io import BytesIO
from typing import Any, BinaryIO

import pytest

from tests.support.gkv.deliveries import Gkv
from tests.support.places import ROOT
from tests.support.portaal import people
from tests.support.schools.builders import SCHOOL
from tests.support.servers.certificates import make_certificate
from tests.support.toezicht import logged
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.fouten import DocumentOngeldig, NietToegestaan
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import Bestemming

LAYER = ROOT / "uwlr_service" / "uitwisseling"
NAME = "uwlr_service.uitwisseling"

FOR_ANYBODY = {
    "startplaatsen.of_person": "the applications that let in somebody's own accounts, which may be none",
    "aanvraagbalie.aanvragen.begin": "a company begins an application before it has an account",
    "aanvraagbalie.links.request": "whoever began one asks for its link again",
    "aanvraagbalie.links.trade": "whoever has the link is the applicant",
    "plekken.of_person": "tells of what is for the one who asks, and that is nothing for a stranger",
}
"""What a stranger may call, and why."""
UNREADABLE = {"lassleutels.add_jwks", "partnersleutels.add_jwks"}
"""What is not a key at all is refused as such, before the link of somebody is looked at."""

SIGNING_IN = "nobody is signed in yet: a password, a passkey, a link or a cookie shows who it is"
ON_TIME = "the clock calls it, and what it changes is no decision"
PROGRAM = "a program of a partner or of the LAS, which proved itself by a key; the register counts what went"
PART = "a part of another use case, which was told"
MACHINE = "only what runs on this machine calls it; it writes its line as the command line"
BACKUP = "leaves its own trace, which a restore needs"
UNTOLD = {
    "Aanmelding.confirm_again": SIGNING_IN,
    "Aanmelding.confirm_again_by_passkey": SIGNING_IN,
    "Aanmelding.confirm_code": SIGNING_IN,
    "Aanmelding.sign_in": SIGNING_IN,
    "Aanmelding.sign_in_by_passkey": SIGNING_IN,
    "Activering.activate": SIGNING_IN,
    "Activering.activate_pupil": SIGNING_IN,
    "Bladinname.take": SIGNING_IN,
    "Demomensen.confirm_again": SIGNING_IN,
    "Badgeaanmelding.confirm_pin": SIGNING_IN,
    "Badgeaanmelding.scan": SIGNING_IN,
    "Demomensen.enter": SIGNING_IN,
    "Klasscherm.enter_class": SIGNING_IN,
    "Klasscherm.sign_in": SIGNING_IN,
    "Autorisaties.agree": SIGNING_IN,
    "Autorisaties.begin": SIGNING_IN,
    "Autorisaties.choose": SIGNING_IN,
    "Autorisaties.decline": SIGNING_IN,
    "Autorisaties.go_on": SIGNING_IN,
    "Autorisaties.prove": SIGNING_IN,
    "Externetoegang.finish": SIGNING_IN,
    "Sessies.end": SIGNING_IN,
    "Sessies.find": SIGNING_IN,
    "Sessies.keep": SIGNING_IN,
    "Sessies.renew": SIGNING_IN,
    "Uitnodigingen.take": SIGNING_IN,
    "Afmeldingen.deliver": ON_TIME,
    "Afmeldingen.purge": ON_TIME,
    "Berichten.post": ON_TIME,
    "Berichten.purge": ON_TIME,
    "Bewaring.purge": ON_TIME,
    "Bewaring.purge_messages": ON_TIME,
    "Bewaring.purge_order": ON_TIME,
    "Clientkeuring.purge": ON_TIME,
    "Bewaring.clear_order": ON_TIME,
    "Levenstekens.give": ON_TIME,
    "Levenstekens.purge": ON_TIME,
    "Klasaanmelding.purge": ON_TIME,
    "Leveringen.purge": ON_TIME,
    "Logboek.seal_waiting": ON_TIME,
    "Clientbewijzen.prove": PROGRAM,
    "Ssotokens.by_code": PROGRAM,
    "Ssotokens.by_refresh": PROGRAM,
    "Externeafmelding.receive": PROGRAM,
    "Tokenzicht.revoke": PROGRAM,
    "Ssoopruiming.purge": ON_TIME,
    "Ssosleutels.forget_replaced": ON_TIME,
    "Ssosleutels.key": PART,
    "Ssosleutels.open": PART,
    "Ssosleutels.known": "reads what everybody may know, and makes the first keys",
    "Ssosleutels.published": "reads what everybody may know, and makes the first keys",
    "Mensen.purge": ON_TIME,
    "Nacht.give_back": ON_TIME,
    "Nacht.make": ON_TIME,
    "Nacht.plan": ON_TIME,
    "Nacht.purge": ON_TIME,
    "Nacht.reopen": ON_TIME,
    "Nacht.tick": ON_TIME,
    "Nacht.work": ON_TIME,
    "Nachtverslagen.tell_failures": ON_TIME,
    "Postbus.deliver": ON_TIME,
    "Postbus.purge": ON_TIME,
    "Verkeer.log_past_days": ON_TIME,
    "Verkeer.purge": ON_TIME,
    "Webhooks.notify": ON_TIME,
    "Laswebhooks.notify": ON_TIME,
    "Ophaalloket.ask_volledig": PROGRAM,
    "Ophaalloket.confirm": PROGRAM,
    "Ophaalloket.record": PROGRAM,
    "Register.close": PROGRAM,
    "Register.flush": PROGRAM,
    "Register.give": PROGRAM,
    "Resultaatfeed.page": PROGRAM,
    "Resultaatontvangst.confirm": PROGRAM,
    "Vastlegging.store": PROGRAM,
    "Verwijderverzoeken.confirm": PROGRAM,
    "Vocabulaires.find": PROGRAM,
    "Vocabulaires.find_all": PROGRAM,
    "Waarnemer.note": PROGRAM,
    "Waarnemer.note_gkv": PROGRAM,
    "GkvHerstel.after_restore": PART,
    "Journaal.require_current": PART,
    "Journaal.write": PART,
    "Ondertekening.key": PART,
    "Ondertekening.published": PART,
    "Sleuteloverlap.renew": PART,
    "Dossiers.store": MACHINE,
    "EdexmlUitwisseling.store": MACHINE,
    "Terugzetting.complete": MACHINE,
    "Backupmaker.make": BACKUP,
}
"""What writes without being told who acts, and why."""


@dataclass(frozen=True, slots=True)
class Usecase:
    """A method that is told who acts, by the way to it from the services."""

    path: str
    name: str

    @property
    def whole(self) -> str:
        return f"{self.path}.{self.name}"

    def method(self, diensten: Diensten) -> Any:
        owner: Any = diensten
        for part in self.path.split("."):
            owner = getattr(owner, part)
        return getattr(owner, self.name)


def kinds(owner: type, path: str = "") -> Iterator[tuple[str, type]]:
    """The use cases that hang on the services, with those that hang on them in turn."""
    for name in dir(owner):
        attribute = inspect.getattr_static(owner, name)
        made = attribute.fget if isinstance(attribute, property) else getattr(attribute, "func", None)
        if not isinstance(attribute, property | cached_property) or made is None:
            continue
        kind = typing.get_type_hints(made).get("return")
        if inspect.isclass(kind) and kind.__module__.startswith(NAME):
            yield f"{path}{name}", kind
            yield from kinds(kind, f"{path}{name}.")


def usecases() -> Iterator[Usecase]:
    for path, kind in kinds(Diensten):
        for name, method in inspect.getmembers(kind, inspect.isfunction):
            arguments = inspect.signature(method).parameters
            # Within the transaction of another use case it was seen there who acts.
            if not name.startswith("_") and "door" in arguments and "connection" not in arguments:
                yield Usecase(path, name)


class Examples:
    """A value for each argument that has no default, by its name or its type."""

    def __init__(self, koppeling: int, inlog: int) -> None:
        self._named: dict[str, Any] = {
            "koppeling_id": koppeling,
            "inlog_id": inlog,
            "url": "https://partner.example/gkv",
        }
        self._typed: dict[Any, Any] = {
            int: 1,
            str: "x",
            bool: False,
            bytes: make_certificate(),
            date: tijd.today(),
            datetime: tijd.now(),
            timedelta: timedelta(days=1),
            Fraction: Fraction(1, 2),
            Schoolcode: SCHOOL,
            Schooljaar: Schooljaar.current(),
            BinaryIO: BytesIO(b"<x/>"),
            Plaats: Plaats(rol=Rol.OPERATOR),
            Bestemming: Bestemming(school=SCHOOL),
            frozenset[str]: frozenset(),
        }

    def of(self, method: Any) -> dict[str, Any]:
        hints = typing.get_type_hints(method)
        return {
            name: self._named.get(name, self._value(hints[name]))
            for name, parameter in inspect.signature(method).parameters.items()
            if parameter.default is parameter.empty
            and parameter.kind is not parameter.VAR_KEYWORD
            and name != "door"
        }

    def _value(self, hint: Any) -> Any:
        if hint in self._typed:
            return self._typed[hint]
        if inspect.isclass(hint) and issubclass(hint, enum.Enum):
            return next(iter(hint))
        origin = typing.get_origin(hint)
        if origin is Mapping:
            return {}
        if origin in (Collection, Iterable, Sequence):
            return [SCHOOL] if typing.get_args(hint) == (Schoolcode,) else []
        if origin in (types.UnionType, typing.Union):
            return self._value(typing.get_args(hint)[0])
        return None  # asked for after it was seen who acts


@pytest.fixture
def gkv(database: Database, stored: object, tmp_path: Any) -> Gkv:
    return Gkv(database, tmp_path)


def test_a_stranger_gets_nothing_done(settings: Settings, database: Database, gkv: Gkv) -> None:
    """Somebody who signed in, with a fresh proof, and without any role."""
    inlog = people.add_person(database, Rol.OPERATOR)
    door = Handelende(herkomst=Herkomst.PORTAAL, naam="Vreemde", inlog=inlog, bewezen=tijd.now())
    diensten = Diensten(settings, database)
    before = logged(database)
    examples = Examples(gkv.koppeling, inlog)
    open_doors = []
    asked = 0
    for usecase in usecases():
        if usecase.whole in FOR_ANYBODY:
            continue
        method = usecase.method(diensten)
        asked += 1
        refused = (NietToegestaan, DocumentOngeldig) if usecase.whole in UNREADABLE else NietToegestaan
        try:
            method(**examples.of(method), door=door)
        except refused:
            continue
        open_doors.append(usecase.whole)
    assert open_doors == []
    assert asked > 150
    assert logged(database) == before


def test_whoever_is_not_told_who_acts_has_a_reason() -> None:
    assert set(writers()) == UNTOLD.keys()


def test_what_is_for_anybody_is_there() -> None:
    assert FOR_ANYBODY.keys() | UNREADABLE <= {usecase.whole for usecase in usecases()}


def writers() -> Iterator[str]:
    """The public methods of use cases that begin to write, and are not told who acts."""
    for path in sorted(LAYER.rglob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield from _writers_of(node)


def _writers_of(owner: ast.ClassDef) -> Iterator[str]:
    methods = {method.name: method for method in owner.body if isinstance(method, ast.FunctionDef)}
    for name, method in methods.items():
        arguments = {argument.arg for argument in (*method.args.args, *method.args.kwonlyargs)}
        if not name.startswith("_") and "door" not in arguments and _writes(method, methods, set()):
            yield f"{owner.name}.{name}"


def _writes(method: ast.FunctionDef, methods: Mapping[str, ast.FunctionDef], seen: set[str]) -> bool:
    """Whether a method begins a transaction in which it writes, by itself or by others of its class."""
    seen.add(method.name)
    called = {ast.unparse(node.func) for node in ast.walk(method) if isinstance(node, ast.Call)}
    if "self._database.write" in called:
        return True
    others = {name.removeprefix("self.") for name in called if name.startswith("self.")} - seen
    return any(_writes(methods[name], methods, seen) for name in others & methods.keys())
