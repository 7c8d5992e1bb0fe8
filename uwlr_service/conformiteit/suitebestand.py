"""Reading a suite from its folder: ``suite.toml``, a file for each group, and messages in ``berichten/``."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from uwlr_service.conformiteit import vorm
from uwlr_service.conformiteit.bericht import MessageUnusable, changed, names_of
from uwlr_service.conformiteit.geval import Behoefte, Dienst, Geval, Gewicht, Groep, Inpakking, Stap, Suite
from uwlr_service.conformiteit.lezer import Lezer, SuiteOngeldig, read_toml
from uwlr_service.conformiteit.verwachtingen import KINDS, Misdescribed, require_xpath

SUITES = vorm.SUITES
SUITE = "suite.toml"
GIVEN = frozenset(
    {
        *("sleutel", "klantcode", "klantnaam", "schooljaar", "versie"),
        *("brincode", "dependancecode", "andere_brincode", "andere_dependancecode"),
    }
)
"""The names that every message may hold, as ``{{sleutel}}``; a step that remembers a value adds its own."""


def read_suite(folder: Path) -> Suite:
    """A suite, with every case checked. Raises SuiteOngeldig, which names file, case and cause."""
    kop = Lezer(SUITE, _shaped("suite", folder / SUITE))
    berichten = {path.name: path.read_bytes() for path in sorted((folder / "berichten").glob("*.xml"))}
    suite = Suite(
        naam=kop.text("naam"),
        titel=kop.text("titel"),
        versie=kop.text("versie"),
        groepen=tuple(_groep(folder / file, berichten) for file in kop.texts("groepen")),
        berichten=berichten,
    )
    kop.end()
    _require_unique(suite)
    return suite


def _shaped(kind: str, path: Path) -> Mapping[str, Any]:
    """The tables of a file whose schema takes it. Raises SuiteOngeldig with all that it does not take."""
    document = read_toml(path)
    found = [f"{path.name}, {finding}." for finding in vorm.findings(kind, document)]
    if found:
        raise SuiteOngeldig("\n".join(found))
    return document


def _require_unique(suite: Suite) -> None:
    seen: set[str] = set()
    for groep in suite.groepen:
        for geval in groep.gevallen:
            if geval.id in seen:
                raise SuiteOngeldig(f"Suite {suite.naam}: er zijn twee gevallen met id '{geval.id}'.")
            seen.add(geval.id)


def _groep(path: Path, berichten: Mapping[str, bytes]) -> Groep:
    whole = Lezer(path.name, _shaped("groep", path))
    made = Groep(
        naam=path.stem,
        titel=whole.text("titel"),
        uitleg=whole.text("uitleg"),
        gevallen=tuple(_geval(reader, berichten) for reader in whole.tables("geval")),
    )
    whole.end()
    return made


def _geval(reader: Lezer, berichten: Mapping[str, bytes]) -> Geval:
    name = reader.text("id")
    reader = reader.named(name)
    known = set(GIVEN)
    stappen = []
    for step in reader.tables("stap"):
        stappen.append(_stap(step, berichten, known))
        _check_earlier(step, stappen)
        known |= set(stappen[-1].onthoud)
    made = Geval(
        id=name,
        titel=reader.text("titel"),
        gewicht=reader.choice("gewicht", Gewicht),
        clausule=reader.text("clausule"),
        herstel=reader.text("herstel"),
        nodig=frozenset(reader.choices("nodig", Behoefte)),
        niet_aangeboden=frozenset(reader.texts("niet_aangeboden")),
        stappen=tuple(stappen),
    )
    reader.end()
    return made


def _stap(reader: Lezer, berichten: Mapping[str, bytes], known: set[str]) -> Stap:
    dienst = reader.choice("dienst", Dienst, Dienst.LEERLINGGEGEVENS)
    made = Stap(
        dienst=dienst,
        bericht=None if dienst is Dienst.WSDL else reader.text("bericht"),
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
    _check_bericht(reader, made, berichten, known)
    _check_verwacht(reader, made, known)
    return made


def _check_bericht(reader: Lezer, stap: Stap, berichten: Mapping[str, bytes], known: set[str]) -> None:
    if stap.bericht is None:
        return
    if stap.bericht not in berichten:
        raise reader.wrong(f"berichten/{stap.bericht} is er niet")
    try:
        unknown = sorted(names_of(changed(berichten[stap.bericht], stap)) - known)
    except MessageUnusable as error:
        raise reader.wrong(str(error)) from error
    except UnicodeDecodeError as error:
        raise reader.wrong(f"berichten/{stap.bericht} is niet in UTF-8") from error
    if unknown:
        raise reader.wrong(f"het bericht noemt {{{{{unknown[0]}}}}}, en dat is hier niet bekend")


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
    number = stappen[-1].verwacht.get("gelijk_aan_stap", 0)
    if number >= len(stappen):
        raise reader.wrong(f"gelijk_aan_stap: stap {number} komt niet voor deze stap")
