"""Makes one full package in a process of its own, and says on standard output what it took."""

import json
import resource
import sys
import time

from uwlr_service.config import Settings
from uwlr_service.domain.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.opslag import Opslag
from uwlr_service.uitwisseling.levering import Leveringen


def main() -> None:
    """Make the package; the settings come from the environment, link and school from the command line."""
    settings = Settings.from_environment()
    database = Database.open(settings.database_url)
    leveringen = Leveringen(database, settings.secret, Opslag(settings.opslag))
    koppeling, school = int(sys.argv[1]), Schoolcode.parse(sys.argv[2])
    before = time.process_time()
    levering = leveringen.make(koppeling, school, volledig=True)
    taken = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": taken, "megabytes": peak, "records": levering.gewijzigd}))
    database.close()


if __name__ == "__main__":
    main()
