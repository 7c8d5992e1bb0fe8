"""The options by which a person says that so much may disappear or change."""

from uwlr_service.cli.options import collected, option
from uwlr_service.domain.school.rem import Vrijstelling

vrijstelling_options = collected(
    Vrijstelling,
    "vrijstelling",
    option(
        "--allow-shrink",
        is_flag=True,
        help="Ook als er te veel leerlingen, leerkrachten of groepen verdwijnen of uit de antwoorden vallen,"
        " of andere sleutels krijgen.",
    ),
    option("--allow-older", is_flag=True, help="Ook als het bestand ouder is dan de stand die er al is."),
    option(
        "--allow-mass-change",
        is_flag=True,
        help="Ook als te veel leerlingen een andere achternaam of geboortedatum krijgen.",
    ),
)
