"""The counters that a watcher looks at stand at 0 before the first call, so that an alarm sees them rise."""

from uwlr_service import metrics
from uwlr_service.domain.fouten import AutorisatieOngeldig, InterneFout, TijdelijkNietBeschikbaar
from uwlr_service.domain.uwlr.antwoordsoort import Antwoordsoort, Bevestigingsoort
from uwlr_service.domain.uwlr.verzoek import Bericht
from uwlr_service.formats.generiek.namespaces import OPERATIES
from uwlr_service.soap.call import UNKNOWN

RESULTATEN = "leerresultaten"
WATCHED = (AutorisatieOngeldig, InterneFout, TijdelijkNietBeschikbaar)
"""The faults that docs/operate.rst advises to watch; the others show up with their first call."""


def begin() -> None:
    """Let the operations of every SOAP service show, with the outcomes that matter to a watcher."""
    faults = tuple(fout.faultcode for fout in WATCHED)
    metrics.begin(UNKNOWN, faults)
    for bericht in Bericht:
        metrics.begin(bericht.value, (*(soort.value for soort in Antwoordsoort), *faults))
    metrics.begin(RESULTATEN, (*(soort.value for soort in Bevestigingsoort), *faults))
    for operatie in OPERATIES:
        metrics.begin(operatie, (Antwoordsoort.GEGEVENS.value,))
