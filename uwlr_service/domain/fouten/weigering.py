"""Refusals: an order of an operator, a school or a partner that is not carried out."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from uwlr_service.domain.adres import without_secrets
from uwlr_service.domain.fouten.basis import Fout, Geweigerd


class DocumentOngeldig(Geweigerd):
    """Het document voldoet niet aan zijn standaard."""


class DatabaseOntbreekt(Geweigerd):
    """Er is nog geen database. Maak die eerst: uwlr db upgrade"""


class DatabaseVerouderd(Geweigerd):
    """De database is nog niet gemaakt of niet bijgewerkt. Voer eerst uit: uwlr db upgrade"""


class DatabaseNieuwer(Geweigerd):
    """De database is van een nieuwere versie van dit programma. Werk eerst het programma bij."""


class DatabaseBezet(Geweigerd):
    """Iets houdt een tabel van de database vast, zoals een backup. Probeer het opnieuw als dat klaar is."""


class StilstandNodig(Geweigerd):
    """Deze versie verandert wat de vorige gebruikt. Stop eerst elke server en elke worker van die versie."""


class DatabaseGeenUtf8(Geweigerd):
    """De database van UWLR_DATABASE_URL bewaart geen UTF8. Maak een andere, met createdb --encoding UTF8."""


class DatabaseTeruggezet(Geweigerd):
    """De database is ouder dan het journaal: er is een backup teruggezet. Voer eerst uit: uwlr db restored"""


class BackupOnmogelijk(Fout):
    """Er is geen backup gemaakt."""


class JournaalVerdwenen(Geweigerd):
    """Het journaal dat er was, is er niet meer."""

    @classmethod
    def at(cls, pad: object, ingesteld: object) -> Self:
        """The journal that was at a path, where the settings name the same path or another one."""
        weg = "is er niet meer" if pad == ingesteld else f"is er niet meer, en {ingesteld} is er ook niet"
        return cls(
            f"Het journaal {pad} {weg}. Zet het terug, of ga zonder verder:"
            " uwlr db restored --zonder-journaal"
        )


class JournaalBeschadigd(Geweigerd):
    """Het journaal is beschadigd."""


class JournaalOnbruikbaar(Geweigerd):
    """Het journaal is niet te gebruiken."""


class ImportAangehouden(Geweigerd):
    """Er zou te veel verdwijnen of veranderen; de import wacht op iemand die ernaar kijkt."""

    def __init__(self, tekst: str, bezwaren: Iterable[Any]) -> None:
        super().__init__(tekst)
        self.bezwaren = tuple(bezwaren)
        """Each reason with its figures, as ``domain/school/rem.py`` gives them."""


class NietTerugTeZetten(Geweigerd):
    """Er is geen eerdere stand om terug te zetten."""


class SchoolOnbekend(Geweigerd):
    """Deze school is niet bekend."""

    # The errors lie below every subject, so that they take a school by what it is written as.

    @classmethod
    def of(cls, school: object) -> Self:
        """A school of which nothing was ever stored."""
        return cls(f"School {school} is niet bekend.")

    @classmethod
    def before_import(cls, scholen: Iterable[object]) -> Self:
        """Schools that an order builds on, and that have to be imported before it."""
        return cls(
            f"Deze school is niet bekend: {', '.join(map(str, scholen))}. Importeer eerst de EDEXML"
            " van de school."
        )

    @classmethod
    def buiten(cls, koppeling_id: int, school: object) -> Self:
        """A school that takes no part in a link, known or not."""
        return cls(f"School {school} valt niet onder koppeling {koppeling_id}.")

    @classmethod
    def without_gegevens(cls, school: object, jaar: str) -> Self:
        """A school that has nothing for a school year."""
        return cls(f"Van school {school} zijn er geen gegevens voor schooljaar {jaar}.")


class AlGekoppeld(Geweigerd):
    """Deze leverancier is al gekoppeld met deze school."""

    NAMED = 3
    """Schools in the sentence: a link can have hundreds."""

    @classmethod
    def met(cls, leverancier: str, koppelingen: Mapping[Any, int]) -> Self:
        """A supplier, and the links that it has, by school."""
        links = [f"koppeling {number} met school {school}" for school, number in koppelingen.items()]
        if len(links) > cls.NAMED:
            links[cls.NAMED :] = [f"en nog {len(links) - cls.NAMED} andere"]
        return cls(f"{leverancier} is al gekoppeld: {', '.join(links)}.")

    @classmethod
    def bij_school(cls, leverancier: str, koppeling_id: int) -> Self:
        """The same for the school itself: the link that it has."""
        return cls(
            f"Uw school heeft al zo'n koppeling met {leverancier}: koppeling {koppeling_id}."
            " Stop eerst die koppeling."
        )


class AlInKoppeling(AlGekoppeld):
    """Deze school valt al onder deze koppeling."""

    @classmethod
    def van(cls, koppeling_id: int, school: object) -> Self:
        """A school that takes part in this very link."""
        return cls(f"School {school} valt al onder koppeling {koppeling_id}. Er is niets veranderd.")


class KlantcodeBezet(Geweigerd):
    """Deze klantcode hoort bij een andere klantnaam."""


class KoppelingOnbekend(Geweigerd):
    """Deze koppeling bestaat niet."""


class LeveringAangehouden(Geweigerd):
    """De levering zou te veel leerlingen verwijderen en wacht op iemand die ernaar kijkt."""


class VeldOngeldig(Geweigerd):
    """Dit veld kan in deze koppeling niet aan of uit worden gezet."""


class LeveringOnbekend(Geweigerd):
    """Deze levering bestaat niet, of is niet voor deze koppeling en school."""


class AfspraakGewijzigd(Geweigerd):
    """Dit pakket bevat meer dan de school nu toestaat. De volgende levering is een volledige."""

    reden = "afspraak_gewijzigd"


class VerwijderverzoekOnbekend(Geweigerd):
    """Dit verzoek om te verwijderen bestaat niet, of is niet voor deze koppeling."""


class PakketOnleesbaar(Geweigerd):
    """Dit pakket is nu niet te lezen. Probeer het later opnieuw."""


class SleutelOnleesbaar(Geweigerd):
    """De dienst kan nu niet ondertekenen. Probeer het later opnieuw."""


class PakketVervallen(Geweigerd):
    """Dit pakket wordt niet meer bewaard. Haal de laatste volledige levering op, of vraag er een aan."""


class OntvangstOngeldig(Geweigerd):
    """Deze ontvangstbevestiging kan niet worden verwerkt."""


class VerzoekOngeldig(Geweigerd):
    """Het verzoek is niet te lezen."""


class OpslagOnbruikbaar(Fout):
    """De opslag van pakketten is op dit moment niet te gebruiken."""

    def __init__(self, plaats: str) -> None:
        super().__init__()
        self.plaats = without_secrets(plaats)
        """For the operator only: partners may read why there is no package, not where it would be."""


class NietBezorgd(Fout):
    """Het bericht is niet aangekomen."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        """For the log, without the address: a path can hold a secret of the partner."""
        super().__init__()


class DossierKrimpt(Geweigerd):
    """Het bestand bevat veel minder dan het vorige."""


class LeerlingenOnbekend(Geweigerd):
    """Het bestand gaat over leerlingen die niemand kent."""


class KlantOnbekend(Geweigerd):
    """Deze klantcode is niet bekend."""


class HandtekeningOngeldig(Geweigerd):
    """De handtekening van het pakket klopt niet: het is niet van deze afzender, of het is veranderd."""


class AnkerOngeldig(Geweigerd):
    """Dit is geen anker van het logboek."""


class TypenOngeldig(Geweigerd):
    """De afgesproken typen voor anderresultaat kunnen niet worden gebruikt."""
