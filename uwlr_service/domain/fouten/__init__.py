"""The errors of the service, with the words and codes for receivers; others are in ``sso`` and ``extern``.

    Fout
      + BerichtFout                     becomes a SOAP fault; ``faultcode`` is the standard's
        - VersionMismatch               SOAP 1.1, 4.4.1
        - MustUnderstand                SOAP 1.1, 4.4.1
        - OngeldigBericht
            InhoudOngeldig              its form is right
        - AdresOnbekend
        - BerichtTeGroot
        - InpakkingOngeldig
        - MediaTypeOngeldig
        - MethodeOngeldig
        - OngeldigeKlantIdentificatie   header: carries no detail
        - AutorisatieOngeldig           header: carries no detail
        - XsdVersieOngeldig
        - LeerlingOngeldig
        - ToetsNormeringOngeldig
        - ScoreOngeldig
        - EldResultaatOngeldig
        - VocabulaireTermOngeldig
        - LeverancierOngeldig           GeneriekeService, as are the next four; no national code
        - SchoolNietGekoppeld
        - VestigingOnduidelijk
        - GeneriekUit
        - AdresGeweigerd
        - TeVeelVerzoeken
        - InterneFout
        - TijdelijkNietBeschikbaar
            DatabaseOnbereikbaar
      + Geweigerd                       an order of an operator or school that is not carried out
        - DocumentOngeldig              a file that does not meet its standard
        - DatabaseOntbreekt
        - DatabaseVerouderd
        - DatabaseNieuwer
        - DatabaseBezet, StilstandNodig
        - DatabaseGeenUtf8
        - DatabaseTeruggezet            older than its journal
        - JournaalVerdwenen
        - JournaalBeschadigd
        - JournaalOnbruikbaar
        - ImportAangehouden             too much would disappear or change
        - NietTerugTeZetten
        - DossierKrimpt
        - LeerlingenOnbekend
        - LeerlingOnbekend              one pupil, in an overview or to be forgotten
        - VerzorgerOnbekend
        - GroepOnbekend
        - AnderBestand                  not the file that was compared
        - InzageverzoekOnbekend
        - VerkeerdeSchool               a file of another school than it was sent for
        - NogInBestand                  not forgotten as long as the newest file has the pupil
        - SchoolOnbekend
        - KlantOnbekend
        - KlantcodeBezet
        - AlGekoppeld
            - AlInKoppeling
        - KoppelingOnbekend
        - LeveringAangehouden
        - VeldOngeldig
        - LeveringOnbekend
        - VerwijderverzoekOnbekend
        - PakketVervallen
        - AfspraakGewijzigd
        - PakketOnleesbaar
        - SleutelOnleesbaar
        - HandtekeningOngeldig
        - AnkerOngeldig                 not an anchor of this log
        - TypenOngeldig                 agreed types of results that cannot be used
        - OntvangstOngeldig
        - VerzoekOngeldig               a call of the pull API that cannot be read
        - NietToegestaan                for a person: it is not there, or not for them
            AanvraagOnbekend            said to whoever may see them all
            KoppelpartnerOnbekend       the same
            LeerlingNietGekozen         a pupil whom a choice leaves out
            ProductOnbekend             said to whoever may see them all
            UitnodigingOnbekend         the same
        - VersBewijsNodig               the second factor is too long ago
        - OvergangOngeldig              not in this state
        - VoorstelVeranderd             what is decided is not what was shown
        - AanmeldenMislukt              the same for a wrong password, an unknown name and a wait
        - CodeOngeldig
        - PogingVoorbij                 too many wrong codes, or too late
        - PasskeyOngeldig
        - FactorGeweigerd               the last one, or one too many
        - EigenRol
        - WachtwoordZwak
        - UitnodigingOngeldig
        - InlogBestaatAl
        - AlGebruiker
        - GebruikerOnbekend
        - AanvraagOnvolledig            an application that is not ready to be sent
        - MailNietBevestigd
        - LinkOngeldig
        - TeVeelAanvragen
        - TweedeBeheerderNodig
      + BackupOnmogelijk                without a program that it needs
      + OpslagOnbruikbaar               where packages lie; its text is for partners, ``plaats`` is not
      + NietBezorgd                     a webhook that its receiver did not take
      + Toegangsfout                    the pull API refuses; ``code`` is that of OAuth 2
        - TokenverzoekOngeldig          RFC 6749, 5.2
        - CoderingOngeldig
        - GrantOngeldig
        - ClientOngeldig
        - ScopeOngeldig
        - TokenOngeldig                 RFC 6750, 3.1
        - ScopeOntbreekt
        - Gepauzeerd
        - KoppelingBeeindigd            only the requests to destroy data are left

Without a message, an error's text is its docstring, which is therefore Dutch where a partner reads it.
"""

