"""A school's own data beside a proposal, for somebody who decides in the screens of a LAS."""

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import OvergangOngeldig
from uwlr_service.domain.las.besluit import Voorbeeldvraag
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.taal import Taal
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.besluitvorming.beslissen import Besluitvorming
from uwlr_service.uitwisseling.las.groepskeuze import chosen_upon
from uwlr_service.uitwisseling.voorbeeld.voorbeelden import Besluitblad, Voorbeelden


class Lasvoorbeelden:
    """What a proposal would let out, as the page of the portal shows it to whoever decides."""

    def __init__(self, database: Database) -> None:
        self._besluitvorming = Besluitvorming(database)
        self._voorbeelden = Voorbeelden(database)

    def of_voorstel(
        self, las: Las, school: Schoolcode, voorstel_id: int, vraag: Voorbeeldvraag, taal: Taal
    ) -> Besluitblad:
        """Examples of each field, and how many people a choice is about.

        Raises what ``Voorbeelden`` raises, and OvergangOngeldig for what was decided already: nobody has to
        look at data of pupils for that any more.
        """
        door = Handelende.via_las(las.naam, school, namens=vraag.namens)
        shown = self._besluitvorming.show(voorstel_id, door=door)
        if not shown.voorstel.stand.is_undecided:
            raise OvergangOngeldig("Over dit voorstel is al besloten.")
        return self._voorbeelden.of_besluit(
            school,
            voorstel_id,
            vraag.leerling,
            velden=vraag.velden,
            selectie=chosen_upon(shown.geldend, vraag.leerlingen),
            taal=taal,
            door=door,
        )
