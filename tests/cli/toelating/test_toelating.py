"""``uwlr toelating``: a product goes on from the sandbox to its end."""

from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.partners.products import add_product
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.repository.database import Database

STORY = (
    (("qualify", "--reden", "De proef ging goed."), "kwalificatie"),
    (
        ("agree", "--overeenkomst", "VO-12", "--datum", "2026-03-14", "--zonder-rapport", "Alleen inloggen."),
        "overeenkomst",
    ),
    (("activate",), "actief"),
    (("suspend", "--reden", "Een lek."), "opgeschort"),
    (("resume", "--reden", "Het is dicht."), "actief"),
    (("suspend", "--reden", "Nog een lek."), "opgeschort"),
    (("end", "--reden", "Het bedrijf stopt."), "beeindigd"),
)


def test_a_product_goes_on_to_its_end(uwlr: Uwlr, cli_database: Database) -> None:
    number = str(add_product(cli_database, "LL1").id)
    for (verb, *options), stand in STORY:
        uwlr.good("toelating", verb, number, *options, "--namens", "Eva")
        assert uwlr.json("toelating", "show", number)["stand"] == stand
    toelating = uwlr.json("toelating", "show", number)
    assert (toelating["overeenkomst"], toelating["ondertekend"]) == ("VO-12", "2026-03-14")
    assert len(toelating["stappen"]) == len(STORY)
    shown = uwlr.good("toelating", "show", number).stdout
    assert "De proef ging goed." in shown
    assert "Eva" in shown


def test_a_step_that_cannot_be_taken_is_refused(uwlr: Uwlr, cli_database: Database) -> None:
    number = str(add_product(cli_database, "LL1").id)
    assert "kan nu niet" in uwlr.refused("toelating", "activate", number)
    there = "De producten die er zijn: uwlr koppelpartner list."
    for words in (("show", "404"), ("activate", "404"), ("suspend", "404", "--reden", "Een lek.")):
        assert uwlr.refused("toelating", *words) == f"Er is geen product 404. {there}"
    for verb in ("suspend", "resume"):
        partner = uwlr.refused("koppelpartner", verb, "404", "--reden", "Een lek.")
        assert partner.startswith("Er is geen koppelpartner 404. De koppelpartners die er zijn")
    assert "Er is geen koppelpartner 404." in uwlr.refused("koppelpartner", "show", "404")


def test_a_step_too_early_names_the_one_that_comes_first(uwlr: Uwlr, cli_database: Database) -> None:
    number = str(add_product(cli_database, "LL1").id)
    early = uwlr.refused("toelating", "agree", number, "--overeenkomst", "VO-12", "--datum", "2026-03-14")
    assert "de stand is nu proeftuin (sandbox). Nu kan: kwalificeren, beëindigen." in early
    assert "uwlr toelating qualify" in early


def test_an_agreement_rests_on_a_report_of_this_service(
    uwlr: Uwlr, cli_database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("UWLR_BASE_URL", "https://uwlr.example.nl")
    number = str(add_product(cli_database, "LL1", Toelatingstand.KWALIFICATIE).id)
    agree = ("toelating", "agree", number, "--overeenkomst", "VO-12", "--datum", "2026-03-14")
    assert "geen goed keurrapport" in uwlr.refused(*agree)
    file = tmp_path / "rapport.json"
    file.write_text("{}")
    assert "rapport.json: Dit rapport is niet ondertekend" in uwlr.refused(
        "toelating", "rapport", number, file
    )
    uwlr.good("proeftuin", "make", number)
    (proeftuin,) = uwlr.json("proeftuin", "list")
    keur = ("keur", "uitgever", "--proeftuin", str(proeftuin["proeftuin"]))
    uwlr.good(*keur, "--begin")
    assert uwlr(*keur, "--rapport", "--onderteken", file).exit_code == 1  # nothing was seen yet
    told = uwlr.good("toelating", "rapport", number, file).stderr
    assert "Keurrapport uitgever, versie" in told
    assert "niet alles wat moet is goed, en 7 gevallen die moeten zijn overgeslagen" in told
    (kept,) = uwlr.json("toelating", "show", number)["rapporten"]
    assert (kept["suite"], kept["goed"], kept["overgeslagen"]) == ("uitgever", False, 7)
    assert "Keurrapport uitgever" in uwlr.good("toelating", "show", number).stderr
    assert "geen goed keurrapport" in uwlr.refused(*agree)  # nothing was looked at
    uwlr.good(*agree, "--zonder-rapport", "De client brengt geen resultaten.")
    (stap,) = uwlr.json("toelating", "show", number)["stappen"]
    assert stap["reden"].endswith("zonder keurrapport: De client brengt geen resultaten.")


def test_a_company_without_what_could_be_stopped(uwlr: Uwlr, cli_database: Database) -> None:
    add_product(cli_database, "LL1")
    partner = ("koppelpartner", "suspend", "1", "--reden", "Een lek.")
    assert "geen product van dit bedrijf is actief" in uwlr.refused(*partner)
