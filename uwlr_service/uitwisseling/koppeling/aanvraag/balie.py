"""Puts together what is about applications: filling in, links in mails, judging, admitting, and the clock."""

from functools import cached_property

from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.account.uitnodigingen import Uitnodigingen
from uwlr_service.uitwisseling.koppeling.aanvraag.aanvragen import Aanvragen
from uwlr_service.uitwisseling.koppeling.aanvraag.beoordeling import Beoordeling
from uwlr_service.uitwisseling.koppeling.aanvraag.berichten import Aanvragerspost
from uwlr_service.uitwisseling.koppeling.aanvraag.links import Aanvraaglinks
from uwlr_service.uitwisseling.koppeling.aanvraag.termijnen import Aanvraagtermijnen
from uwlr_service.uitwisseling.koppeling.aanvraag.toelaten import Toelater
from uwlr_service.uitwisseling.toezicht.post import Postbus


class Aanvraagbalie:
    """The use cases about applications, each made when it is first asked for.

    ``address`` is where people find the pages; without one no link is mailed.
    """

    def __init__(
        self,
        database: Database,
        secret: bytes,
        postbus: Postbus,
        uitnodigingen: Uitnodigingen,
        address: str | None,
    ) -> None:
        self._database = database
        self._secret = secret
        self._uitnodigingen = uitnodigingen
        self._post = Aanvragerspost(postbus, address)

    @property
    def sends_mail(self) -> bool:
        """Whether applicants get mail; if not, an operator hands links over."""
        return self._post.is_open

    @cached_property
    def aanvragen(self) -> Aanvragen:
        """Companies apply."""
        return Aanvragen(self._database, self._secret, self._post)

    @cached_property
    def links(self) -> Aanvraaglinks:
        """They come back by a link."""
        return Aanvraaglinks(self._database, self._post)

    @cached_property
    def beoordeling(self) -> Beoordeling:
        """Operators judge."""
        return Beoordeling(self._database, self._post)

    @cached_property
    def toelater(self) -> Toelater:
        """They admit."""
        return Toelater(self._database, self._post, self._uitnodigingen)

    @cached_property
    def termijnen(self) -> Aanvraagtermijnen:
        """Drafts lapse."""
        return Aanvraagtermijnen(self._database, self._post)
