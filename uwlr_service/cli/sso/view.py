"""A client of SSO on the screen, and as a program reads it."""

from typing import TYPE_CHECKING

from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.sso.toepassing import Toepassing

if TYPE_CHECKING:
    from uwlr_service.uitwisseling.sso.toepassingen import Toepassingstand


def show_stand(stand: "Toepassingstand", as_json: bool) -> None:
    """A client after a change, with the secret that was made, for the only time."""
    toepassing = stand.toepassing
    if as_json:
        show_json(record(toepassing) | {"client_secret": stand.geheim})
        return
    show_toepassing(toepassing, as_json=False)
    if stand.geheim is not None:
        say(f"client_secret: {stand.geheim}")
        say("Dit is de enige keer dat het geheim te zien is. Geef het langs een veilige weg aan de partner.")


def show_toepassing(toepassing: Toepassing, as_json: bool) -> None:
    """A client with its addresses."""
    if as_json:
        show_json(record(toepassing))
        return
    title = f"{toepassing.naam}, client_id {toepassing.client_id} (koppeling {toepassing.koppeling})"
    listing = table(title, "nr", "soort", "adres", "bevestigd", right=("nr",))
    for adres in toepassing.adressen:
        confirmed = "wacht" if adres.bevestigd is None else amsterdam(adres.bevestigd)
        listing.add_row(str(adres.id), adres.soort.value, cell(adres.uri), confirmed)
    show(listing)
    pkce = "niet verplicht" if toepassing.pkce_vrij else "verplicht"
    offline = "mag" if toepassing.offline else "mag niet"
    say(
        f"Bewijst zich met {toepassing.methode}; tokens met {toepassing.algoritme}; PKCE {pkce};"
        f" offline_access {offline}."
    )


def record(toepassing: Toepassing) -> dict[str, object]:
    """As a program reads it."""
    return {
        "koppeling": toepassing.koppeling,
        "client_id": toepassing.client_id,
        "naam": toepassing.naam,
        "methode": toepassing.methode.value,
        "algoritme": toepassing.algoritme.value,
        "pkce_vrij": toepassing.pkce_vrij,
        "offline": toepassing.offline,
        "aangemaakt": toepassing.aangemaakt,
        "adressen": [
            {"adres": adres.id, "soort": adres.soort.value, "uri": adres.uri, "bevestigd": adres.bevestigd}
            for adres in toepassing.adressen
        ],
        "geheimen": [
            {"aangemaakt": geheim.aangemaakt, "geldig_tot": geheim.geldig_tot}
            for geheim in toepassing.geheimen
        ],
    }
