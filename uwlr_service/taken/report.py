"""The report of a night, where the operator finds it in the morning: in the log, and in a file."""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import structlog

from uwlr_service import private
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.nacht import Nachttaak
from uwlr_service.domain.gkv.nachtverslag import Nachtverslag

LOGGED = 100
"""How many packages that were not made get a line in the log each; the file has all of them."""
log = structlog.get_logger()


def path(var: Path, nacht: date) -> Path:
    """The file with the report of a night."""
    return var / "nachten" / f"{nacht}.json"


def write(var: Path, verslag: Nachtverslag, anker: Mapping[str, Any] | None) -> None:
    """Write the report to the log and to its file, which is there whole or not at all.

    The file has the anchor of the log, if there is one: whoever keeps the report keeps that with it.
    """
    log.info("night", nacht=str(verslag.nacht), counts=verslag.totalen)
    for taak in islice(verslag.niet_gemaakt, LOGGED):
        log.warning(
            "not_made",
            nacht=str(verslag.nacht),
            koppeling=taak.koppeling,
            school=str(taak.school),
            outcome=taak.uitkomst.value,
            reason=verslag.reden(taak),
        )
    record = as_record(verslag, verslag.niet_gemaakt)
    record["anker"] = anker
    _write_file(path(var, verslag.nacht), record)


def as_record(verslag: Nachtverslag, taken: Iterable[Nachttaak]) -> dict[str, Any]:
    """A report as a program reads it, with these packages in it."""
    return {
        "nacht": str(verslag.nacht),
        "moment": tijd.format_moment(verslag.moment),
        "totalen": {uitkomst.value: count for uitkomst, count in verslag.totalen.items()},
        "pakketten": [_record(verslag, taak) for taak in taken],
    }


def _record(verslag: Nachtverslag, taak: Nachttaak) -> dict[str, Any]:
    return {
        "koppeling": taak.koppeling,
        "school": str(taak.school),
        "uitkomst": taak.uitkomst.value,
        "volgnummer": taak.volgnummer,
        "levering": taak.levering,
        "pogingen": taak.pogingen,
        "reden": verslag.reden(taak),
        "let_op": taak.let_op,
    }


def _write_file(target: Path, record: dict[str, Any]) -> None:
    private.make_folder(target.parent)
    # Written beside its place and then renamed: the operator's scripts never read half a report.
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(record, file, ensure_ascii=False, indent=2)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
