"""Who hears what became of a client: its partner, and the operators when something waits for them."""

from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde, Parameter
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.uitwisseling.koppeling.verandering import Verandering
from uwlr_service.uitwisseling.toezicht.berichten import tell


def tell_partner(verandering: Verandering, soort: Berichtsoort, **more: Parameter) -> None:
    """Tell the partner; nobody, if the klant was never made a koppelpartner."""
    partner = verandering.aanbieder.koppelpartner_id
    if partner is None:
        return
    bericht = Bericht(
        soort=soort,
        aan=Geadresseerde.partnerbeheerders(partner),
        parameters={
            "product": verandering.aanbieder.product,
            "koppeling": verandering.koppeling_id,
            **more,
        },
        pad=f"/partners/{partner}/koppelingen/{verandering.koppeling_id}/toepassing",
    )
    tell(verandering.connection, bericht)


def tell_operators(verandering: Verandering, aantal: int) -> None:
    """Tell the operators how many addresses wait for them."""
    partner = verandering.aanbieder.koppelpartner_id
    bericht = Bericht(
        soort=Berichtsoort.TOEPASSING_WACHT,
        aan=Geadresseerde.operators(),
        parameters={
            "product": verandering.aanbieder.product,
            "koppeling": verandering.koppeling_id,
            "aantal": aantal,
        },
        pad=None if partner is None else f"/beheer/partners/{partner}/toepassing/{verandering.koppeling_id}",
    )
    tell(verandering.connection, bericht)
