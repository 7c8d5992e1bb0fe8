"""How the brakes of schools are as they were set last, in a database that was put back to before that."""

from fractions import Fraction

from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.koppeling.besluit import Besluit
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.gkv.rooster.remmen import own_part


def set_again(connection: Transaction, besluit: Besluit) -> bool | None:
    """Set the brake of a school; False if it is so or was set later, None without that school."""
    scholen = SchoolRepository(connection)
    try:
        school_id = scholen.get(Schoolcode.parse(besluit.inhoud["school"]))
    except SchoolOnbekend:
        return None
    deel = Fraction(besluit.inhoud["deel"])
    if scholen.rem(school_id) == deel or BesluitRepository(connection).has_later(besluit, "school"):
        return False
    scholen.set_rem(school_id, deel)
    return True


def set_again_for_rosters(connection: Transaction, koppeling: Koppeling, besluit: Besluit) -> bool | None:
    """Set the brake of a school in a link; False if it is so or was set later, None without that school."""
    deelnames = DeelnameRepository(connection)
    plaats = deelnames.plaats(koppeling.id, Schoolcode.parse(besluit.inhoud["school"]))
    if plaats is None:
        return None
    deel = own_part(Fraction(besluit.inhoud["deel"]))
    about = ("koppeling", "gemaakt", "school")
    if plaats.roosterdeel == deel or BesluitRepository(connection).has_later(besluit, *about):
        return False
    deelnames.note(koppeling.id, plaats.school_id, roosterdeel=deel)
    return True
