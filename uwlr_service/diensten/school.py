"""The use cases about the data of schools: in, out, and how long they are kept."""

from functools import cached_property

from uwlr_service.demodata.proeftuin import SCRIPT
from uwlr_service.diensten.account import AccountDiensten
from uwlr_service.uitwisseling.inzage.terugkeer import Terugkeer
from uwlr_service.uitwisseling.proeftuin.proeftuinen import Proeftuinen
from uwlr_service.uitwisseling.school.bewaring import Bewaring
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.school.gegevensstand import Gegevensstanden
from uwlr_service.uitwisseling.school.remmen import Remmen


class SchoolDiensten(AccountDiensten):
    """Each is made when it is first asked for, and then kept."""

    @cached_property
    def _terugkeer(self) -> Terugkeer:
        return Terugkeer(self.settings.secret, self.settings.old_secret)

    @cached_property
    def edexml(self) -> EdexmlUitwisseling:
        """Pupil data in and out as EDEXML."""
        return EdexmlUitwisseling(self._database, self._terugkeer, self._accountbijhouder)

    @cached_property
    def dossiers(self) -> Dossiers:
        """Imports the data that EDEXML does not carry."""
        return Dossiers(self._database, self._terugkeer)

    @cached_property
    def remmen(self) -> Remmen:
        """How much of each school may disappear at once."""
        return Remmen(self._database)

    @cached_property
    def bewaring(self) -> Bewaring:
        """Forgets data whose retention has ended."""
        return Bewaring(self._database)

    @cached_property
    def gegevensstanden(self) -> Gegevensstanden:
        """What a school has in each school year, in numbers."""
        return Gegevensstanden(self._database)

    @cached_property
    def proeftuinen(self) -> Proeftuinen:
        """Test schools of products, which move along a script of days."""
        return Proeftuinen(self._database, self.edexml, self.dossiers, SCRIPT)
