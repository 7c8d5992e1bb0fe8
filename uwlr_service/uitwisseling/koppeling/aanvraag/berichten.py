"""Who hears what about an application: the operators, and the applicant by mail or as users of a partner."""

from collections.abc import Mapping
from types import MappingProxyType

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraag
from uwlr_service.domain.koppeling.aanvraag.link import LINK_WORKS
from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht import tweetalig
from uwlr_service.domain.toezicht.bericht import TEKSTEN, Bericht, Geadresseerde, Parameter
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.domain.toezicht.tweetalig import Versie
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.aanvraag.links import AanvraaglinkRepository
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.toezicht.berichten import tell
from uwlr_service.uitwisseling.toezicht.post import Postbus

FOLLOW: Mapping[Taal, tuple[str, ...]] = MappingProxyType(
    {
        Taal.NL: (
            "Met deze link gaat u{namens} naar uw aanvraag. Hij werkt één keer, en 30 dagen lang:",
            "{link}",
            "Hebt u geen koppeling aangevraagd? Dan hoeft u niets te doen.",
        ),
        Taal.EN: (
            "This link takes you{namens} to your application. It works once, and for 30 days:",
            "{link}",
            "Did you not apply for a link? Then you need not do anything.",
        ),
    }
)
NAMENS: Mapping[Taal, str] = MappingProxyType(
    {Taal.NL: " namens {organisatie}", Taal.EN: ", for {organisatie},"}
)
ONDERWERP: Mapping[Taal, str] = MappingProxyType(
    {Taal.NL: "Uw aanvraag voor een koppeling", Taal.EN: "Your application for a link"}
)

INVITED: Mapping[Taal, str] = MappingProxyType(
    {
        Taal.NL: "Eerst maakt u een account. Daarvoor krijgt u een aparte mail met een uitnodiging.",
        Taal.EN: "First you make an account. For that you get another mail, with an invitation.",
    }
)
"""What a new company has to do before it can begin."""
NAMELESS: Mapping[Taal, str] = MappingProxyType({Taal.NL: "een koppeling", Taal.EN: "a link"})
"""What an application is for that does not name its product yet."""


def tell_operators(connection: Transaction, soort: Berichtsoort, aanvraag: Aanvraag) -> None:
    """Tell the operators that something happened to an application."""
    bericht = Bericht(
        soort=soort,
        aan=Geadresseerde.operators(),
        parameters={"partner": aanvraag.organisatie, "product": aanvraag.productnaam},
        pad=f"/beheer/aanvragen/{aanvraag.id}",
    )
    tell(connection, bericht)


class Aanvragerspost:
    """What applicants hear; ``address`` is where they find the pages, if that is known."""

    def __init__(self, postbus: Postbus, address: str | None) -> None:
        self._postbus = postbus
        self._address = address

    @property
    def is_open(self) -> bool:
        """Whether mail can be sent; if not, an operator hands links over."""
        return self._postbus.is_open and self._address is not None

    def tell(
        self, connection: Transaction, soort: Berichtsoort, aanvraag: Aanvraag, **parameters: Parameter
    ) -> None:
        """Tell whoever made an application: the users of a partner, or by mail who has no account."""
        if aanvraag.koppelpartner is not None:
            bericht = Bericht(
                soort=soort,
                aan=Geadresseerde.partnerbeheerders(aanvraag.koppelpartner),
                parameters={"product": aanvraag.productnaam or NAMELESS[Taal.NL], **parameters},
                pad=f"/aanvragen/{aanvraag.id}",
            )
            tell(connection, bericht)
            return
        versies = {}
        for taal in Taal:
            named = aanvraag.productnaam if aanvraag.is_confirmed else ""
            told: Mapping[str, Parameter] = {"product": named or NAMELESS[taal], **parameters}
            tekst = TEKSTEN[taal][soort]
            alineas = [tekst.tekst.format_map(told)]
            if soort is Berichtsoort.AANVRAAG_TOEGELATEN:
                alineas.append(INVITED[taal])
            versies[taal] = Versie(tekst.titel.format_map(told), tuple(alineas))
        if soort is Berichtsoort.AANVRAAG_VERLOPEN:
            self._mail_last(connection, aanvraag, versies)
        else:
            self._mail(connection, aanvraag, versies)

    def send_link(self, connection: Transaction, aanvraag: Aanvraag) -> bool:
        """Mail a new link and nothing else; False when no mail can be sent."""
        versies = {taal: Versie(onderwerp, ()) for taal, onderwerp in ONDERWERP.items()}
        return self._mail(connection, aanvraag, versies)

    def link(self, connection: Transaction, aanvraag: Aanvraag) -> str:
        """A new link to an application, which works once; only its path where the address is not known."""
        token = bewijzen.new()
        now = tijd.now()
        links = AanvraaglinkRepository(connection)
        links.add(aanvraag.id, bewijzen.digest(token), now, now + LINK_WORKS)
        return f"{self._address or ''}/portaal/aanvragen/verder/{token}"

    def _mail_last(self, connection: Transaction, aanvraag: Aanvraag, versies: Mapping[Taal, Versie]) -> None:
        """Mail without a link, for there is nothing left to open; only to an address that was confirmed."""
        if aanvraag.mail and aanvraag.is_confirmed:
            self._postbus.put(connection, tweetalig.brief(aanvraag.mail, versies, Taal(aanvraag.taal)))

    def _mail(self, connection: Transaction, aanvraag: Aanvraag, versies: Mapping[Taal, Versie]) -> bool:
        """Mail with a new link, in the language of the form with the other one below it.

        What a stranger typed is not in it before the address is confirmed: they could write to anybody.
        """
        if not self.is_open or not aanvraag.mail:
            return False
        link = self.link(connection, aanvraag)
        organisatie = aanvraag.organisatie if aanvraag.is_confirmed else ""
        whole = {}
        for taal, versie in versies.items():
            namens = NAMENS[taal].format(organisatie=organisatie) if organisatie else ""
            follow = tuple(alinea.format(link=link, namens=namens) for alinea in FOLLOW[taal])
            whole[taal] = Versie(versie.onderwerp, (*versie.alineas, *follow))
        return self._postbus.put(connection, tweetalig.brief(aanvraag.mail, whole, Taal(aanvraag.taal)))
