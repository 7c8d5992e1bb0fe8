"""What a school does by itself: it answers a parent, lets a teacher read results, helps who lost a phone."""

import pytest

from tests.support.verhalen import begin
from tests.support.verhalen.leerlingen import SCHOOL
from tests.support.verhalen.mens import LINK, Mens
from tests.support.verhalen.oproep import Programma
from tests.support.verhalen.toneel import Toneel


@pytest.fixture(scope="module")
def uitgeverij(toneel: Toneel) -> Programma:
    """A school that was imported, and the program of a publisher that fetches from it."""
    return begin.uitgeverij(toneel)


def test_a_school_answers_a_parent(toneel: Toneel, uitgeverij: Programma) -> None:
    assert uitgeverij.fetch(SCHOOL).faultcode is None
    saar = begin.beheerder(toneel, "Saar den Draaier", "saar@school.example").bezoeker
    saar.follow("Inzage")
    saar.fill("Naam of leerlingsleutel", "Wiarda")
    saar.press("Zoeken")
    saar.picture("inzage-zoeken")
    saar.follow("Verzoek van Femke Wiarda vastleggen")
    saar.fill("Wie vraagt het?", "Mevrouw Wiarda, moeder")
    saar.fill("Hoe weet u wie dit is?", "Bekend op school")
    saar.press("Vastleggen")
    saar.reads("Verzoek 1 is vastgelegd.", "Antwoord uiterlijk op")
    saar.picture("inzage-verzoek")
    saar.follow("Overzicht bij verzoek 1")
    saar.title_is("Wie kreeg wat van Femke Wiarda?")
    saar.reads("Uitgeverij", "Roepnaam Femke", "Achternaam Wiarda", "Hoe vaak opgehaald 1")
    saar.picture("inzage-overzicht")
    letter = saar.on_paper()
    assert "Wie kreeg wat van Femke Wiarda?" in letter
    assert "Afmelden" not in letter
    assert "Terug naar inzage" not in letter
    assert "Wiarda" in saar.save_file("Als bestand (JSON)")
    saar.follow("Terug naar inzage")
    saar.press("Verzoek 1 is beantwoord")
    saar.reads("Beantwoord")
    saar.follow("Logboek")
    saar.reads("Saar den Draaier")
    saar.reads_nothing_of("Wiarda")
    saar.picture("logboek")


def test_a_teacher_looks_at_results(toneel: Toneel, uitgeverij: Programma) -> None:
    begin.results(uitgeverij)
    saar = begin.beheerder(toneel, "Saar Smit", "smit@school.example").bezoeker
    saar.follow("Gebruikers")
    saar.follow("Iemand uitnodigen")
    jet = Mens(toneel.enter(), "Jet Bos", "jet@school.example")
    saar.fill("Naam", jet.naam)
    saar.fill("E-mailadres", jet.mail)
    saar.choose("Rol", "Lezer: ziet groepen en resultaten")
    saar.tick("8A")
    saar.picture("gebruikers-uitnodigen")
    saar.press("Uitnodigen")
    jet.accept(saar.copy(LINK))
    reader = jet.bezoeker
    reader.reads_nothing_of("Koppelingen", "Inzage")
    reader.follow("Resultaten")
    reader.reads_nothing_of("7A")
    reader.picture("resultaten-groepen")
    reader.follow("8A")
    reader.reads("Noortje Vrolijk", "Xander Okkerse", "voldoende", "onvoldoende")
    reader.picture("resultaten-groep")
    reader.follow("Blok 2")
    reader.reads("Noortje Vrolijk", "onvoldoende")
    reader.reads_nothing_of("Okkerse")
    reader.fill("Vanaf", "03-11-2026")
    reader.press("Tonen")
    reader.reads("Er zijn geen resultaten die hieraan voldoen.")
    reader.follow("Terug naar alle groepen")
    reader.follow("8A")
    rows = reader.save_file("Als rekenblad (CSV)").splitlines()
    assert len(rows) == len(("title", "uitslag-2", "uitslag-3", "uitslag-4"))
    reader.follow("Noortje Vrolijk")
    reader.title_is("Resultaten van Noortje Vrolijk")
    reader.picture("resultaten-leerling")


@pytest.mark.usefixtures("uitgeverij")
def test_a_lost_phone(toneel: Toneel) -> None:
    kim = begin.beheerder(toneel, "Kim de Wit", "kim@school.example").bezoeker
    pien = begin.beheerder(toneel, "Pien Mol", "pien@school.example")
    lost = pien.sleutel
    on_paper, *others = pien.herstelcodes
    pien.bezoeker.press("Afmelden")

    pien.sign_in(on_paper)
    pien.bezoeker.follow("Mijn account")
    pien.bezoeker.reads("U hebt nog 9 herstelcodes.")
    pien.bezoeker.picture("account")
    pien.bezoeker.press("Afmelden")
    pien.try_to_sign_in(on_paper)
    pien.bezoeker.title_is("Tweede stap")
    pien.bezoeker.follow("Telefoon of codes kwijt?")
    pien.bezoeker.reads("Vraag een nieuwe uitnodiging.", "een andere beheerder van uw school")
    pien.bezoeker.picture("herstel")

    kim.follow("Gebruikers")
    kim.picture("gebruikers")
    kim.follow("Nieuwe tweede stap Pien Mol")
    kim.fill("Waarom is dit nodig?", "De telefoon van Pien is kwijt.")
    kim.picture("nieuwe-tweede-stap")
    kim.press("Link maken")
    pien.accept(kim.copy(LINK))
    assert pien.sleutel != lost
    pien.bezoeker.press("Afmelden")
    pien.try_to_sign_in(others[0])
    pien.bezoeker.title_is("Tweede stap")
    pien.sign_in()
    pien.bezoeker.reads("Wachten op uw besluit")
    pien.bezoeker.follow("Lezen")
    pien.bezoeker.reads("Pien Mol")
    pien.bezoeker.picture("berichten")