from uwlr_service.domain.fouten.aanvraag import (
    AanvraagOnvolledig,
    LinkOngeldig,
    MailNietBevestigd,
    TeVeelAanvragen,
    TweedeBeheerderNodig,
)
from uwlr_service.domain.fouten.basis import (
    EN_MEER,
    MOST_MELDINGEN,
    Fout,
    Geweigerd,
    Melding,
    WaardeOngeldig,
)
from uwlr_service.domain.fouten.bericht import (
    AdresGeweigerd,
    AdresOnbekend,
    AutorisatieOngeldig,
    BerichtFout,
    BerichtTeGroot,
    DatabaseOnbereikbaar,
    EldResultaatOngeldig,
    GeneriekUit,
    InhoudOngeldig,
    InpakkingOngeldig,
    InterneFout,
    LeerlingOngeldig,
    LeverancierOngeldig,
    MediaTypeOngeldig,
    MethodeOngeldig,
    MustUnderstand,
    OngeldigBericht,
    OngeldigeKlantIdentificatie,
    SchoolNietGekoppeld,
    ScoreOngeldig,
    TeVeelVerzoeken,
    TijdelijkNietBeschikbaar,
    ToetsNormeringOngeldig,
    VersionMismatch,
    VestigingOnduidelijk,
    VocabulaireTermOngeldig,
    XsdVersieOngeldig,
)
from uwlr_service.domain.fouten.inzage import (
    AnderBestand,
    GroepOnbekend,
    InzageverzoekOnbekend,
    LeerlingOnbekend,
    NogInBestand,
    VerkeerdeSchool,
    VerzorgerOnbekend,
)
from uwlr_service.domain.fouten.mensen import (
    AanmeldenMislukt,
    AanvraagOnbekend,
    AlGebruiker,
    CodeOngeldig,
    EigenRol,
    FactorGeweigerd,
    GebruikerOnbekend,
    InlogBestaatAl,
    KoppelpartnerOnbekend,
    LeerlingNietGekozen,
    NietToegestaan,
    OvergangOngeldig,
    PasskeyOngeldig,
    PogingVoorbij,
    ProductOnbekend,
    UitnodigingOnbekend,
    UitnodigingOngeldig,
    VersBewijsNodig,
    VoorstelVeranderd,
    WachtwoordZwak,
)
from uwlr_service.domain.fouten.toegang import (
    ClientOngeldig,
    CoderingOngeldig,
    Gepauzeerd,
    GrantOngeldig,
    KoppelingBeeindigd,
    ScopeOngeldig,
    ScopeOntbreekt,
    Toegangsfout,
    TokenOngeldig,
    TokenverzoekOngeldig,
)
from uwlr_service.domain.fouten.weigering import (
    AfspraakGewijzigd,
    AlGekoppeld,
    AlInKoppeling,
    AnkerOngeldig,
    BackupOnmogelijk,
    DatabaseGeenUtf8,
    DatabaseNieuwer,
    DatabaseOntbreekt,
    DatabaseTeruggezet,
    DatabaseVerouderd,
    DocumentOngeldig,
    DossierKrimpt,
    HandtekeningOngeldig,
    ImportAangehouden,
    JournaalBeschadigd,
    JournaalOnbruikbaar,
    JournaalVerdwenen,
    KlantcodeBezet,
    KlantOnbekend,
    KoppelingOnbekend,
    LeerlingenOnbekend,
    LeveringAangehouden,
    LeveringOnbekend,
    NietBezorgd,
    NietTerugTeZetten,
    OntvangstOngeldig,
    OpslagOnbruikbaar,
    PakketOnleesbaar,
    PakketVervallen,
    SchoolOnbekend,
    SleutelOnleesbaar,
    TypenOngeldig,
    VeldOngeldig,
    VerwijderverzoekOnbekend,
    VerzoekOngeldig,
)

