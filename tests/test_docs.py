"""The documentation says nothing that is not so: commands, settings, codes, examples and links exist."""

import ast
import re
import shlex
import subprocess
from collections.abc import Collection, Iterator
from configparser import ConfigParser
from pathlib import Path

import click
import pytest
from docutils import nodes
from lxml import etree

from tests.support.documentatie.documents import doctree
from tests.support.places import ROOT
from uwlr_service import config
from uwlr_service.cli.call.options import SLEUTEL
from uwlr_service.cli.keur.las import TWEEDE_SLEUTEL
from uwlr_service.cli.root import main
from uwlr_service.config import geheimbestanden
from uwlr_service.domain import fouten
from uwlr_service.domain.uwlr.verzoek import Tolerantie
from uwlr_service.formats import findings, schemas
from uwlr_service.formats.uwlr.namespaces import SOAP

DOCUMENTS = sorted(
    [
        *ROOT.glob("*.rst"),
        *(ROOT / "docs").glob("*.rst"),
        *(ROOT / room / "README.rst" for room in ("bench", "xsd")),
    ]
)
NAMES = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]
SETTING = re.compile(r"\bUWLR_[A-Z_]+\b")
PROMPT = re.compile(r"^ *\$ ", re.MULTILINE)

MENTION = re.compile(r"(?<![\w/.:{*<-])(?:(?!_)(?:[\w.-]+/)+[\w.-]+\.(?:py|rst|cfg|sh|lua)|[\w/.-]+\.md)\b")
"""The path of a source file or document, or the name of a file in Markdown, as a text mentions it."""
WRITTEN_HERE = {".py", ".rst", ".cfg", ".toml", ".yml", ".sh", ".xsd", ".java", ".lua", ".html"}
"""What our texts end in; ``Makefile`` and ``.ci/run`` are texts of ours too."""


