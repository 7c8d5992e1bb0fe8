"""The defects of the double of a partner, each with the cases that see it and the steps that show it."""

from tests.support.keur.uitgever.gebreken import Clientgebrek


def _gebrek(naam: str, zin: str, gevallen: str, stappen: str = "") -> Clientgebrek:
    return Clientgebrek(naam, zin, frozenset(gevallen.split()), ("eerste-keer", *stappen.split()))


CONTROLE = "andere-byte weer-goed handtekening"
GEBREKEN = (
    _gebrek("haalt-nooit", "De partner haalt geen pakket op.", "ophalen-lukt"),
    _gebrek("bevestigt-niet", "De partner bevestigt niets.", "ophalen-bevestigd"),
    _gebrek(
        "bevestigt-ongelezen", "De partner bevestigt voor hij het pakket ophaalt.", "ophalen-eerst-lezen"
    ),
    _gebrek(
        "zwijgt-over-leeg",
        "De partner bevestigt een levering zonder wijzigingen niet.",
        "ophalen-leeg-bevestigd",
        "niets-nieuws",
    ),
    _gebrek(
        "vraagt-verkeerd",
        "De partner vraagt de lijst met een parameter die niet goed is.",
        "ophalen-geldig",
        "niets-nieuws",
    ),
    _gebrek("vraagt-alles", "De partner vraagt elke keer alles.", "ophalen-verder", "niets-nieuws"),
    _gebrek(
        "haalt-alles",
        "De partner haalt elke keer alles op.",
        "ophalen-verder ophalen-een-keer",
        "niets-nieuws",
    ),
    _gebrek(
        "geeft-op-na-http-500",
        "De partner haalt na status 500 niets meer op.",
        "storing-http-500",
        "http-500",
    ),
    _gebrek("geeft-op-na-bezet", "De partner haalt na status 503 niets meer op.", "storing-bezet", "bezet"),
    _gebrek("wacht-niet", "De partner let niet op Retry-After.", "storing-wacht", "bezet"),
    _gebrek(
        "geeft-op-na-traag",
        "De partner wacht niet op een traag antwoord, en houdt dan op.",
        "storing-traag",
        "traag",
    ),
    _gebrek(
        "verwerkt-half",
        "De partner verwerkt een half pakket.",
        "storing-half-niet-verwerkt storing-half-opnieuw",
        "afgebroken",
    ),
    _gebrek(
        "geeft-op-na-afgebroken",
        "De partner haalt na een half pakket niets meer op.",
        "storing-half-opnieuw",
        "afgebroken",
    ),
    _gebrek(
        "begint-opnieuw",
        "De partner haalt na een half pakket alles nog eens op.",
        "storing-verder-met-range",
        "afgebroken",
    ),
    _gebrek(
        "ziet-geen-gat",
        "De partner verwerkt de levering achter een gat.",
        "keten-gat-niet-verwerkt keten-gat-vraagt-alles",
        "gat",
    ),
    _gebrek(
        "vraagt-niet-om-alles",
        "De partner vraagt bij een gat niet om een volledige levering.",
        "keten-gat-vraagt-alles",
        "gat",
    ),
    _gebrek(
        "blijft-hangen",
        "De partner haalt na een gat niets meer op.",
        "keten-volledig-verwerkt",
        "gat volledig",
    ),
    _gebrek(
        "telt-niet-na",
        "De partner controleert niets.",
        "controle-byte-niet-verwerkt controle-handtekening-niet-verwerkt controle-opnieuw",
        CONTROLE,
    ),
    _gebrek(
        "leest-geen-handtekening",
        "De partner vergelijkt alleen de SHA-256.",
        "controle-handtekening-niet-verwerkt",
        CONTROLE,
    ),
    _gebrek(
        "slaat-mislukt-over",
        "De partner keurt een pakket af en gaat erachter verder.",
        "controle-opnieuw",
        "andere-byte weer-goed",
    ),
    _gebrek(
        "zwijgt-over-fouten",
        "De partner zegt niet dat hij een pakket afkeurt.",
        "controle-afgekeurd",
        CONTROLE,
    ),
    _gebrek(
        "bewaart-sleutels", "De partner haalt jwks.json maar één keer op.", "sleutel-nieuw", "nieuwe-sleutel"
    ),
    _gebrek(
        "kent-geen-mutaties",
        "De partner verwerkt geen levering waarin objecten weg zijn.",
        "verwijderd-verwerkt",
        "vertrek",
    ),
    _gebrek(
        "kent-een-jaar",
        "De partner weigert een ander schooljaar.",
        "schooljaar-verwerkt",
        "nieuw-schooljaar",
    ),
    _gebrek("gaat-door", "De partner vraagt na een intrekking door.", "intrekking-stopt", "intrekking"),
    _gebrek(
        "vernietigt-niet",
        "De partner vraagt niet wat hij moet vernietigen.",
        "intrekking-vernietigd",
        "intrekking",
    ),
)
