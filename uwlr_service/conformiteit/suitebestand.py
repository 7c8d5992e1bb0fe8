"""Reading a suite from its folder: ``suite.toml``, a file for each group, and messages in ``berichten/``."""

import enum
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from uwlr_service.conformiteit import vorm
from uwlr_service.conformiteit.bericht import NAME, MessageUnusable, changed, names_of
from uwlr_service.conformiteit.brengen import MARKED, brings, unmarked
from uwlr_service.conformiteit.geval import (
    Behoefte,
    Dienst,
    Geval,
    Gewicht,
    Groep,
    Inpakking,
    Stap,
    Suite,
    Toegang,
    Vraag,
)
from uwlr_service.conformiteit.lezer import Lezer, SuiteOngeldig, opened
from uwlr_service.conformiteit.soorten import KINDS
from uwlr_service.conformiteit.verwachtingen import Misdescribed, require_xpath

SUITES = vorm.SUITES
SUITE = "suite.toml"
GIVEN = frozenset(
    {
        *("sleutel", "klantcode", "klantnaam", "schooljaar", "versie", "brincode", "dependancecode"),
        *("andere_brincode", "andere_dependancecode", "onbekende_brincode", "onbekende_dependancecode"),
        *("tweede_sleutel", "tweede_klantcode", "tweede_klantnaam"),
        *("tweede_brincode", "tweede_dependancecode"),
        *("schoolkey", "andere_schoolkey", "onbekende_schoolkey", "tweede_schoolkey"),
        *("merk", "nu", "eerder", "straks", "vandaag", "volgend_jaar"),
    }
)
"""The names that every message may hold, as ``{{sleutel}}``; a step that remembers a value adds its own.

A suite for another party lists its own under ``waarden``.
"""
COMPARED = ("gelijk_aan_stap", "zelfde_fout_als_stap", "zelfde_als_stap", "deel_van_stap")
"""The kinds of expectation that name an earlier step."""
WITHOUT_MESSAGE = (Dienst.WSDL, Dienst.WSDL_RESULTATEN, Dienst.HTTP, Dienst.PAKKETTEN)


class Inhoud(enum.StrEnum):
    """What the groups of a folder hold."""

    GEVALLEN = "gevallen"
    """Cases whose steps the runner takes by itself."""
    DRAAIBOEK = "draaiboek"
    """Steps that somebody takes, and cases about what was seen (``uitgever/draaiboekbestand.py``)."""


def inhoud_of(folder: Path) -> Inhoud:
    """What a folder says that its groups hold. Raises SuiteOngeldig."""
    return opened("suite", folder / SUITE).choice("soort", Inhoud, Inhoud.GEVALLEN)


def read_kop(folder: Path, inhoud: Inhoud) -> Lezer:
    """The head of a folder whose groups hold this. Raises SuiteOngeldig."""
    kop = opened("suite", folder / SUITE)
    found = kop.choice("soort", Inhoud, Inhoud.GEVALLEN)
    if found is not inhoud:
        raise kop.wrong(f"'soort' is {found}; verwacht: {inhoud}")
    return kop


def read_suite(folder: Path) -> Suite:
    """A suite, with every case checked. Raises SuiteOngeldig, which names file, case and cause."""
    kop = read_kop(folder, Inhoud.GEVALLEN)
    known = frozenset(kop.texts("waarden")) or GIVEN
    berichten = {path.name: path.read_bytes() for path in sorted((folder / "berichten").glob("*.xml"))}
    suite = Suite(
        naam=kop.text("naam"),
        titel=kop.text("titel"),
        versie=kop.text("versie"),
        groepen=tuple(_groep(folder / file, berichten, known) for file in kop.texts("groepen")),
        berichten=berichten,
        toegangsvraag=kop.optional_text("toegangsvraag"),
    )
    kop.end()
    _check_toegangsvraag(kop, suite, known)
    _require_unique(suite)
    return suite


def _check_toegangsvraag(kop: Lezer, suite: Suite, known: frozenset[str]) -> None:
    """It goes out without leave, and before anything is remembered. Raises SuiteOngeldig."""
    name = suite.toegangsvraag
    if name is None:
        return
    if name not in suite.berichten:
        raise kop.wrong(f"toegangsvraag: berichten/{name} is er niet")
    template = suite.berichten[name]
    try:
        unknown = sorted(names_of(template) - known)
    except UnicodeDecodeError as error:
        raise kop.wrong(f"toegangsvraag: berichten/{name} is niet in UTF-8") from error
    if unknown:
        raise kop.wrong(f"toegangsvraag noemt {{{{{unknown[0]}}}}}, en dat is hier niet bekend")
    if brings(template):
        raise kop.wrong(f"toegangsvraag: berichten/{name} brengt resultaten")


def _require_unique(suite: Suite) -> None:
    seen: set[str] = set()
    for groep in suite.groepen:
        for geval in groep.gevallen:
            if geval.id in seen:
                raise SuiteOngeldig(f"Suite {suite.naam}: er zijn twee gevallen met id '{geval.id}'.")
            seen.add(geval.id)


def _groep(path: Path, berichten: Mapping[str, bytes], given: frozenset[str]) -> Groep:
    whole = opened("groep", path)
    known = set(given)
    nodig = frozenset(whole.choices("nodig", Behoefte))
    vooraf = _stappen(whole.tables("vooraf"), berichten, known, nodig)
    made = Groep(
        naam=path.stem,
        titel=whole.text("titel"),
        uitleg=whole.text("uitleg"),
        nodig=nodig,
        vooraf=vooraf,
        gevallen=tuple(_geval(reader, berichten, known) for reader in whole.tables("geval")),
    )
    whole.end()
    return made


