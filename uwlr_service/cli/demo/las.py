"""The LAS of a demo: it is let in with a key of its own, and takes over the results that came back."""

import json

from uwlr_service.cli.demo.exchange import UitwisselingFout
from uwlr_service.cli.demo.narration import Narration
from uwlr_service.cli.demo.resultaten import AANTAL
from uwlr_service.cli.files import write_whole
from uwlr_service.cli.output import show
from uwlr_service.client.las import LasClient
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.gkv import handtekening

NAAM = "Proeflas"
STAND = "overgenomen.json"


def take_over(url: str, gegevens: Schoolgegevens, settings: Settings, stappen: Narration) -> None:
    """Let a LAS read the results of its school; raises UitwisselingFout if there are others."""
    school = gegevens.school.code
    key = handtekening.new_key()
    openbaar = stappen.folder / "las-openbaar.json"
    geheim = stappen.folder / "las-sleutel.json"
    public = json.dumps({"keys": [handtekening.public_part(key)]}).encode()
    write_whole(openbaar, [public])
    write_whole(geheim, [json.dumps(key).encode()])
    diensten = Diensten.open(settings)
    try:
        door = Handelende.opdrachtregel()
        las = diensten.lasregister.add(NAAM, [school], alle_scholen=False, door=door).las
        diensten.lassleutels.add_jwks(las.id, public, door=door)
    finally:
        diensten.close()
    stappen.say(
        "Een ander LAS sluit zich aan, en neemt de resultaten over",
        f"uwlr las add --naam '{NAAM}' --school {school}",
        f"uwlr las key {las.id} --jwks {stappen.shown(openbaar)}",
        f"uwlr las results --las {las.id} --url {url} \\",
        f"    --key-file {stappen.shown(geheim)} --stand {stappen.shown(stappen.folder / STAND)}",
    )
    with LasClient(url, las.id, key) as client:
        page = client.resultaten("", AANTAL + 1)
        client.confirm(page.cursor)
    if len(page.resultaten) != AANTAL:
        raise UitwisselingFout(f"Het LAS ziet {len(page.resultaten)} resultaten in plaats van {AANTAL}.")
    show(f"Goed: het LAS heeft de {AANTAL} resultaten van zijn school, en bevestigde de ontvangst.")