__all__ = [
    "EN_MEER",
    "MOST_MELDINGEN",
    "AanmeldenMislukt",
    "AanvraagOnbekend",
    "AanvraagOnvolledig",
    "AdresGeweigerd",
    "AdresOnbekend",
    "AfspraakGewijzigd",
    "AlGebruiker",
    "AlGekoppeld",
    "AlInKoppeling",
    "AnderBestand",
    "AnkerOngeldig",
    "AutorisatieOngeldig",
    "BackupOnmogelijk",
    "BerichtFout",
    "BerichtTeGroot",
    "ClientOngeldig",
    "CodeOngeldig",
    "CoderingOngeldig",
    "DatabaseGeenUtf8",
    "DatabaseNieuwer",
    "DatabaseOnbereikbaar",
    "DatabaseOntbreekt",
    "DatabaseTeruggezet",
    "DatabaseVerouderd",
    "DocumentOngeldig",
    "DossierKrimpt",
    "EigenRol",
    "EldResultaatOngeldig",
    "FactorGeweigerd",
    "Fout",
    "GebruikerOnbekend",
    "GeneriekUit",
    "Gepauzeerd",
    "Geweigerd",
    "GrantOngeldig",
    "GroepOnbekend",
    "HandtekeningOngeldig",
    "ImportAangehouden",
    "InhoudOngeldig",
    "InlogBestaatAl",
    "InpakkingOngeldig",
    "InterneFout",
    "InzageverzoekOnbekend",
    "JournaalBeschadigd",
    "JournaalOnbruikbaar",
    "JournaalVerdwenen",
    "KlantOnbekend",
    "KlantcodeBezet",
    "KoppelingBeeindigd",
    "KoppelingOnbekend",
    "KoppelpartnerOnbekend",
    "LeerlingNietGekozen",
    "LeerlingOnbekend",
    "LeerlingOngeldig",
    "LeerlingenOnbekend",
    "LeverancierOngeldig",
    "LeveringAangehouden",
    "LeveringOnbekend",
    "LinkOngeldig",
    "MailNietBevestigd",
    "MediaTypeOngeldig",
    "Melding",
    "MethodeOngeldig",
    "MustUnderstand",
    "NietBezorgd",
    "NietTerugTeZetten",
    "NietToegestaan",
    "NogInBestand",
    "OngeldigBericht",
    "OngeldigeKlantIdentificatie",
    "OntvangstOngeldig",
    "OpslagOnbruikbaar",
    "OvergangOngeldig",
    "PakketOnleesbaar",
    "PakketVervallen",
    "PasskeyOngeldig",
    "PogingVoorbij",
    "ProductOnbekend",
    "SchoolNietGekoppeld",
    "SchoolOnbekend",
    "ScopeOngeldig",
    "ScopeOntbreekt",
    "ScoreOngeldig",
    "SleutelOnleesbaar",
    "TeVeelAanvragen",
    "TeVeelVerzoeken",
    "TijdelijkNietBeschikbaar",
    "Toegangsfout",
    "ToetsNormeringOngeldig",
    "TokenOngeldig",
    "TokenverzoekOngeldig",
    "TweedeBeheerderNodig",
    "TypenOngeldig",
    "UitnodigingOnbekend",
    "UitnodigingOngeldig",
    "VeldOngeldig",
    "VerkeerdeSchool",
    "VersBewijsNodig",
    "VersionMismatch",
    "VerwijderverzoekOnbekend",
    "VerzoekOngeldig",
    "VerzorgerOnbekend",
    "VestigingOnduidelijk",
    "VocabulaireTermOngeldig",
    "VoorstelVeranderd",
    "WaardeOngeldig",
    "WachtwoordZwak",
    "XsdVersieOngeldig",
]
