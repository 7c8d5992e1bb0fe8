"""``uwlr keur gkv-las`` against our own service: it does all of it, and the report gives nothing away."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from tests.support.callers import get
from tests.support.fresh_databases import DATABASES, migrated
from tests.support.gkv.links import Link
from tests.support.schools.builders import ANDERE_SCHOOL, JAAR, SCHOOL, schoolgegevens
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from uwlr_service.cli import main
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG, UNREACHABLE, USAGE
from uwlr_service.conformiteit.gkv.uitvoeren import DROP_IN_DICHT, GEEN_TOKEN
from uwlr_service.conformiteit.suitebestand import SUITES, read_suite
from uwlr_service.conformiteit.verkeer import MOST_CALLS
from uwlr_service.domain import tijd
from uwlr_service.formats.gkv import handtekening

pytestmark = pytest.mark.e2e
LEVERANCIER = "Identity & Access"
SIGNED = ("--product", "1", "--onderteken", "rapport.json")
LATER = ("--url", "http://localhost:1", "--koppeling", "1", "--key-file", "pyproject.toml")
PAKKETGROEPEN = ("pakket", "inhoud", "keten")


class Partner:
    """A partner with a link at a real server, which made a chain of deliveries; and a supplier."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.link = Link(server, folder)
        self.link.make()
        self.link.change("Noor")
        self.link.make()
        moment = tijd.now() + timedelta(days=5)
        for _ in range(2):
            # Twice the same state: what the full one holds is known.
            self.link.leveringen.make(self.link.koppeling, SCHOOL, moment=moment, volledig=True)
        self.sleutel = server.link(
            klantnaam=LEVERANCIER, klantcode="IAM", scholen=[SCHOOL], gegevensset="gkv-basis", generiek=True
        ).sleutel

    @property
    def pull(self) -> list[str]:
        """The options for the pull API."""
        options = self.link.options()
        at = options.index("--kopie")
        return [*options[:at], *options[at + 2 :], "--andere-school", str(ANDERE_SCHOOL)]

    @property
    def drop_in(self) -> list[str]:
        """The options for the drop-in service."""
        return [
            *("--drop-in", f"{self.server.url}/gkv/GeneriekeService"),
            *("--leveranciernaam", LEVERANCIER, "--school", str(SCHOOL), "--schooljaar", JAAR),
        ]

    def packages(self) -> list[str]:
        """The options for packages that were collected before, with the keys of their sender."""
        folder, keys = self.folder / "pakketten", self.folder / "sleutels.json"
        folder.mkdir(exist_ok=True)
        with self.link.client() as client:
            keys.write_text(json.dumps({"keys": client.jwks()}), encoding="utf-8")
            for aanbod in client.leveringen(SCHOOL, 0):
                client.download(aanbod, folder / f"{aanbod.volgnummer}.zip")
        return ["--pakket", str(folder), "--jwks", str(keys)]

    def judge(self, *args: str, **environ: str) -> Result:
        """What ``uwlr keur gkv-las`` says."""
        environ = {"UWLR_SLEUTEL": self.sleutel, "COLUMNS": "80"} | environ
        return CliRunner().invoke(main, ["keur", "gkv-las", *args], env=environ)


@pytest.fixture(scope="module", params=DATABASES)
def partner(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Partner]:
    """A partner of a server on each kind of database."""
    folder = tmp_path_factory.mktemp("keur")
    with migrated(request, folder) as url, serving(url, folder, UWLR_GENERIEK_PER_MINUTE="600") as server:
        for school in (SCHOOL, ANDERE_SCHOOL):
            server.invoer.store(schoolgegevens(school))
        yield Partner(server, folder)


def not_good(rapport: dict[str, object]) -> list[tuple[object, ...]]:
    gevallen = rapport["gevallen"]
    assert isinstance(gevallen, list)
    return [
        (geval["id"], geval["stand"], geval["bevindingen"]) for geval in gevallen if geval["stand"] != "goed"
    ]


def test_our_own_service_does_everything(partner: Partner, tmp_path: Path) -> None:
    junit = tmp_path / "rapport.xml"
    result = partner.judge(*partner.pull, *partner.drop_in, "--bevestigen", "--json", "--junit", str(junit))
    rapport = json.loads(result.stdout)
    assert not_good(rapport) == [], not_good(rapport)
    assert result.exit_code == GOOD
    gevallen = [geval.id for groep in read_suite(SUITES / "gkv-las").groepen for geval in groep.gevallen]
    assert [geval["id"] for geval in rapport["gevallen"]] == gevallen
    assert rapport["vragen"] <= MOST_CALLS
    root = etree.parse(junit).getroot()
    assert root.xpath("count(//testcase)") == len(gevallen)
    assert root.xpath("count(//failure | //skipped)") == 0


def test_packages_in_a_folder_are_judged_without_asking_anybody(partner: Partner) -> None:
    result = partner.judge(*partner.packages(), "--json")
    rapport = json.loads(result.stdout)
    assert not_good(rapport) == [], not_good(rapport)
    assert rapport["vragen"] == 0
    assert {geval["groep"] for geval in rapport["gevallen"]} == set(PAKKETGROEPEN)


def test_a_report_holds_no_key_and_nothing_of_people(partner: Partner) -> None:
    said = partner.judge(*partner.pull, *partner.drop_in, "--json").stdout
    leerlingen = schoolgegevens().leerlingen
    private = [str(leerling.achternaam) for leerling in leerlingen] + [
        leerling.key for leerling in leerlingen
    ]
    for value in private:
        assert f">{value}<" not in said
        assert f'"{value}"' not in said
    for secret in (partner.sleutel, str(partner.link.key["d"]), "eyJ"):
        assert secret not in said