def text_of(name: str) -> str:
    """A document of ``docs/`` as it is written."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def typed(document: nodes.document) -> Iterator[str]:
    """The lines after a prompt, without their comments; continued lines are joined."""
    for block in document.findall(nodes.literal_block):
        text = block.astext().replace("\\\n", " ")
        yield from (
            line.partition("  #")[0].split("$ ", 1)[1] for line in text.splitlines() if PROMPT.match(line)
        )


def mentioned(document: nodes.document) -> Iterator[str]:
    """The commands in running text, which may lack what they need."""
    yield from (literal.astext() for literal in document.findall(nodes.literal))


def as_uwlr(line: str) -> list[str] | None:
    """The arguments of ``uwlr``, or None when the line runs something else."""
    words = shlex.split(line)
    while words and re.match(r"[A-Z_]+=", words[0]):
        words = words[1:]
    return words[1:] if words and words[0].rpartition("/")[2] == "uwlr" else None


def check(words: list[str], *, whole: bool) -> None:
    """Raise what click has against a command line; ``whole`` when nothing may be missing."""
    command: click.Command = main
    context = click.Context(main, info_name="uwlr")
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        subcommand = command.get_command(context, words[0])
        if subcommand is None:
            raise click.UsageError(f"there is no command {words[0]}")
        command = subcommand
        context = click.Context(subcommand, parent=context, info_name=words[0])
        words = words[1:]
    given, _, _ = command.make_parser(context).parse_args(list(words))
    for param in command.get_params(context):
        values = given.get(param.name)
        if whole and param.required and not values:
            raise click.MissingParameter(param=param, ctx=context)
        if isinstance(param.type, click.Choice):
            for value in values if isinstance(values, list) else [values] if values else []:
                param.type.convert(value, param, context)


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_it_parses(path: Path) -> None:
    assert list(doctree(path).findall(nodes.title))


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_its_commands_exist(path: Path) -> None:
    document = doctree(path)
    for lines, whole in ((typed(document), True), (mentioned(document), False)):
        for line in lines:
            words = as_uwlr(line) if line.count("'") % 2 == 0 else None
            if words is not None:
                check(words, whole=whole)


@pytest.mark.parametrize(
    "line",
    [
        "uwlr koppeling vanish 1",
        "uwlr koppeling add --klantnaam X --klantcode Y",
        "uwlr koppeling rotate 1 --soon",
        "UWLR_VAR=x uwlr koppeling add --klantnaam X --klantcode Y --school 99XX --gegevensset all",
    ],
)
def test_a_command_that_does_not_exist_is_seen(line: str) -> None:
    words = as_uwlr(line)
    assert words is not None
    with pytest.raises(click.UsageError):
        check(words, whole=True)


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_its_links_lead_somewhere(path: Path) -> None:
    document = doctree(path)
    targets = [node["refuri"] for node in document.findall(nodes.reference) if "refuri" in node]
    targets += [node["uri"] for node in document.findall(nodes.image)]
    local = {target for target in targets if not re.match(r"[a-z]+:", target)}
    assert {target for target in local if not (path.parent / target).exists()} == set()


def test_every_setting_is_documented_and_no_other() -> None:
    source = ast.parse(Path(config.__file__).read_text(encoding="utf-8"))
    texts = (node.value for node in ast.walk(source) if isinstance(node, ast.Constant))
    read = {text for text in texts if isinstance(text, str) and SETTING.fullmatch(text)}
    known = read | {SLEUTEL, TWEEDE_SLEUTEL, *geheimbestanden.NAMES}
    assert set(SETTING.findall(text_of("operate.rst"))) == known
    for path in DOCUMENTS:
        assert set(SETTING.findall(path.read_text(encoding="utf-8"))) <= known


def test_every_faultcode_has_advice() -> None:
    kinds = (kind for kind in vars(fouten).values() if isinstance(kind, type))
    codes = {kind.faultcode for kind in kinds if issubclass(kind, fouten.BerichtFout)}
    table = text_of("connect-a-partner.rst").partition("Fouten\n~~~")[2]
    assert {code for code in codes - {"Client"} if f"* - ``{code}``" not in table} == set()


def test_every_tolerance_is_explained() -> None:
    for tolerantie in Tolerantie:
        assert f"\n{tolerantie}  " in text_of("connect-a-partner.rst")


def test_every_dependency_has_its_reason() -> None:
    parsed = ConfigParser()
    parsed.read(ROOT / "setup.cfg")
    listed = [parsed["options"]["install_requires"], *parsed["options.extras_require"].values()]
    names = {re.split(r"[\[<>=;! ]", line, maxsplit=1)[0] for line in "\n".join(listed).splitlines() if line}
    assert {name for name in names if f"``{name}``" not in text_of("dependencies.rst")} == set()


def test_the_examples_are_valid() -> None:
    document = doctree(ROOT / "docs" / "connect-a-partner.rst")
    blocks = [block for block in document.findall(nodes.literal_block) if "xml" in block["classes"]]
    assert len(blocks) == 2
    for block in blocks:
        body = etree.fromstring(block.astext()).find(f"{{{SOAP}}}Body")
        assert findings.findings(schemas.LEERLINGGEGEVENS["2.2"], body[0]) == []


HOSTILE = "tests/corpus/vijandig/"
"""Paths in hostile inputs are made up, and name no file."""


def tracked() -> list[str]:
    """Every file of the checkout, relative to it."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.split("\0")


def is_tracked(mention: str, names: Collection[str]) -> bool:
    """Whether a mention is a file of the checkout, or the end of the path of one."""
    return any(name == mention or name.endswith(f"/{mention}") for name in names)


def test_no_text_mentions_a_file_that_is_not_there() -> None:
    names = tracked()
    missing = []
    for name in names:
        if name.startswith(HOSTILE):
            continue
        if name in {"Makefile", ".ci/run"} or Path(name).suffix in WRITTEN_HERE:
            mentions = MENTION.findall((ROOT / name).read_text(encoding="utf-8"))
            missing += [f"{name}: {mention}" for mention in mentions if not is_tracked(mention, names)]
    assert missing == []


@pytest.mark.parametrize("mention", ["plan" + ".md", "docs/absent" + ".rst", "domain/absent" + ".py"])
def test_a_mention_of_an_absent_file_is_seen(mention: str) -> None:
    assert MENTION.findall(f"as {mention} says") == [mention]
    assert not is_tracked(mention, tracked())
