"""What became of a file, as a LAS reads it; the names are those of ``uwlr edexml import --json``."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten.basis import Melding
from uwlr_service.domain.las.inzending import Invoerplaats, Invoerstand
from uwlr_service.domain.school.rem import Bezwaar, Optie
from uwlr_service.uitwisseling.las.dossierloket import Dossieruitkomst
from uwlr_service.uitwisseling.las.gegevensloket import Gegevensuitkomst
from uwlr_service.uitwisseling.school.dossier import Dossierverslag
from uwlr_service.uitwisseling.school.edexml import Importverslag

Uitkomst = Gegevensuitkomst | Dossieruitkomst


def uitkomst(plaats: Invoerplaats, uitkomst: Uitkomst, *, proef: bool) -> dict[str, Any]:
    """What became of a file: the word for it, the state that is the newest now, and the counts."""
    return {
        "school": str(plaats.school),
        "schooljaar": str(plaats.schooljaar),
        "uitkomst": _word(uitkomst, proef=proef),
        "stand": None if uitkomst.stand is None else stand(uitkomst.stand),
        "verslag": None if uitkomst.verslag is None else _verslag(uitkomst.verslag),
        "toestaan": uitkomst.vrijbrief,
    }


def stand(stand: Invoerstand) -> dict[str, Any]:
    """A state: since when it holds, and what is known of its file."""
    return {
        "etag": stand.kenmerk,
        "revisie": stand.revisie,
        "moment": tijd.format_moment(stand.moment),
        "ontvangen": None if stand.ontvangen is None else tijd.format_moment(stand.ontvangen),
        "peildatum": None if stand.peildatum is None else stand.peildatum.isoformat(),
        "aanmaakdatum": None if stand.aanmaakdatum is None else tijd.format_moment(stand.aanmaakdatum),
        **opmerkingen(stand.opmerkingen),
    }


def opmerkingen(kept: Mapping[str, Any] | None) -> dict[str, Any]:
    """What of a file was set aside, by its type; shortened; and cleaned. All nothing for one of before."""
    known = kept or {}
    return {
        "terzijde": known.get("terzijde", {}),
        "ingekort": known.get("ingekort", 0),
        "opgeschoond": known.get("opgeschoond", 0),
    }


def bezwaren(bezwaren: Iterable[Bezwaar]) -> list[dict[str, Any]]:
    """The reasons to wait, each with its figures and the parameter that lets it through."""
    return [
        {
            "soort": bezwaar.soort,
            "tekst": bezwaar.tekst,
            "aantal": bezwaar.aantal,
            "van": bezwaar.van,
            "parameter": "ouder" if bezwaar.optie is Optie.OLDER else "toestaan",
        }
        for bezwaar in bezwaren
    ]


def meldingen(meldingen: Iterable[Melding]) -> list[dict[str, Any]]:
    """The faults in a file, each with its line, its path, its cause and what was expected."""
    return [
        {
            "regel": melding.regel,
            "pad": melding.pad,
            "key": melding.key,
            "melding": melding.tekst,
            "verwacht": melding.verwacht,
        }
        for melding in meldingen
    ]


def _word(uitkomst: Uitkomst, *, proef: bool) -> str:
    if uitkomst.verslag is None:
        return "gelijk"
    if proef:
        return "proef"
    return "gewijzigd" if uitkomst.verslag.totaal.is_changed else "ongewijzigd"


def _verslag(verslag: Importverslag | Dossierverslag) -> dict[str, Any]:
    record: dict[str, Any] = {
        **asdict(verslag.totaal),
        "per_soort": {soort: asdict(telling) for soort, telling in verslag.tellingen.items()},
        "opgeschoond": verslag.opgeschoond,
        "vergeten_terug": verslag.vergeten_terug,
        "bezwaren": bezwaren(verslag.bezwaren),
    }
    if isinstance(verslag, Importverslag):
        record["ingekort"] = verslag.ingekort
        record["terzijde"] = dict(verslag.terzijde)
    return record