def test_nothing_is_changed_without_leave(partner: Partner) -> None:
    rapport = json.loads(partner.judge(*partner.pull, "--json", "--groep", "bevestigen").stdout)
    assert rapport["gevallen"] == []


def test_a_changed_byte_is_a_deviation(partner: Partner, tmp_path: Path) -> None:
    options = partner.packages()
    content = bytearray((partner.folder / "pakketten" / "1.zip").read_bytes())
    content[40] ^= 1
    changed = tmp_path / "1.zip"
    changed.write_bytes(content)
    result = partner.judge("--pakket", str(changed), *options[2:], "--groep", "pakket")
    assert result.exit_code == JUDGED_WRONG
    assert "pakket-zegel" in result.output
    assert "Controleren voor u verwerkt" in result.output


def test_a_key_that_is_not_known_gives_no_token(partner: Partner, tmp_path: Path) -> None:
    key = tmp_path / "sleutel.json"
    key.write_text(json.dumps(handtekening.new_key()), encoding="utf-8")
    options = partner.pull
    options[options.index("--key-file") + 1] = str(key)
    result = partner.judge(*options, "--json")
    rapport = json.loads(result.stdout)
    standen = {geval["id"]: geval["stand"] for geval in rapport["gevallen"]}
    assert standen["token-krijgen"] == "afwijking"
    assert standen["toegang-pakket-zonder-token"] == "overgeslagen"
    assert rapport["voorbehoud"] == str(GEEN_TOKEN)
    assert result.exit_code == JUDGED_WRONG


def test_a_key_that_opens_no_drop_in_is_told_once(partner: Partner) -> None:
    result = partner.judge(*partner.drop_in, "--json", UWLR_SLEUTEL="geen-sleutel-van-hier")
    rapport = json.loads(result.stdout)
    assert (result.exit_code, rapport["voorbehoud"]) == (JUDGED_WRONG, str(DROP_IN_DICHT))
    assert rapport["tellingen"]["afwijking"] == 0
    assert rapport["vragen"] < 5


def test_on_the_machine_of_the_service_the_report_is_signed(partner: Partner, tmp_path: Path) -> None:
    settings = partner.server.settings
    address = "https://uwlr.example.nl"
    environ = {"UWLR_DATABASE_URL": settings.database_url, "UWLR_VAR": str(settings.var)}
    file, jwks = tmp_path / "rapport.json", tmp_path / "jwks.json"
    signed = ("--product", "1", "--onderteken", str(file))
    refused = partner.judge(*partner.drop_in, *signed, **environ)
    assert "UWLR_BASE_URL" in refused.stderr
    unknown = partner.judge(
        *partner.drop_in, *signed[2:], "--product", "99", **environ, UWLR_BASE_URL=address
    )
    assert "Er is geen product 99." in unknown.stderr
    assert "goed" not in refused.output + unknown.output  # nobody was asked anything
    assert not file.exists()
    result = partner.judge(*partner.drop_in, *signed, **environ, UWLR_BASE_URL=address)
    assert (result.exit_code, f"ondertekend door {address}" in result.stderr) == (GOOD, True), result.output
    jwks.write_bytes(get(partner.server.url, "/.well-known/keurmerk-jwks.json").sent)
    proven = CliRunner().invoke(main, ["keur", "verify", str(file), "--jwks", str(jwks), "--json"])
    said = json.loads(proven.stdout)
    assert (said["suite"], said["product"], said["goed"]) == ("gkv-las", 1, True)
    # It is about who delivers, and says nothing about the program of the product.
    taken = CliRunner().invoke(
        main, ["toelating", "rapport", "1", str(file)], env={**environ, "UWLR_BASE_URL": address}
    )
    assert "Gevallen gkv-las keuren niet" in taken.stderr
    assert partner.sleutel not in file.read_text()


def test_where_nothing_answers_it_ends_with_3(partner: Partner) -> None:
    options = partner.pull
    options[options.index("--url") + 1] = f"http://127.0.0.1:{free_port()}"
    result = partner.judge(*options)
    assert result.exit_code == UNREACHABLE
    assert "komt geen antwoord" in result.output


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "geef --url, --pakket of --drop-in"),
        (("--url", "http://localhost:1"), "bij --url horen --koppeling en --key-file"),
        (("--drop-in", "http://localhost:1"), "bij --drop-in horen --leveranciernaam en --school"),
        (("--pakket", "tests", "--groep", "weg"), "is geen groep van gevallen; kies uit token, toegang"),
        (("--pakket", "tests"), "in tests staat geen pakket"),
        ((*SIGNED, "--pakket", "tests"), "--onderteken kan niet bij --pakket"),
        ((*SIGNED, *LATER, "--groep", "dropin"), "--onderteken kan niet bij --groep"),
        ((*SIGNED[2:], *LATER), "--onderteken en --product horen bij elkaar"),
        ((*SIGNED[:2], *LATER), "--onderteken en --product horen bij elkaar"),
    ],
)
def test_what_cannot_be_is_refused(args: tuple[str, ...], told: str) -> None:
    result = CliRunner().invoke(main, ["keur", "gkv-las", *args], env={"COLUMNS": "200"})
    assert result.exit_code == USAGE
    assert told in " ".join(result.output.split())
