"""A new key on the screen, for the only time, with all that its holder needs beside it."""

from typing import TYPE_CHECKING

from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.scholen import scholen_of
from uwlr_service.domain.koppeling.gegevenssets import SMALLE_SET

if TYPE_CHECKING:
    from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte


def uitgifte_record(uitgifte: "Uitgifte") -> dict[str, object]:
    """As a program reads it; what a publisher needs, but for the address of the WSDL."""
    koppeling = uitgifte.koppeling
    return {
        "koppeling": koppeling.id,
        "klantnaam": koppeling.klant.naam,
        "klantcode": koppeling.klant.code,
        "autorisatiesleutel": uitgifte.sleutel,
        "scholen": [str(school) for school in koppeling.scholen],
        "proeftuin": uitgifte.proeftuin,
    }


def say_proeftuin(koppeling: int, *, proeftuin: bool) -> None:
    """Say of a key that was just made that it opens test schools alone."""
    if proeftuin:
        say(
            f"Dit is een sleutel van de proeftuin: hij opent alleen testscholen, en dat blijft zo. Maak voor"
            f" koppeling {koppeling} een nieuwe sleutel zodra het product actief is.",
            style="yellow",
        )


def show_uitgifte(uitgifte: "Uitgifte", as_json: bool) -> None:
    """As the option ``--json`` asks for it, with what to do now."""
    if as_json:
        show_json(uitgifte_record(uitgifte))
        return
    show_sleutel(uitgifte)
    say_proeftuin(uitgifte.koppeling.id, proeftuin=uitgifte.proeftuin)
    say(
        "Dit is de enige keer dat de sleutel te zien is. Geef hem, met klantnaam, klantcode en scholen,"
        " langs een veilige weg aan de leverancier."
    )
    say(f"Wat de leverancier krijgt: uwlr koppeling afspraak {uitgifte.koppeling.id}")


def say_default(koppeling: int) -> None:
    """Say that the narrowest set was taken, since none was named, and what is not in it."""
    say(
        f"U noemde geen gegevensset, dus het is {SMALLE_SET}: wel namen, groepen, jaargroepen en"
        " geboortedata, maar geen e-mailadressen en foto's van leerlingen. Moet het meer zijn, trek de"
        f" koppeling dan in (uwlr koppeling revoke {koppeling}) en maak een nieuwe met --gegevensset.",
        style="yellow",
    )


def show_sleutel(uitgifte: "Uitgifte") -> None:
    """The key itself, and what goes with it."""
    koppeling = uitgifte.koppeling
    listing = table(f"Koppeling {koppeling.id}", "", "")
    listing.show_header = False
    for naam, waarde in (
        ("klantnaam", koppeling.klant.naam),
        ("klantcode", koppeling.klant.code),
        ("autorisatiesleutel", uitgifte.sleutel),
        ("scholen", scholen_of(koppeling)),
        ("gegevensset", koppeling.gegevensset),
        ("richting", koppeling.richting.value),
    ):
        listing.add_row(naam, cell(waarde, style="bold" if naam == "autorisatiesleutel" else ""))
    show(listing)
