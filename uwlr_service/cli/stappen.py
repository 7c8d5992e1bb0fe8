"""Which commands make happen what a state allows."""

from collections.abc import Mapping

from uwlr_service.domain.fouten import OvergangOngeldig
from uwlr_service.domain.inzage.verzoek import Verzoekgebeurtenis
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraaggebeurtenis
from uwlr_service.domain.koppeling.besluitvorming.stand import Voorstelgebeurtenis
from uwlr_service.domain.koppeling.deelname import Deelnamegebeurtenis
from uwlr_service.domain.koppeling.toelating import Toelatinggebeurtenis

COMMANDS: Mapping[type, Mapping[str, str]] = {
    Aanvraaggebeurtenis: {
        Aanvraaggebeurtenis.TAKE_UP: "uwlr aanvraag judge",
        Aanvraaggebeurtenis.ASK_MORE: "uwlr aanvraag ask",
        Aanvraaggebeurtenis.ADMIT: "uwlr aanvraag admit",
        Aanvraaggebeurtenis.REJECT: "uwlr aanvraag reject",
        Aanvraaggebeurtenis.WITHDRAW: "uwlr aanvraag withdraw",
    },
    Deelnamegebeurtenis: {
        Deelnamegebeurtenis.PROPOSE: "uwlr koppeling voorstel add",
        Deelnamegebeurtenis.ACCEPT: "uwlr koppeling voorstel accept",
        Deelnamegebeurtenis.DECLINE: "uwlr koppeling voorstel decline",
        Deelnamegebeurtenis.TAKE_BACK: "uwlr koppeling voorstel withdraw",
        Deelnamegebeurtenis.ADMIT: "uwlr koppeling school add",
        Deelnamegebeurtenis.REJOIN: "uwlr koppeling school add",
        Deelnamegebeurtenis.NARROW: "uwlr koppeling afspraak",
        Deelnamegebeurtenis.PAUSE: "uwlr koppeling pause",
        Deelnamegebeurtenis.RESUME: "uwlr koppeling resume",
        Deelnamegebeurtenis.WITHDRAW: "uwlr koppeling revoke",
        Deelnamegebeurtenis.DESTROY: "uwlr koppeling verwijderd",
    },
    Toelatinggebeurtenis: {
        Toelatinggebeurtenis.QUALIFY: "uwlr toelating qualify",
        Toelatinggebeurtenis.AGREE: "uwlr toelating agree",
        Toelatinggebeurtenis.ACTIVATE: "uwlr toelating activate",
        Toelatinggebeurtenis.SUSPEND: "uwlr toelating suspend",
        Toelatinggebeurtenis.RESUME: "uwlr toelating resume",
        Toelatinggebeurtenis.END: "uwlr toelating end",
    },
    Voorstelgebeurtenis: {
        Voorstelgebeurtenis.PROPOSE: "uwlr koppeling voorstel add",
        Voorstelgebeurtenis.ACCEPT: "uwlr koppeling voorstel accept",
        Voorstelgebeurtenis.SECOND_YES: "uwlr koppeling voorstel accept",
        Voorstelgebeurtenis.DECLINE: "uwlr koppeling voorstel decline",
        Voorstelgebeurtenis.REPLACE: "uwlr koppeling voorstel add",
        Voorstelgebeurtenis.TAKE_BACK: "uwlr koppeling voorstel withdraw",
    },
    Verzoekgebeurtenis: {},
}
"""What is not here is done on the pages only, or by the clock."""


def advice(error: OvergangOngeldig) -> str:
    """The commands for what can happen instead, each of them once; empty if there is none."""
    commands: dict[str, None] = {}
    for gebeurtenis in error.mogelijk:
        command = COMMANDS.get(type(gebeurtenis), {}).get(gebeurtenis)
        if command is not None:
            commands[command] = None
    return f"Daarvoor zijn: {', '.join(commands)}." if commands else ""
