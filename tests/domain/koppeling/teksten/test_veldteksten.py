"""What a school reads about fields and sets: all of it is there, in plain Dutch and in English."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict

import pytest

from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import velden_of_set
from uwlr_service.domain.koppeling.gegevensafspraak import ALLE_SETS
from uwlr_service.domain.koppeling.gegevenssets import Veldregel
from uwlr_service.domain.koppeling.gkvinhoud import SET_OF
from uwlr_service.domain.koppeling.teksten import (
    SETVOLGORDE,
    Merk,
    Tekst,
    is_bijzonder,
    set_of,
    teksten,
)
from uwlr_service.domain.koppeling.teksten.veldteksten import FOLDER, SHARED
from uwlr_service.domain.taal import Taal

REGELS: dict[str, list[Veldregel]] = {}
for gegevensset in ALLE_SETS.values():
    for veld_in_set, regel_in_set in gegevensset.velden.items():
        REGELS.setdefault(veld_in_set, []).append(regel_in_set)
VELDEN = tuple(REGELS)
TALEN = tuple(Taal)
MOST_WORDS = 20
SENTENCE_END = re.compile(r"[.?!:]+(?=\s|$)")
ENGLISH = frozenset(
    """
    the and with which who whom when why whether where from this these those by has have are been does did
    only what your their they it its there something nothing company child pupil pupils teacher teachers
    parent parents address number needed ask
    """.split()
)
DUTCH = frozenset(
    """
    de het een van niet wel voor wat wie waar welke uw hun zij dit dat deze en bedrijf leerling
    leerlingen ouder ouders groep naam nodig
    """.split()
)
IN_NAMES = frozenset({"de", "het", "van", "voor"})
"""Dutch words in the names of people and schools that are made up."""
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
PHONE = re.compile(r"\b0[0-9]{1,2}-[0-9]+\b")
BRIN = re.compile(r"\b[0-9]{2}[A-Z]{2}\b")
MAIL = re.compile(r"\S+@(\S+)")
URL = re.compile(r"https?://([^/\s]+)")


def all_texts(taal: Taal) -> Iterator[tuple[str, Tekst]]:
    """Every text of a language, with what it is about."""
    texts = teksten(taal)
    yield from texts.sets.items()
    yield from texts.velden.items()


def sentences(taal: Taal) -> Iterator[tuple[str, str]]:
    """Every sentence that people read, with what it is about."""
    for about, text in all_texts(taal):
        for part in (text.naam, text.wat, text.voorbeeld, text.let_op, text.zonder):
            for sentence in SENTENCE_END.split(part):
                yield about, sentence.strip()


def test_the_national_sets_and_ours_are_all_here() -> None:
    assert len(VELDEN) > 240


@pytest.mark.parametrize("taal", TALEN)
def test_every_field_of_every_set_has_a_text_with_an_example(taal: Taal) -> None:
    texts = teksten(taal)
    for veld in VELDEN:
        text = texts.of_veld(veld)
        assert all((text.naam, text.wat, text.voorbeeld)), veld


@pytest.mark.parametrize("taal", TALEN)
def test_every_field_lies_in_a_set_that_has_a_text(taal: Taal) -> None:
    for veld in VELDEN:
        text = teksten(taal).of_set(set_of(veld))
        assert all((text.naam, text.wat, text.voorbeeld)), veld


@pytest.mark.parametrize("taal", TALEN)
def test_every_element_has_a_name_for_people(taal: Taal) -> None:
    elements = {veld.partition("/")[0] for veld in VELDEN} - {"set"}
    assert set(teksten(taal).elementen) == elements


def test_the_set_of_a_kind_of_object_is_the_file_that_it_goes_in() -> None:
    for entiteit, naam in SET_OF.items():
        assert set_of(f"{entiteit}/key") == naam


def test_no_text_is_about_a_field_that_no_set_has() -> None:
    for veld in teksten().velden:
        element, _, naam = veld.partition("/")
        if element == "*":
            meant = [known for known in VELDEN if known.partition("/")[2] == naam]
            assert any(known not in teksten().velden for known in meant), veld
        else:
            assert veld in REGELS, veld


@pytest.mark.parametrize("taal", TALEN)
def test_whatever_is_off_by_default_has_a_warning(taal: Taal) -> None:
    for veld, regels in REGELS.items():
        if not all(regel.aan for regel in regels):
            assert teksten(taal).of_veld(veld).let_op, veld


@pytest.mark.parametrize("taal", TALEN)
def test_whatever_is_special_has_a_warning(taal: Taal) -> None:
    for veld in VELDEN:
        if is_bijzonder(veld):
            assert teksten(taal).of_veld(veld).let_op, veld


def test_a_warning_and_a_mark_go_together_in_both_languages() -> None:
    for taal in TALEN:
        for about, text in all_texts(taal):
            assert bool(text.let_op) == (text.merk is not Merk.GEEN), about
    dutch = {about: text.merk for about, text in all_texts(Taal.NL)}
    english = {about: text.merk for about, text in all_texts(Taal.EN)}
    assert dutch == english


def test_english_says_whatever_dutch_says() -> None:
    english = dict(all_texts(Taal.EN))
    for about, text in all_texts(Taal.NL):
        filled = {part for part, words in asdict(text).items() if words}
        assert {part for part, words in asdict(english[about]).items() if words} == filled, about


@pytest.mark.parametrize("taal", TALEN)
def test_no_sentence_has_more_than_twenty_words(taal: Taal) -> None:
    for about, sentence in sentences(taal):
        assert len(sentence.split()) <= MOST_WORDS, (about, sentence)


@pytest.mark.parametrize(("taal", "foreign"), [(Taal.NL, ENGLISH), (Taal.EN, DUTCH)])
def test_each_language_holds_no_words_of_the_other(taal: Taal, foreign: frozenset[str]) -> None:
    for about, text in all_texts(taal):
        for part in (text.naam, text.wat, text.let_op, text.zonder):
            assert foreign.isdisjoint(WORD.findall(part.lower())), (about, part)
        assert foreign.isdisjoint(set(WORD.findall(text.voorbeeld.lower())) - IN_NAMES), about


@pytest.mark.parametrize("taal", TALEN)
@pytest.mark.parametrize("gegevensset", sorted({naam for naam, _ in ALLE_SETS}))
def test_no_two_fields_of_a_set_have_one_title(taal: Taal, gegevensset: str) -> None:
    often = Counter(teksten(taal).titel(veld) for veld in velden_of_set(gegevensset))
    assert [titel for titel, count in often.items() if count > 1] == []


def test_a_title_names_the_element_only_where_that_helps() -> None:
    texts = teksten()
    assert texts.titel("leerling/roepnaam") == "Roepnaam"
    assert texts.titel("leerkracht/voorletters-1") == "Voorletters (leerkrachten)"
    assert texts.titel("set/absenties") == "Afwezigheid"


@pytest.mark.parametrize("taal", TALEN)
def test_every_sentence_is_finished(taal: Taal) -> None:
    for about, text in all_texts(taal):
        assert not text.naam.endswith("."), about
        for part in filter(None, (text.wat, text.let_op, text.zonder)):
            assert part[-1] in ".?", (about, part)
            assert part == " ".join(part.split()), (about, part)


@pytest.mark.parametrize("taal", TALEN)
def test_no_example_is_of_somebody_who_exists(taal: Taal) -> None:
    for about, text in all_texts(taal):
        example = text.voorbeeld
        # Numbers that nobody has, schools that there are not, and domains that are kept for examples.
        assert all(phone.startswith(("06-000000", "088-000")) for phone in PHONE.findall(example)), about
        assert all(brin.startswith(("99", "98")) for brin in BRIN.findall(example)), about
        assert all(host.endswith(".example") for host in MAIL.findall(example)), about
        hosts = URL.findall(example)
        assert all(host.endswith(".example") or host == "ketenid.nl" for host in hosts), about
        digits = [len(run) for run in re.findall("[0-9]+", PHONE.sub("", example))]
        assert max(digits, default=0) <= len("201703"), about


def test_the_words_of_the_page_are_there_as_they_were_written() -> None:
    text = teksten().of_veld("absentie/absentiereden")
    assert text.naam == "Reden van afwezigheid"
    assert text.wat == "Waarom de leerling er niet was."
    assert text.voorbeeld == "ziek"
    assert text.let_op == '"Ziek" zegt iets over gezondheid. Kan het zonder reden?'
    assert text.merk is Merk.EXTRA_BESCHERMD


def test_a_field_without_a_text_of_its_own_has_a_shared_one() -> None:
    texts = teksten()
    assert texts.of_veld("verzorger/mutatiedatum") is texts.of_veld("groep/mutatiedatum")
    assert texts.of_veld("set/absenties") is texts.of_set("absenties")
    with pytest.raises(KeyError):
        texts.of_veld("leerling/bsn")


def test_the_version_is_of_the_texts_in_one_language() -> None:
    assert teksten(Taal.NL).versie != teksten(Taal.EN).versie
    assert re.fullmatch("[0-9a-f]{64}", teksten(Taal.NL).versie)
    assert teksten(Taal.NL) is teksten(Taal.NL)


def test_nobody_can_change_the_texts() -> None:
    with pytest.raises(TypeError):
        teksten().velden["leerling/key"] = teksten().sets["basis"]  # type: ignore[index]


def test_each_file_is_of_a_set_or_holds_what_they_share() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {*SETVOLGORDE, SHARED}
