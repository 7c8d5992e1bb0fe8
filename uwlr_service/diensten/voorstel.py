"""The use cases of proposals: what partners ask, what schools see of it, and what they decide."""

from functools import cached_property

from uwlr_service.diensten.grond import Grond
from uwlr_service.uitwisseling.account.plekken import Plekken
from uwlr_service.uitwisseling.koppeling.besluitvorming.beslissen import Besluitvorming
from uwlr_service.uitwisseling.koppeling.besluitvorming.ongebruikt import Ongebruiktwacht
from uwlr_service.uitwisseling.koppeling.besluitvorming.overnemen import Overnemen
from uwlr_service.uitwisseling.koppeling.besluitvorming.termijnen import Termijnwacht
from uwlr_service.uitwisseling.koppeling.besluitvorming.toestemming import Toestemming
from uwlr_service.uitwisseling.koppeling.partner.partnerzicht import Partnerzicht
from uwlr_service.uitwisseling.koppeling.schoolbeeld.begin import Schoolbeginnen
from uwlr_service.uitwisseling.koppeling.schoolbeeld.koppelingen import Schoolkoppelingen
from uwlr_service.uitwisseling.koppeling.schoolbeeld.voorstellen import Schoolvoorstellen
from uwlr_service.uitwisseling.koppeling.versmalling import Versmalling
from uwlr_service.uitwisseling.koppeling.voorstellen import Voorstellen
from uwlr_service.uitwisseling.voorbeeld.voorbeelden import Voorbeelden


class VoorstelDiensten(Grond):
    """Each is made when it is first asked for, and then kept."""

    @cached_property
    def voorstellen(self) -> Voorstellen:
        """What partners ask of schools."""
        return Voorstellen(self._database)

    @cached_property
    def besluitvorming(self) -> Besluitvorming:
        """Schools decide about proposals."""
        return Besluitvorming(self._database)

    @cached_property
    def overnemen(self) -> Overnemen:
        """Takes a decision over to another school of the same person."""
        return Overnemen(self._database)

    @cached_property
    def partnerzicht(self) -> Partnerzicht:
        """Shows a partner its own links."""
        return Partnerzicht(self._database)

    @cached_property
    def voorbeelden(self) -> Voorbeelden:
        """Shows a school the data that a proposal would let out."""
        return Voorbeelden(self._database)

    @cached_property
    def toestemming(self) -> Toestemming:
        """Shows a school what a yes would mean."""
        return Toestemming(self._database)

    @cached_property
    def versmalling(self) -> Versmalling:
        """A school gives less."""
        return Versmalling(self._database)

    @cached_property
    def plekken(self) -> Plekken:
        """Where a person has accounts."""
        return Plekken(self._database)

    @cached_property
    def schoolbegin(self) -> Schoolbeginnen:
        """What somebody of a school sees first."""
        return Schoolbeginnen(self._database, self.settings.nachtvenster)

    @cached_property
    def schoolkoppelingen(self) -> Schoolkoppelingen:
        """Shows a school its links."""
        return Schoolkoppelingen(self._database)

    @cached_property
    def schoolvoorstellen(self) -> Schoolvoorstellen:
        """Lists what schools were asked."""
        return Schoolvoorstellen(self._database)

    @cached_property
    def termijnwacht(self) -> Termijnwacht:
        """Lets proposals lapse that nobody decides about."""
        return Termijnwacht(self._database, self.settings.termijnen)

    @cached_property
    def ongebruiktwacht(self) -> Ongebruiktwacht:
        """Asks schools about links that nobody uses."""
        return Ongebruiktwacht(self._database, self.settings.termijnen)
