"""The watched addresses of a proeftuin: who they open for, what they do on purpose, and what is kept."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree
from sqlalchemy import select

from tests.support.callers import get, post
from tests.support.fresh_databases import DATABASES, migrated
from tests.support.keur.uitgever.eigen import Eigenclient
from tests.support.keur.uitgever.proef import Proef, draaiboek
from tests.support.messages import results
from tests.support.messages.soap import PULL, Answer, envelope, header, verzoek
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from uwlr_service.cli import main
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG
from uwlr_service.conformiteit.rapport import NIETS_BEOORDEELD
from uwlr_service.conformiteit.suitebestand import SUITES
from uwlr_service.conformiteit.uitgever.draaiboek import Stap
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.proeftuin.waarneming import Ingreep
from uwlr_service.repository.schema.proeftuin import proeftuin_waarneming

pytestmark = pytest.mark.e2e
UITGEVER = "https://uwlr.example.nl"
"""The address of the service, as its signatures have it."""


@dataclass
class Opstelling:
    """A server with the proeftuinen of two products, and the key of a real school."""

    server: Server
    proef: Proef
    andere: Proef
    echt: str

    def vraag(
        self, sleutel: str, school: str, path: str, proef: Proef | None = None, **velden: str
    ) -> Answer:
        """Pull as a product, or as the publisher of the real school."""
        naam = "Uitgeverij & Zn." if proef is None else proef.klantnaam
        code = "U1" if proef is None else proef.klantcode
        brincode, _, dependancecode = school.partition("/")
        body = verzoek(brincode=brincode, dependancecode=dependancecode, **velden)
        return post(self.server.url, envelope(body, header(sleutel, code, naam.replace("&", "&amp;"))), path)

    def eigen(self, school: int = 2, **velden: str) -> Answer:
        """Pull as the client of the first product does it right."""
        proef = self.proef
        jaar = {"schooljaar": proef.proeftuin.schooljaar}
        code = str(proef.proeftuin.school(school))
        return self.vraag(proef.uitgifte.sleutel, code, proef.pad + PULL, proef, **(jaar | velden))


@pytest.fixture(scope="module", params=DATABASES)
def opstelling(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opstelling]:
    folder = tmp_path_factory.mktemp("proeftuin")
    with migrated(request, folder) as url, serving(url, folder, UWLR_THREADS="4") as server:
        server.invoer.store(schoolgegevens(SCHOOL))
        echt = server.link(
            klantnaam="Uitgeverij & Zn.", klantcode="U1", scholen=[SCHOOL], gegevensset=VOLLEDIG
        )
        proef = Proef.make(url, folder, "P1")
        andere = Proef.make(url, folder, "P2")
        yield Opstelling(server, proef, andere, echt.sleutel)
        proef.diensten.close()
        andere.diensten.close()


def stap_of(name: str) -> Stap:
    stap = draaiboek().stap(name)
    assert stap is not None
    return stap


def same(one: Answer, other: Answer) -> bool:
    return (one.status, one.headers.get("content-type"), one.sent) == (
        other.status,
        other.headers.get("content-type"),
        other.sent,
    )


def test_a_key_of_a_real_school_is_as_unknown_as_one_that_does_not_exist(opstelling: Opstelling) -> None:
    path = opstelling.proef.pad + PULL
    for school in (str(SCHOOL), str(opstelling.proef.proeftuin.school(2)), "00ZZ/00"):
        real = opstelling.vraag(opstelling.echt, school, path)
        unknown = opstelling.vraag("bestaat-niet", school, path)
        assert real.faultcode == "Client.AutorisatieOngeldig"
        assert same(real, unknown)
    assert opstelling.vraag(opstelling.echt, str(SCHOOL), PULL).kind == "leerlinggegevens"


def test_nor_does_it_bring_results_there(opstelling: Opstelling) -> None:
    body = results.verzoek()
    answers = [
        post(
            opstelling.server.url,
            envelope(body, header(sleutel, "U1", "Uitgeverij &amp; Zn.")),
            opstelling.proef.pad + results.BRENG,
        )
        for sleutel in (opstelling.echt, "bestaat-niet")
    ]
    assert answers[0].faultcode == "Client.AutorisatieOngeldig"
    assert same(*answers)


def test_a_key_of_the_proeftuin_opens_no_other_school(opstelling: Opstelling) -> None:
    proef = opstelling.proef
    sleutel = proef.uitgifte.sleutel
    assert opstelling.eigen().kind == "leerlinggegevens"
    other = str(opstelling.andere.proeftuin.school(2))
    for school in (str(SCHOOL), other):
        refused = opstelling.vraag(sleutel, school, proef.pad + PULL, proef)
        unknown = opstelling.vraag("bestaat-niet", school, proef.pad + PULL, proef)
        assert refused.faultcode == "Client.AutorisatieOngeldig"
        assert same(refused, unknown)
    assert opstelling.vraag(sleutel, str(SCHOOL), PULL, proef).faultcode == "Client.AutorisatieOngeldig"


def test_it_does_not_open_the_proeftuin_of_another_product(opstelling: Opstelling) -> None:
    proef = opstelling.proef
    path = opstelling.andere.pad + PULL
    jaar = {"schooljaar": str(proef.proeftuin.schooljaar)}
    for school in (proef.proeftuin.school(2), opstelling.andere.proeftuin.school(2)):
        answer = opstelling.vraag(proef.uitgifte.sleutel, str(school), path, proef, **jaar)
        assert answer.faultcode == "Client.AutorisatieOngeldig"


@pytest.mark.parametrize("path", ["/proeftuin/999", "/proeftuin/0", "/proeftuin/x", "/proeftuin/1.5"])
def test_a_proeftuin_that_is_not_there_is_no_service(opstelling: Opstelling, path: str) -> None:
    answer = opstelling.vraag(opstelling.echt, str(SCHOOL), path + PULL)
    assert (answer.status, answer.faultcode) == (404, "Client.OngeldigBericht")


def test_what_is_done_on_purpose_is_done_there_alone_and_once(opstelling: Opstelling) -> None:
    proef = opstelling.proef
    proef.at(stap_of("http-500"))
    school = str(proef.proeftuin.school(2))
    jaar = {"schooljaar": str(proef.proeftuin.schooljaar)}
    assert opstelling.vraag(opstelling.echt, str(SCHOOL), PULL).status == 200
    assert opstelling.vraag(proef.uitgifte.sleutel, school, PULL, proef, **jaar).status == 200
    # Neither a stranger nor a mistake uses it up.
    assert opstelling.vraag("bestaat-niet", school, proef.pad + PULL, proef).status == 500
    assert opstelling.eigen(xsdversie="2.9").faultcode == "Client.XsdVersieOngeldig"
    spoiled = opstelling.eigen()
    assert (spoiled.status, spoiled.headers["content-type"]) == (500, "text/html; charset=utf-8")
    assert opstelling.eigen().status == 200
    seen = proef.diensten.clientkeuring.waarnemingen(proef.proeftuin.id)
    assert [waarneming.sleutel is None for waarneming in seen] == [True, False, False, False]
    assert [waarneming.ingreep for waarneming in seen] == [None, None, Ingreep.HTTP_500, None]


def test_a_confirmation_that_is_lost_was_of_results_that_are_stored(opstelling: Opstelling) -> None:
    proef = opstelling.proef
    proef.at(stap_of("bevestiging-kwijt"))
    client = Eigenclient(opstelling.server.url, proef)
    client.doe("bevestiging-kwijt")
    first, again = proef.diensten.clientkeuring.waarnemingen(proef.proeftuin.id)
    assert (first.uitkomst, first.ingreep) == ("bevestigd", Ingreep.VERBROKEN)
    assert again.ingreep is None
    assert [each.key for each in first.resultaten] == [each.key for each in again.resultaten]


def test_the_wsdl_names_the_watched_addresses(opstelling: Opstelling) -> None:
    pad = opstelling.proef.pad
    for address in ("/uwlr/leerlinggegevens", "/uwlr/leerresultaten"):
        wsdl = get(opstelling.server.url, f"{pad}{address}?wsdl")
        assert wsdl.status == 200
        assert f'location="{opstelling.server.url}{pad}{address}"'.encode() in wsdl.sent
    schema = get(opstelling.server.url, f"{pad}/uwlr/schemas/2.2/UWLR_Leerlinggegevens_v2p2.xsd")
    assert schema.status in (200, 404)
    assert pad.encode() not in get(opstelling.server.url, "/uwlr/leerlinggegevens?wsdl").sent


def test_no_key_and_nothing_of_a_pupil_is_kept(opstelling: Opstelling) -> None:
    proef = opstelling.proef
    proef.at(stap_of("resultaten"))
    Eigenclient(opstelling.server.url, proef).doe("eerste-keer")
    Eigenclient(opstelling.server.url, proef).doe("resultaten")
    with proef.diensten._database.read() as connection:
        rows = connection.execute(select(proeftuin_waarneming)).all()
    kept = repr(rows)
    assert "leerresultaten" in kept
    for value in (proef.uitgifte.sleutel, opstelling.echt, proef.leerling, "'R7'"):
        assert value not in kept


def keur(opstelling: Opstelling, *args: str) -> Result:
    return uwlr(opstelling, "keur", "uitgever", "--proeftuin", str(opstelling.proef.proeftuin.id), *args)


def uwlr(opstelling: Opstelling, *args: str, base_url: str | None = UITGEVER) -> Result:
    settings = opstelling.server.settings
    env = {"UWLR_DATABASE_URL": settings.database_url, "UWLR_VAR": str(settings.var), "COLUMNS": "100"}
    return CliRunner().invoke(main, args, env={**env, "UWLR_BASE_URL": base_url})


def test_our_own_client_is_judged_good_step_by_step(opstelling: Opstelling, tmp_path: object) -> None:
    client = Eigenclient(opstelling.server.url, opstelling.proef)
    result = keur(opstelling, "--begin", "--json")
    while result.exit_code == GOOD and "stap" in (step := json.loads(result.stdout)):
        assert step["gezien"] == []
        client.doe(step["stap"])
        assert json.loads(keur(opstelling, "--json").stdout)["gezien"]
        result = keur(opstelling, "--verder", "--json")
    assert result.exit_code == GOOD, result.output
    rapport = json.loads(result.stdout)
    assert [geval for geval in rapport["gevallen"] if geval["stand"] != "goed"] == []
    assert rapport["volledig"] is True
    assert len(rapport["gevallen"]) == len(draaiboek().gronden)
    assert "De client doet wat hij moet" in keur(opstelling, "--rapport").output
    assert opstelling.proef.uitgifte.sleutel not in result.output


def test_steps_are_shown_and_passed_over(opstelling: Opstelling) -> None:
    shown = keur(opstelling, "--begin").output
    assert "Stap 1 van" in shown
    assert f"{opstelling.proef.proeftuin.brincode}/02" in shown
    assert f"{opstelling.proef.pad}{PULL}?wsdl" in shown
    assert "Nog niets gezien." in shown
    assert "Stap 2 van" in keur(opstelling, "--sla-over").output
    rapport = json.loads(keur(opstelling, "--rapport", "--json").stdout)
    assert (rapport["volledig"], rapport["vragen"]) == (False, 0)
    assert {geval["stand"] for geval in rapport["gevallen"]} == {"overgeslagen"}
    assert NIETS_BEOORDEELD in keur(opstelling, "--rapport").stderr
    keur(opstelling, "--begin")
    keur(opstelling, "--verder")
    assert keur(opstelling, "--rapport").exit_code == JUDGED_WRONG


def test_two_things_at_once_are_refused_and_nothing_is_done(opstelling: Opstelling) -> None:
    keur(opstelling, "--begin")
    for words in (("--begin", "--verder"), ("--verder", "--sla-over"), ("--stop", "--rapport")):
        refused = keur(opstelling, *words)
        assert (refused.exit_code, f"kies {words[0]} of {words[1]}" in refused.stderr) == (2, True)
    assert "Stap 1 van" in keur(opstelling).stderr


def test_a_step_in_which_nothing_was_seen_is_told(opstelling: Opstelling) -> None:
    keur(opstelling, "--begin")
    opstelling.vraag("bestaat-niet", str(opstelling.proef.proeftuin.school(2)), opstelling.proef.pad + PULL)
    told = keur(opstelling, "--verder", "--json")
    assert json.loads(told.stdout)["stap"] == "nog-eens"
    assert "In stap eerste-keer is niets van de client gezien" in told.stderr
    assert "1 vraag had een sleutel" in told.stderr
    assert "niets van de client" not in keur(opstelling, "--sla-over").stderr


def test_the_report_is_there_in_every_form_and_signed(opstelling: Opstelling, tmp_path: Path) -> None:
    names = ("rapport.json", "rapport.html", "rapport.xml")
    signed, page, junit = (tmp_path / name for name in names)
    files = ("--onderteken", str(signed), "--html", str(page), "--junit", str(junit))
    begun = keur(opstelling, "--begin", *files)
    assert "Er is nog geen rapport." in begun.stderr
    assert list(tmp_path.iterdir()) == []
    result = keur(opstelling, "--rapport", *files)
    assert (result.exit_code, f"ondertekend door {UITGEVER}" in result.stderr) == (JUDGED_WRONG, True)
    assert NIETS_BEOORDEELD in result.stderr
    assert f"Ja, door {UITGEVER}." in page.read_text()
    assert NIETS_BEOORDEELD in page.read_text()
    assert etree.parse(junit).getroot().tag == "testsuites"
    jwks = tmp_path / "jwks.json"
    jwks.write_bytes(get(opstelling.server.url, "/.well-known/keurmerk-jwks.json").sent)
    proven = uwlr(opstelling, "keur", "verify", str(signed), "--jwks", str(jwks), "--json")
    assert proven.exit_code == GOOD, proven.stderr
    said = json.loads(proven.stdout)
    assert (said["uitgever"], said["suite"], said["goed"]) == (UITGEVER, "uitgever", False)
    assert said["product"] == opstelling.proef.proeftuin.product
    for file in (signed, page, junit):
        assert opstelling.proef.uitgifte.sleutel not in file.read_text()


def test_a_signed_report_for_programs_is_proven_too(opstelling: Opstelling, tmp_path: Path) -> None:
    keur(opstelling, "--begin")
    file = tmp_path / "rapport.json"
    result = keur(opstelling, "--rapport", "--json", "--onderteken", str(file))
    assert json.loads(result.stdout) == json.loads(file.read_text())
    assert json.loads(keur(opstelling, "--rapport", "--json").stdout)["ondertekend"] is False


def test_a_client_is_judged_by_ones_own_script(opstelling: Opstelling, tmp_path: Path) -> None:
    shutil.copytree(SUITES / "uitgever", tmp_path, dirs_exist_ok=True)
    own = ("--suite", str(tmp_path))
    assert "De naam 'uitgever' hebben wij zelf." in keur(opstelling, "--begin", *own).stderr
    keur(opstelling, "--begin")
    keur(opstelling, "--stop")  # a proeftuin has one judging at a time
    head = tmp_path / "suite.toml"
    head.write_text(head.read_text().replace('naam = "uitgever"', 'naam = "eigen"'))
    begun = keur(opstelling, "--begin", *own).output
    # The path is broken over lines.
    assert "--verder" in begun
    assert f"keur uitgever --proeftuin {opstelling.proef.proeftuin.id} --suite" in " ".join(begun.split())
    assert "andere gevallen" in keur(opstelling, "--rapport").stderr
    assert json.loads(keur(opstelling, "--rapport", "--json", *own).stdout)["suite"] == "eigen"
    signed = keur(opstelling, "--rapport", "--onderteken", str(tmp_path / "rapport.json"), *own)
    assert (signed.exit_code, "wordt niet ondertekend" in signed.stderr) == (JUDGED_WRONG, True)
    assert keur(opstelling, "--stop", *own).exit_code == JUDGED_WRONG  # nothing was seen


def test_without_an_address_nothing_is_signed_or_written(opstelling: Opstelling, tmp_path: Path) -> None:
    keur(opstelling, "--begin")
    file = tmp_path / "rapport.json"
    asked = ("--proeftuin", str(opstelling.proef.proeftuin.id), "--rapport", "--onderteken", str(file))
    refused = uwlr(opstelling, "keur", "uitgever", *asked, base_url=None)
    assert (refused.exit_code, "UWLR_BASE_URL" in refused.stderr) == (JUDGED_WRONG, True)
    assert not file.exists()
