"""The kinds of messages to people; each has a text in every language."""

import enum


class Berichtsoort(enum.StrEnum):
    """What somebody can be told, by the subject that tells it."""

    # An application of a company
    AANVRAAG_INGEDIEND = "aanvraag-ingediend"
    AANVRAAG_ONTVANGEN = "aanvraag-ontvangen"
    AANVRAAG_VERLOOPT = "aanvraag-verloopt"
    AANVRAAG_VERLOPEN = "aanvraag-verlopen"
    AANVRAAG_OPGEPAKT = "aanvraag-opgepakt"
    AANVRAAG_VRAAG = "aanvraag-vraag"
    AANVRAAG_AANGEVULD = "aanvraag-aangevuld"
    AANVRAAG_TWEEDE = "aanvraag-tweede"
    AANVRAAG_TOEGELATEN = "aanvraag-toegelaten"
    AANVRAAG_AFGEWEZEN = "aanvraag-afgewezen"
    AANVRAAG_INGETROKKEN = "aanvraag-ingetrokken"
    # A product that was admitted
    TOELATING_VERDER = "toelating-verder"
    TOELATING_OPGESCHORT = "toelating-opgeschort"
    TOELATING_HERVAT = "toelating-hervat"
    TOELATING_BEEINDIGD = "toelating-beeindigd"
    # A school in a link
    DEELNAME_VOORGESTELD = "deelname-voorgesteld"
    DEELNAME_TWEEDE = "deelname-tweede"
    DEELNAME_ACTIEF = "deelname-actief"
    DEELNAME_AFGEWEZEN = "deelname-afgewezen"
    DEELNAME_VERVALLEN = "deelname-vervallen"
    DEELNAME_VERSMALD = "deelname-versmald"
    DEELNAME_GEPAUZEERD = "deelname-gepauzeerd"
    DEELNAME_HERVAT = "deelname-hervat"
    DEELNAME_ONGEBRUIKT = "deelname-ongebruikt"
    DEELNAME_INGETROKKEN = "deelname-ingetrokken"
    DEELNAME_AFGEROND = "deelname-afgerond"
    VERWIJDEREN_HERINNERING = "verwijderen-herinnering"
    VERWIJDEREN_TE_LAAT = "verwijderen-te-laat"
    SCHOOL_ZONDER_BEHEERDER = "school-zonder-beheerder"
    # A wider agreement
    VOORSTEL_OPEN = "voorstel-open"
    VOORSTEL_TWEEDE = "voorstel-tweede"
    VOORSTEL_GEACCEPTEERD = "voorstel-geaccepteerd"
    VOORSTEL_AFGEWEZEN = "voorstel-afgewezen"
    VOORSTEL_VERVALLEN = "voorstel-vervallen"
    # Disclosure and forgetting
    INZAGE_HERINNERING = "inzage-herinnering"
    VERGETEN_TERUG = "vergeten-terug"
    # People and keys
    HERSTEL_GEVRAAGD = "herstel-gevraagd"
    FACTOR_GEWIJZIGD = "factor-gewijzigd"
    NIEUW_APPARAAT = "nieuw-apparaat"
    GEBRUIKER_BEEINDIGD = "gebruiker-beeindigd"
    SLEUTEL_GEMAAKT = "sleutel-gemaakt"
    # The client of a link of SSO
    TOEPASSING_GEWIJZIGD = "toepassing-gewijzigd"
    TOEPASSING_WACHT = "toepassing-wacht"
    TOEPASSING_BEVESTIGD = "toepassing-bevestigd"
    TOEPASSING_GEWEIGERD = "toepassing-geweigerd"
    # The service
    NACHT_MISLUKT = "nacht-mislukt"
