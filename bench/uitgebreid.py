"""A full package of gkv-uitgebreid: processor time and memory, made, validated, signed and published."""

import json
import os
import subprocess
import zipfile
from pathlib import Path
from statistics import median

from bench import databases, servers
from bench.report import Chapter, NotMeasured, Result
from tests.support.partners.handelenden import DOOR, TWEE
from uwlr_service import demodata
from uwlr_service.config import Settings
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

PUPILS = 250
YEARS = 6
A_YEAR = 42
SEED = 2026
SECONDS = 2.0
MEGABYTES = 120.0
TURNS = 5
EVERYTHING = {"set/absenties": True, "set/ondersteuning": True, "toetsresultaat/herkomst_uwlr": True}

EXPLANATION = """\
A school of 250 pupils by the demo generator, with a dossier of six years: results, absences, guardians,
employees. Every set is on. Each package is made in a fresh process: rows are read, cut to the agreement,
written, compressed, validated against the schema of the agreement, signed and published. Processor time of
the making alone; memory is the peak of the whole process, Python and libraries included. The median of five.
"""


def extended(folder: Path) -> Chapter:
    """Measure on both databases."""
    results = []
    for name in databases.NAMES:
        time_target = f"under {SECONDS:g} s"
        memory_target = f"under {MEGABYTES:g} MB"
        what = f"full gkv-uitgebreid, {name}"
        try:
            taken, size = _made(name, folder / name)
        except NotMeasured as reason:
            results.append(Result.missing(what, time_target, reason))
            continue
        seconds = [package["seconds"] for package in taken]
        peak = [package["megabytes"] for package in taken]
        records = f"{taken[0]['records']:.0f} records, {size / 1e6:.1f} MB of XML"
        spread = f"{median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})"
        results.append(Result(f"{what}, {records}", time_target, spread, median(seconds) < SECONDS))
        results.append(
            Result(f"{what}, peak memory", memory_target, f"{max(peak):.0f} MB", max(peak) < MEGABYTES)
        )
        print(f"  {what}: {spread}, {max(peak):.0f} MB, {records}", flush=True)
    return Chapter("A full extended set", EXPLANATION, results)


def _made(name: str, folder: Path) -> tuple[list[dict[str, float]], int]:
    folder.mkdir(parents=True, exist_ok=True)
    with databases.database(name, folder) as url:
        ours = {"UWLR_DATABASE_URL": url, "UWLR_VAR": str(folder / "var"), "UWLR_LOG_LEVEL": "error"}
        settings = Settings.from_environment(ours)
        database = Database.open(settings.database_url)
        database.upgrade()
        (gegevens,) = demodata.schools(1, PUPILS, SEED)
        EdexmlUitwisseling(database).store(gegevens)
        Dossiers(database).store(demodata.make_dossier(gegevens, SEED, YEARS, A_YEAR))
        beheer = Koppelingbeheer(database, settings.secret)
        code = gegevens.school.code
        made = beheer.add(
            klantnaam="P", klantcode="P", scholen=[code], gegevensset="gkv-uitgebreid", door=DOOR
        )
        beheer.change_afspraak(made.koppeling.id, velden=EVERYTHING, namens=TWEE, door=DOOR)
        database.close()
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
        command = servers.python("-m", "bench.make_package", str(made.koppeling.id), str(code))
        taken = []
        for _ in range(TURNS):
            run = subprocess.run(
                command,
                env=inherited | ours | {"PYTHONPATH": str(servers.ROOT)},
                capture_output=True,
                text=True,
                check=False,
            )
            if run.returncode:
                raise NotMeasured(run.stderr.strip().splitlines()[-1])
            taken.append(json.loads(run.stdout))
        newest = max((folder / "var").rglob("*.zip"), key=lambda path: path.stat().st_mtime)
        with zipfile.ZipFile(newest) as archive:
            return taken, sum(entry.file_size for entry in archive.infolist())
