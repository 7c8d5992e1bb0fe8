"""Makes one full package in a process of its own, and says on standard output what it took."""

import json
import re
import sys
import time
from pathlib import Path

from uwlr_service.config import Settings
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening


def main() -> None:
    """Make the package; the settings come from the environment, link and school from the command line."""
    settings = Settings.from_environment()
    database = Database.open(settings.database_url)
    leveringen = Leveringen(database, Ondertekening(database, settings.secret), Opslag(settings.opslag))
    koppeling, school = int(sys.argv[1]), Schoolcode.parse(sys.argv[2])
    before = time.process_time()
    levering = leveringen.make(koppeling, school, volledig=True)
    taken = time.process_time() - before
    peak = _peak_megabytes()
    print(json.dumps({"seconds": taken, "megabytes": peak, "records": levering.gewijzigd}))
    database.close()


def _peak_megabytes() -> float:
    """The kernel's high-water mark of this program; that of getrusage begins with its parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]


if __name__ == "__main__":
    main()
