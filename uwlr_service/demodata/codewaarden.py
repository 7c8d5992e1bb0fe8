"""The code lists of a made-up school: first of all those that we propose (docs/gkv-codelijsten.rst)."""

from collections.abc import Iterator

from uwlr_service.demodata.dossiermaker import Dossiermaker, janee
from uwlr_service.domain.school.codelijsten import ABSENTIEREDENEN
from uwlr_service.domain.school.dossier import Dossierobject

LISTS = {
    "inschrijvingtype": {"REG": "Regulier", "ONB": "Onbekostigd", "GAST": "Gastleerling"},
    "dienstverband": {"VAST": "Vast", "TIJD": "Tijdelijk", "INV": "Invaller"},
    "relatiesoort": {
        "VAD": "Vader",
        "MOE": "Moeder",
        "VGD": "Voogd",
        "STF": "Stiefouder",
        "OPA": "Grootouder",
    },
}


def make_codewaarden(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """Every value of every list."""
    for code, (omschrijving, soort, geoorloofd) in ABSENTIEREDENEN.items():
        yield maker.keyed(
            "codewaarde",
            f"absentiereden/{code}",
            lijst="absentiereden",
            code=code,
            omschrijving=omschrijving,
            absentiesoort=soort,
            geoorloofd=janee(geoorloofd),
            actief="true",
        )
    for lijst, values in LISTS.items():
        for code, omschrijving in values.items():
            yield maker.keyed(
                "codewaarde",
                f"{lijst}/{code}",
                lijst=lijst,
                code=code,
                omschrijving=omschrijving,
                actief="true",
            )
