"""Operators admit an application: a koppelpartner, a product in the sandbox and links come of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.overgang import follow
from uwlr_service.domain.account.rollen import Actie, Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.fouten import Geweigerd, TweedeBeheerderNodig
from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraag, Akkoord
from uwlr_service.domain.koppeling.aanvraag.formulier import Formulierdeel
from uwlr_service.domain.koppeling.aanvraag.stand import OVERGANGEN, Aanvraaggebeurtenis, Aanvraagstand
from uwlr_service.domain.koppeling.klant import Klant
from uwlr_service.domain.koppeling.koppelpartner import Toelatingstap
from uwlr_service.domain.koppeling.reden import read_reden
from uwlr_service.domain.koppeling.toelating import Toelatinggebeurtenis, Toelatingstand
from uwlr_service.domain.school.regels import is_name
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.aanvraag.aanvragen import AanvraagRepository, dump_akkoord
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.partner.koppelpartners import KoppelpartnerRepository
from uwlr_service.repository.koppeling.partner.sjablonen import SjabloonRepository
from uwlr_service.repository.koppeling.partner.toelatingen import ToelatingRepository
from uwlr_service.uitwisseling.account.uitnodigingen import Uitgenodigd, Uitnodigingen
from uwlr_service.uitwisseling.koppeling.aanvraag.berichten import Aanvragerspost, tell_operators
from uwlr_service.uitwisseling.koppeling.aanvraag.toegang import judged, take_step

MAX_HEADERVELD = 64
"""UWLR 2.2, autorisatie: klantcode and klantnaam have 1 to 64 characters."""
CONTACT = (
    "tekenbevoegde",
    "tekenbevoegde_functie",
    "technisch_naam",
    "technisch_mail",
    "privacy_naam",
    "privacy_mail",
    "incident_mail",
    "incident_telefoon",
)
"""What is kept of the application with the company itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toegelaten:
    """What came of an application that was admitted.

    ``uitnodiging`` is for a company that is new, where invitations can be made: its users invite each other.
    """

    koppelpartner: int
    product: int
    koppelingen: tuple[int, ...]
    uitnodiging: Uitgenodigd | None


