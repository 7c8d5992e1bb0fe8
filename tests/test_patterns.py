"""Every pattern over a text of somebody else is linear: each meets 100 kB of its worst case."""

import ast
import importlib
import re
import signal
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest

from tests.support.places import ROOT

PACKAGE = ROOT / "uwlr_service"
FUNCTIONS = {"compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
CALLED = re.compile(rf"\b(?:re|[A-Z_][A-Z0-9_]*)\.(?:{'|'.join(sorted(FUNCTIONS))})\b")
"""Where a module makes a pattern, or uses one by the name of a constant."""
SIZE = 100_000
SHOWN = 60
"""Characters of a pattern without a name by which it is listed."""
DEADLINE = 2.0
"""Seconds for each; a pattern that is linear takes thousandths of one, and another takes minutes."""
UNITS = (
    " ",
    "a",
    "A",
    "0",
    "99XX",
    "-",
    ".",
    ";",
    ",",
    "/",
    "(",
    "{",
    "[",
    "'",
    '"',
    "é",
    "\n",
    "a.",
    "0.",
    "-0",
    "a ",
)
"""What every pattern meets: one of these over and over, with something behind it that does not fit."""


class Pattern(NamedTuple):
    """A pattern as it stands in a module, and the ways in which it is used."""

    module: str
    name: str
    source: str
    methods: frozenset[str]

    @property
    def place(self) -> str:
        """Where it is listed: its module and its name, or its beginning where it has none."""
        return f"{self.module} {self.name or self.source[:SHOWN]}"


WORST: dict[str, tuple[str, ...]] = {
    "app.py REQUEST_ID": (),
    "cli/command.py WIDE_GAP": (),
    "cli/koppeling/voorstelbestand.py PLACE": (),
    "cli/las/definities.py DIGEST": (),
    "cli/listing.py STEP": (),
    "cli/usage.py TOO_MANY": ("Got unexpected extra argument (", "'"),
    "client/antwoord.py LINE": (),
    "client/tokensessie.py TOKEN": (),
    "config/databaseadres.py '[0-9]{1,5}'": (),
    "config/databaseadres.py '[0-9]{1,9}'": (),
    "config/databaseadres.py FILE": (),
    "config/databaseadres.py SERVER": (),
    "config/rechten.py OWN_NAMES": (),
    "config/values.py '[0-9]{1,6}(\\\\.[0-9]{1,6})?'": (),
    "config/values.py '[0-9]{1,9}'": (),
    "config/values.py '[A-Za-z0-9+.-]{1,30}:'": (),
    "config/values.py '[A-Za-z][A-Za-z0-9-]{0,63}'": (),
    "config/values.py 'https?://(\\\\[[0-9A-Fa-f:.]+\\\\]|[^\\\\s/?#@:\\\\[\\\\]]+)(:[0-9]{1": (),
    "app.py SLASHES": ("/",),
    "config/values.py HOST": (),
    "config/values.py SECRETIVE": (),
    "config/values.py match": (),
    "config/values.py port": (),
    "conformiteit/bericht.py BRINCODE": ("<a",),
    "conformiteit/bericht.py DEPENDANCECODE": ("<a",),
    "conformiteit/bericht.py NAME": ("{{a",),
    "conformiteit/foutvorm.py FOLDER": ("/home",),
    "conformiteit/gkv/httpverwachtingen.py CONTENT_RANGE": ("bytes 0", "bytes 0-0/"),
    "conformiteit/gkv/jsonboom.py CONTROL": (),
    "conformiteit/gkv/jsonboom.py NAME": (),
    "conformiteit/namen.py STEP": ("a[0", "a["),
    "conformiteit/foutvorm.py STACK": ("at a.", " at a(", " in /a"),
    "conformiteit/foutvorm.py STATEMENT": ("SELECT ", "UPDATE a "),
    "domain/account/schoolnaam.py BETWEEN": (),
    "domain/account/schoolprovider.py PLAIN": (),
    "domain/adres.py BEHIND": (),
    "domain/adres.py MAIL": ("a@a.",),
    "domain/adres.py USER": (),
    "domain/datum.py DATUM": ("1-",),
    "domain/inzage/woorden.py COMMAND_LINE": ("opdrachtregel, account ",),
    "domain/koppeling/aanvraag/antwoordregels.py HOST": ("a-",),
    "domain/koppeling/aanvraag/antwoordregels.py KVK": (),
    "domain/koppeling/aanvraag/antwoordregels.py POSTCODE": (),
    "domain/koppeling/aanvraag/antwoordregels.py TELEFOON": ("0 ",),
    "domain/koppeling/partner.py CLIENT_ID": (),
    "domain/las/las.py CLIENT_ID": (),
    "domain/proeftuin/proeftuin.py TESTBEREIK": (),
    "domain/school/benaming.py DIGITS": (),
    "domain/school/deel.py DEEL": (),
    "domain/school/regels.py '[0-9]{2,6}'": (),
    "domain/school/regels.py '[0-9]{4}'": (),
    "domain/school/regels.py '[0-9]{4}[A-Z]{2}'": (),
    "domain/school/regels.py ILLEGAL": (),
    "domain/school/school.py BRIN": (),
    "domain/school/schooljaar.py FORM": (),
    "domain/school/schoolpad.py BRIN": (),
    "domain/sso/aanmeldverzoek.py CHALLENGE": (),
    "domain/sso/aanmeldverzoek.py SECONDS": (),
    "domain/sso/adresregels.py LABEL": (),
    "domain/sso/adresregels.py NETLOC": (),
    "domain/sso/adresregels.py URI": (),
    "domain/tekst.py ODD": (),
    "domain/tekst.py MISLEADING": (),
    "domain/tijd.py CALENDAR_DAY": (),
    "domain/tijd.py END_OF_DAY": ("T24:00:00.",),
    "formats/witruimte/collapsing.py SPACES": (),
    "formats/edexml/versies.py NUMBER": ("EDEX ", "EDEXML-", "v1."),
    "domain/netwerk.py HOST": ("a:1", "[::1"),
    "domain/toezicht/logwoorden/zinnen.py APPLICANT": ("aanvrager van aanvraag ",),
    "domain/toezicht/logwoorden/zinnen.py END": (),
    "formats/generiek/verzoek.py BRINNUMMER": (),
    "formats/generiek/verzoek.py SCHOOLJAAR": ("2026 ", "2026 / "),
    "formats/gkv/bevestiging.py BESTAND": (),
    "formats/gkv/bevestiging.py CODE": (),
    "formats/oauth/certificaat.py IN_HEADER": ("-----BEGIN CERTIFICATE-----",),
    "formats/oauth/geheim.py IN_TEXT": ("BEGIN ", "BEGIN A "),
    "formats/oauth/geheim.py OF_PKCS_12": (),
    "formats/oauth/geheim.py OF_PRIVATE": ("0\x81", "0\x810"),
    "formats/oauth/pem.py BEGIN": ("-----BEGIN ", "-----BEGIN A "),
    "formats/oauth/pem.py LINE_OF_BASE64": ("=",),
    "formats/rooster/oneroster.py GUID": (),
    "formats/rooster/sds.py KEY": (),
    "formats/rooster/write.py LINE_BREAKS": (),
    "formats/schemafouten/kalender.py DAY_REFUSED": ("'", "'2026-11-31 "),
    "formats/schemafouten/kalender.py MOMENT_REFUSED": ("'", "'2026-11-31T10:00:00.0"),
    "formats/schemafouten/sleutels.py DUPLICATE": ("Duplicate key-sequence [",),
    "formats/schemafouten/sleutels.py NO_MATCH": ("No match found for key-sequence [",),
    "formats/schemafouten/sleutels.py RULE": ("keyref '", "key identity-constraint '"),
    "formats/schemafouten/zinnen.py ELEMENT": ("Element '", "Element 'x', attribute '"),
    "formats/schemafouten/zinnen.py ELEMENTS": ("Expected is ( ", "Expected is one of ( "),
    "formats/schemafouten/zinnen.py FACET": ("[facet '",),
    "formats/schemafouten/zinnen.py QNAME_VALUE": ("value '",),
    "formats/schemafouten/zinnen.py REQUIRED": ("The attribute '",),
    "formats/uwlr/bestand/csvtekst.py HIDDEN": (),
    "formats/uwlr/bestand/csvtekst.py OF_CLIPBOARD": ("\t", '""'),
    "formats/uwlr/bestand/csvtekst.py OF_DUTCH_SPREADSHEET": ("\t", '""'),
    "formats/uwlr/bestand/csvtekst.py OF_OTHERS": ("\t", '""'),
    "formats/uwlr/bestand/csvtekst.py SEPARATOR_LINE": ("sep=;\t",),
    "formats/welgevormd.py DECLARED": ("<?xml ", "<?xml encoding=", "<?xml encoding='a"),
    "formats/verwachting.py HEAD": ("Element '",),
    "paginas/formulier.py NUMMER": (),
    "paginas/sessie.py WAARDE": (),
    "paginas/toegang/taalkeuze.py TOKEN": (),
    "paginas/verder.py PATH": ("/portaal/", "a"),
    "reception/chunks.py SIZE": ("0;", "0 "),
    "reception/gathering.py BARE_NEWLINE": (),
    "repository/herstel/kopie.py VERSION": (),
    "soap/proeftuin/front.py AANMAAKDATUM": ("<aanmaakdatum>", "<aanmaakdatum>a"),
    "soap/proeftuin/front.py CONTROL": (),
    "soap/proeftuin/front.py PATH": ("/proeftuin/1", "/uwlr/"),
    "soap/refusal.py PROEFTUIN": ("/proeftuin/",),
    "sso/endpoints/userinfo.py BEARER": ("Bearer ", "Bearer a"),
    "sso/endpoints/userinfo.py SCHEME": (),
    "sso/pages/browser.py WAARDE": (),
    "soap/transport.py CHARSET": ("; ", ";charset ", ";charset=", "; charset  = "),
    "soap/post.py XML_TYPE": ("a+", "a/a+"),
    "tracing/attributes.py WORD": (),
    "tracing/preparing.py VARIABLE": ("OTEL_",),
    "uitwisseling/gkv/herstel.py PAKKET": ("1/1/000000-",),
    "uitwisseling/aanroep.py STATUS": ("HTTP/1.1 200 ",),
    "uitwisseling/sso/token/clientbewijs.py NAME": (),
    "uitwisseling/sso/token/tokens.py VERIFIER": (),
    "web/gkv/api.py '[0-9]{1,10}'": (),
    "web/adressen.py BEARER": ("Bearer ", "Bearer a"),
    "web/las/leveringen.py ID": (),
    "web/las/invoer/digests.py MEMBER": ("a", "a=:", "a=:A", "*", "=:="),
    "web/las/invoer/ontvangst.py XML_TYPE": ("a+", "a/a+"),
    "web/las/vraag.py NUMBER": (),
    "web/proeftuin/ingrepen.py PART": (),
    "web/proeftuin/__init__.py PATH": ("/proeftuin/1", "/gkv/v1/"),
    "web/proeftuin/poort.py BERICHT": ("/a",),
    "web/proeftuin/poort.py CONTROL": (),
    "web/proeftuin/poort.py LENGTH": (),
    "web/proeftuin/poort.py SCHOOL": ("/scholen/", "/scholen/a"),
    "formats/las/leden.py DIGEST": (),
    "formats/las/leden.py MOMENT": ("2026-09-01T09:30:00.", "2026-09-01T09:30:00+"),
}
"""Every pattern of the package, by its place, with beginnings of a match that come over and over.

Add a new pattern with its own worst case: the part that can match in the most ways, without what must follow.
"""


def patterns() -> Iterator[Pattern]:
    """The patterns in the source."""
    trees = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text()
        # Few modules do; each process of a run would spend seconds on the others.
        if CALLED.search(source):
            trees[path.relative_to(PACKAGE).as_posix()] = ast.parse(source)
    used: dict[str, set[str]] = {}
    for tree in trees.values():
        for name, method in _uses(tree):
            used.setdefault(name, set()).add(method)
    for module, tree in trees.items():
        names = dict(_compiled(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _is_of_re(node):
                name = names.get(node, "")
                methods = used.get(name, {"fullmatch"})
                if _method(node) != "compile":
                    methods = {_method(node)}
                yield Pattern(module, name, ast.unparse(node.args[0]), frozenset(methods))


def _compiled(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """The calls of ``re.compile``, each with the name that it is given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.value, node.targets[0].id


def _uses(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The names that a method of a pattern is called on, with that method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in FUNCTIONS:
            yield node.value.id, node.attr


def _method(node: ast.Call) -> str:
    assert isinstance(node.func, ast.Attribute)
    return node.func.attr


def _is_of_re(node: ast.Call) -> bool:
    function = node.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in FUNCTIONS
    )


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Break off what takes longer; the engine looks at signals while it matches."""

    def too_late(_signal: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


PATTERNS = sorted(set(patterns()), key=str)


def test_every_pattern_is_in_the_list_and_no_other() -> None:
    assert {pattern.place for pattern in PATTERNS} == set(WORST)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.place)
def test_a_pattern_is_linear(pattern: Pattern) -> None:
    module = importlib.import_module(f"uwlr_service.{pattern.module.removesuffix('.py').replace('/', '.')}")
    compiled = re.compile(eval(pattern.source, vars(module)))
    for unit in (*UNITS, *WORST.get(pattern.place, ())):
        worst = unit * (SIZE // len(unit)) + "\x00!"
        for text in (worst, f"x{worst}"):
            with deadline(DEADLINE):
                _apply(compiled, pattern.methods, text)


def _apply(compiled: "re.Pattern[Any]", methods: Collection[str], text: str) -> None:
    """Use a pattern on a text, or on its bytes, in each of these ways."""
    subject = text if isinstance(compiled.pattern, str) else text.encode()
    for method in methods:
        if method in ("sub", "subn"):
            compiled.sub(subject[:0], subject)
        elif method in ("findall", "finditer", "split"):
            compiled.findall(subject)
        else:
            getattr(compiled, method)(subject)