def _stappen(
    readers: Iterator[Lezer],
    berichten: Mapping[str, bytes],
    known: set[str],
    nodig: Collection[Behoefte],
) -> tuple[Stap, ...]:
    """The steps of a case; what they remember becomes known."""
    stappen = []
    for reader in readers:
        stappen.append(_stap(reader, berichten, known, nodig))
        _check_earlier(reader, stappen)
        known |= set(stappen[-1].onthoud)
    return tuple(stappen)


def _geval(reader: Lezer, berichten: Mapping[str, bytes], known: set[str]) -> Geval:
    name = reader.text("id")
    reader = reader.named(name)
    nodig = frozenset(reader.choices("nodig", Behoefte))
    stappen = _stappen(reader.tables("stap"), berichten, set(known), nodig)
    made = Geval(
        id=name,
        titel=reader.text("titel"),
        gewicht=reader.choice("gewicht", Gewicht),
        clausule=reader.text("clausule"),
        herstel=reader.text("herstel"),
        nodig=nodig,
        niet_aangeboden=frozenset(reader.texts("niet_aangeboden")),
        niet_te_zien=reader.optional_text("niet_te_zien"),
        stappen=stappen,
    )
    reader.end()
    return made


def _stap(
    reader: Lezer, berichten: Mapping[str, bytes], known: set[str], nodig: Collection[Behoefte]
) -> Stap:
    vraag = _vraag(reader, known)
    usual = Dienst.LEERLINGGEGEVENS if vraag is None else Dienst.HTTP
    dienst = reader.choice("dienst", Dienst, usual)
    of_results = dienst in (Dienst.LEERRESULTATEN, Dienst.WSDL_RESULTATEN)
    if of_results and Behoefte.LEERRESULTATEN not in nodig:
        raise reader.wrong(f"dienst '{dienst}' heeft nodig = ['{Behoefte.LEERRESULTATEN}']")
    made = Stap(
        dienst=dienst,
        bericht=None if dienst in WITHOUT_MESSAGE else reader.text("bericht"),
        vraag=vraag,
        versie=reader.text("versie", "2.2"),
        zet=reader.table("zet"),
        weg=tuple(reader.texts("weg")),
        erna=reader.table("erna"),
        koppen=reader.table("koppen"),
        inpakking=next(reader.choices("inpakking", Inpakking), None),
        verwacht=reader.anything("verwacht"),
        onthoud=reader.table("onthoud"),
    )
    reader.end()
    _check_bericht(reader, made, berichten, known, nodig)
    _check_verwacht(reader, made, known)
    # A report shows some of the values that are given, and nothing that was remembered of an answer.
    for name in sorted(GIVEN & set(made.onthoud)):
        raise reader.wrong(
            f"'{name}' is al de naam van een waarde die er altijd is; onthoud onder een andere"
        )
    return made


def _vraag(reader: Lezer, known: set[str]) -> Vraag | None:
    """The call of HTTP that a step makes, if it makes one."""
    given = reader.anything("vraag")
    if not given:
        return None
    inner = reader.within("vraag", given)
    made = Vraag(
        methode=inner.text("methode", "GET"),
        pad=inner.text("pad"),
        toegang=inner.choice("toegang", Toegang, Toegang.GOED),
        formulier=inner.table("formulier"),
        tekst=inner.text("tekst", " ").strip(),
    )
    inner.end()
    texts = (made.pad, made.tekst, *made.formulier.values())
    unknown = sorted({name for text in texts for name in NAME.findall(text)} - known)
    if unknown:
        raise inner.wrong(f"er staat {{{{{unknown[0]}}}}}, en dat is hier niet bekend")
    return made


def _check_bericht(
    reader: Lezer,
    stap: Stap,
    berichten: Mapping[str, bytes],
    known: set[str],
    nodig: Collection[Behoefte],
) -> None:
    if stap.bericht is None:
        return
    if stap.bericht not in berichten:
        raise reader.wrong(f"berichten/{stap.bericht} is er niet")
    try:
        template = changed(berichten[stap.bericht], stap)
        unknown = sorted(names_of(template) - known)
    except MessageUnusable as error:
        raise reader.wrong(str(error)) from error
    except UnicodeDecodeError as error:
        raise reader.wrong(f"berichten/{stap.bericht} is niet in UTF-8") from error
    if unknown:
        raise reader.wrong(f"het bericht noemt {{{{{unknown[0]}}}}}, en dat is hier niet bekend")
    if brings(template):
        _check_brengen(reader, template, nodig)


def _check_brengen(reader: Lezer, template: bytes, nodig: Collection[Behoefte]) -> None:
    """A message with results goes out only with leave, and only with what is recognised afterwards."""
    if Behoefte.BRENGEN not in nodig:
        raise reader.wrong(f"wie resultaten brengt, heeft nodig = ['{Behoefte.BRENGEN}']")
    place = next(unmarked(template), None)
    if place is not None:
        raise reader.wrong(f"{place} is iets van een ander; begin een key of code met {MARKED}")


def _check_verwacht(reader: Lezer, stap: Stap, known: set[str]) -> None:
    for kind, value in stap.verwacht.items():
        try:
            KINDS[kind].check(value)
        except Misdescribed as error:
            raise reader.wrong(f"{kind}: {error}") from error
    try:
        require_xpath(stap.verwacht.get("waar", ()), known)
        require_xpath(stap.onthoud.values(), ())
    except Misdescribed as error:
        raise reader.wrong(str(error)) from error


def _check_earlier(reader: Lezer, stappen: Sequence[Stap]) -> None:
    """A step is compared with one before it."""
    for kind in COMPARED:
        number = stappen[-1].verwacht.get(kind, 0)
        if number >= len(stappen):
            raise reader.wrong(f"{kind}: stap {number} komt niet voor deze stap")