class Toelater:
    """Says yes to applications; for special data it takes two operators."""

    def __init__(self, database: Database, post: Aanvragerspost, uitnodigingen: Uitnodigingen) -> None:
        self._database = database
        self._post = post
        self._uitnodigingen = uitnodigingen

    def admit(self, nummer: int, klant: Klant | None, reden: str, *, door: Handelende) -> Toegelaten | None:
        """Say yes to an application, whose product will go by the name and code of ``klant`` in messages.

        When it asks for special data the first operator's yes waits for a second one, and None is returned;
        the second one leaves ``klant`` out, or gives the same. A company that is new gets an invitation for
        whoever applied.

        Raises NietToegestaan, VersBewijsNodig, OvergangOngeldig, TweedeBeheerderNodig for the same operator,
        KlantcodeBezet, and Geweigerd without a reason or without a proper name and code.
        """
        with self._database.write() as connection:
            aanvraag = judged(AanvraagRepository(connection), nummer, door)
            door.require_fresh()
            made = self._admit(connection, aanvraag, klant, reden, door)
        if made is None or aanvraag.koppelpartner is not None:
            return made
        try:
            invited = self._invite(aanvraag, made.koppelpartner, door)
        except Geweigerd:
            return made  # no address to begin a link with: the operator invites once there is
        return replace(made, uitnodiging=invited)

    def invite(self, nummer: int, *, door: Handelende) -> Uitgenodigd:
        """Invite whoever applied once more, as long as nobody of the company can sign in.

        The link of the invitation before it ends. Raises NietToegestaan, VersBewijsNodig, and Geweigerd when
        it cannot be done now.
        """
        with self._database.write() as connection:
            aanvraag = judged(AanvraagRepository(connection), nummer, door)
        door.require_fresh()
        if aanvraag.koppelpartner is None or not self.is_awaited(aanvraag, door=door):
            raise Geweigerd("Bij dit bedrijf kan al iemand inloggen, of de aanvraag is niet toegelaten.")
        return self._invite(aanvraag, aanvraag.koppelpartner, door)

    def is_awaited(self, aanvraag: Aanvraag, *, door: Handelende) -> bool:
        """Whether an application was admitted while nobody of the company can sign in yet.

        Raises NietToegestaan.
        """
        door.require(Actie.BEOORDELEN)
        if aanvraag.stand is not Aanvraagstand.TOEGELATEN or aanvraag.koppelpartner is None:
            return False
        with self._database.read() as connection:
            gebruikers = AccountRepository(connection).of_koppelpartner(aanvraag.koppelpartner, tijd.now())
        return all(gebruiker.uitgeschakeld is not None for gebruiker in gebruikers)

    def is_first(self, aanvraag: Aanvraag, *, door: Handelende) -> bool:
        """Whether the one who acts already said the first of two yeses, so that it waits for another one.

        Raises NietToegestaan.
        """
        door.require(Actie.BEOORDELEN)
        return aanvraag.akkoord is not None and aanvraag.akkoord.is_by(door)

    def _invite(self, aanvraag: Aanvraag, koppelpartner: int, door: Handelende) -> Uitgenodigd:
        place = Plaats(rol=Rol.PARTNERBEHEERDER, koppelpartner=koppelpartner)
        return self._uitnodigingen.invite(aanvraag.mail, aanvraag.aanvrager, place, door=door)

    def _admit(
        self, connection: Transaction, aanvraag: Aanvraag, klant: Klant | None, reden: str, door: Handelende
    ) -> Toegelaten | None:
        follow(OVERGANGEN, aanvraag.stand, Aanvraaggebeurtenis.ADMIT)  # before anything is said of the words
        reden = read_reden(reden, "Schrijf waarom u de aanvraag toelaat.")
        chosen = _chosen(connection, klant, aanvraag.akkoord)
        if aanvraag.is_bijzonder:
            door.require_one_of_two()
        if aanvraag.is_bijzonder and aanvraag.akkoord is None:
            self._agree_first(connection, aanvraag, chosen, reden, door)
            return None
        if aanvraag.akkoord is not None and aanvraag.akkoord.is_by(door):
            raise TweedeBeheerderNodig
        take_step(connection, aanvraag, Aanvraaggebeurtenis.ADMIT, door=door, reden=reden)
        made = self._make(connection, aanvraag, chosen, door)
        AanvraagRepository(connection).change(
            aanvraag.id, koppelpartner_id=made.koppelpartner, product_id=made.product
        )
        self._post.tell(connection, Berichtsoort.AANVRAAG_TOEGELATEN, aanvraag)
        return made

    def _agree_first(
        self, connection: Transaction, aanvraag: Aanvraag, klant: Klant, reden: str, door: Handelende
    ) -> None:
        stap = take_step(connection, aanvraag, Aanvraaggebeurtenis.AGREE_FIRST, door=door, reden=reden)
        akkoord = Akkoord(
            klantnaam=klant.naam, klantcode=klant.code, naam=door.naam, inlog=door.inlog, moment=stap.moment
        )
        AanvraagRepository(connection).change(aanvraag.id, akkoord=dump_akkoord(akkoord))
        tell_operators(connection, Berichtsoort.AANVRAAG_TWEEDE, aanvraag)

    def _make(
        self,
        connection: Transaction,
        aanvraag: Aanvraag,
        named: Klant,
        door: Handelende,
    ) -> Toegelaten:
        """What comes of an application: the company if it is new, its product, and a link of each kind."""
        now = tijd.now()
        partners = KoppelpartnerRepository(connection)
        klant_id = partners.add_klant(named, Toelatingstand.SANDBOX)
        koppelpartner_id = aanvraag.koppelpartner
        if koppelpartner_id is None:
            koppelpartner_id = _add_koppelpartner(partners, aanvraag, now)
        product = aanvraag.antwoorden[Formulierdeel.PRODUCT]
        product_id = partners.add_product(
            koppelpartner_id,
            klant_id,
            now,
            naam=str(product["product"]),
            omschrijving=str(product["omschrijving"]),
        )
        toelatingen = ToelatingRepository(connection)
        toelatingen.add(product_id, now)
        begin = Toelatingstap(
            moment=now,
            van=None,
            gebeurtenis=Toelatinggebeurtenis.ADMIT,
            naar=Toelatingstand.SANDBOX,
            door=door.naam,
        )
        toelatingen.take(product_id, begin)
        return Toegelaten(
            koppelpartner=koppelpartner_id,
            product=product_id,
            koppelingen=tuple(_add_koppelingen(connection, klant_id, aanvraag, now, door)),
            uitnodiging=None,
        )


def _chosen(connection: Transaction, named: Klant | None, akkoord: Akkoord | None) -> Klant:
    """The name and code of the klant that an operator gave, or that the first of two did.

    Raises KlantcodeBezet, and Geweigerd when there is none or they differ.
    """
    if akkoord is not None:
        agreed = Klant(akkoord.klantnaam, akkoord.klantcode)
        if named not in (None, agreed):
            raise Geweigerd(f"De eerste beheerder koos {agreed.naam} ({agreed.code}). Neem dat over.")
        named = agreed
    if named is None:
        raise Geweigerd("Kies een klantnaam en een klantcode.")
    for veld, waarde in (("klantnaam", named.naam), ("klantcode", named.code)):
        if not is_name(waarde, MAX_HEADERVELD):
            raise Geweigerd(
                f"De {veld} telt 1 tot {MAX_HEADERVELD} leesbare tekens, zonder spaties eromheen."
            )
    KoppelpartnerRepository(connection).require_free(named.code)
    return named


def _add_koppelpartner(partners: KoppelpartnerRepository, aanvraag: Aanvraag, moment: datetime) -> int:
    organisatie = {naam: str(text) for naam, text in aanvraag.antwoorden[Formulierdeel.ORGANISATIE].items()}
    return partners.add(
        organisatie["organisatie"],
        moment,
        kvk=organisatie["kvk"],
        website=organisatie["website"],
        contact={naam: organisatie[naam] for naam in CONTACT},
    )


def _add_koppelingen(
    connection: Transaction, klant_id: int, aanvraag: Aanvraag, moment: datetime, door: Handelende
) -> Iterator[int]:
    """A link of each kind that was asked for, still without schools, with what schools will be proposed."""
    koppelingen = KoppelingRepository(connection)
    sjablonen = SjabloonRepository(connection)
    for gegevensvraag in aanvraag.gegevens.values():
        koppeling_id = koppelingen.add(klant_id, gegevensvraag.richting, gegevensvraag.gegevensset, moment)
        sjablonen.add(koppeling_id, gegevensvraag.as_voorstel(), door.naam)
        yield koppeling_id
