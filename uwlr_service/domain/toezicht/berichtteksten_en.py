"""The texts of messages in English; the same parameters as in Dutch."""

from collections.abc import Mapping
from types import MappingProxyType

from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort as B
from uwlr_service.domain.toezicht.berichtteksten_nl import Berichttekst

ENGLISH: Mapping[B, Berichttekst] = MappingProxyType(
    {
        B.AANVRAAG_INGEDIEND: Berichttekst(
            "New application of {partner}",
            "{partner} applies for a link for {product}. The application waits to be judged.",
        ),
        B.AANVRAAG_ONTVANGEN: Berichttekst(
            "We have received your application for {product}",
            "An operator is going to judge your application. You will hear when that begins.",
        ),
        B.AANVRAAG_VERLOOPT: Berichttekst(
            "Your application for {product} expires",
            "You have not sent the application yet. We will delete the draft on {datum}.",
        ),
        B.AANVRAAG_VERLOPEN: Berichttekst(
            "Your application for {product} has expired",
            "You did not send the application within 30 days. The draft was deleted.",
        ),
        B.AANVRAAG_OPGEPAKT: Berichttekst(
            "Your application for {product} is being judged",
            "An operator is judging your application. You will hear if anything is missing.",
        ),
        B.AANVRAAG_VRAAG: Berichttekst(
            "A question about your application for {product}",
            "The operator has a question. Your application goes on when you have answered it.",
        ),
        B.AANVRAAG_AANGEVULD: Berichttekst(
            "{partner} supplemented the application",
            "{partner} answered your questions about {product}.",
        ),
        B.AANVRAAG_TWEEDE: Berichttekst(
            "The application of {partner} waits for a second operator",
            "The application for {product} asks for special data. A second operator has to agree too.",
        ),
        B.AANVRAAG_TOEGELATEN: Berichttekst(
            "Your application for {product} was admitted",
            "You can begin in the sandbox. There are test schools for you.",
        ),
        B.AANVRAAG_AFGEWEZEN: Berichttekst(
            "Your application for {product} was rejected",
            "The operator rejected your application. The reason: {reden}",
        ),
        B.AANVRAAG_INGETROKKEN: Berichttekst(
            "{partner} withdrew the application",
            "{partner} withdrew the application for {product}. You need not do anything.",
        ),
        B.TOELATING_VERDER: Berichttekst(
            "{product} is one step further",
            "The admission of {product} is now: {stand}.",
        ),
        B.TOELATING_OPGESCHORT: Berichttekst(
            "{product} was stopped everywhere",
            "The operator of this service stopped {product}. No data go there any more. The reason: {reden}",
        ),
        B.TOELATING_HERVAT: Berichttekst(
            "{product} works again",
            "The operator of this service admitted {product} again. The links work as before.",
        ),
        B.TOELATING_BEEINDIGD: Berichttekst(
            "{product} was ended",
            "The admission of {product} was ended. All data of schools have to be destroyed.",
        ),
        B.DEELNAME_VOORGESTELD: Berichttekst(
            "{product} asks for a link",
            "{partner} asks whether {school} wants a link with {product}. No data go there yet. You decide.",
        ),
        B.DEELNAME_TWEEDE: Berichttekst(
            "{product} waits for a second administrator",
            "An administrator of {school} wants a link with {product}. "
            "There are special data in it, so a second administrator has to agree too.",
        ),
        B.DEELNAME_ACTIEF: Berichttekst(
            "{school} has a link with {product}",
            "{school} gave consent for {product}. The link works from now on.",
        ),
        B.DEELNAME_AFGEWEZEN: Berichttekst(
            "{school} does not want a link with {product}",
            "{school} declined your proposal for {product}. You may ask again after 30 days.",
        ),
        B.DEELNAME_VERVALLEN: Berichttekst(
            "The proposal of {product} to {school} has lapsed",
            "No decision is needed any more. No data were exchanged.",
        ),
        B.DEELNAME_VERSMALD: Berichttekst(
            "{school} gives {product} fewer data",
            "{school} narrowed the agreement for {product}. The page of the link shows what still goes.",
        ),
        B.DEELNAME_GEPAUZEERD: Berichttekst(
            "{school} paused {product}",
            "No data of {school} go to {product} now. What is there may stay.",
        ),
        B.DEELNAME_HERVAT: Berichttekst(
            "{school} goes on with {product}",
            "The pause is over. The link of {school} with {product} works again.",
        ),
        B.DEELNAME_ONGEBRUIKT: Berichttekst(
            "{product} was not used for a long time",
            "{product} collected nothing at {school} for a long time. "
            "Unless the school confirms, the link is paused on {datum}.",
        ),
        B.DEELNAME_INGETROKKEN: Berichttekst(
            "{school} ends {product}",
            "{school} withdrew its consent for {product}. No data go there any more. "
            "The supplier destroys all data by {datum}, and confirms it.",
        ),
        B.DEELNAME_AFGEROND: Berichttekst(
            "{product} destroyed the data",
            "{partner} confirms that all data of {school} in {product} were destroyed.",
        ),
        B.VERWIJDEREN_HERINNERING: Berichttekst(
            "Destroy the data of {school}",
            "{school} ended {product}. Confirm by {datum} that all data were destroyed.",
        ),
        B.VERWIJDEREN_TE_LAAT: Berichttekst(
            "{partner} does not confirm the destruction",
            "{school} ended {product}. The supplier should have confirmed the destruction by {datum}.",
        ),
        B.SCHOOL_ZONDER_BEHEERDER: Berichttekst(
            "{school} has no administrator",
            "A proposal of {product} waits for {school}. Invite a first administrator.",
        ),
        B.VOORSTEL_OPEN: Berichttekst(
            "{product} asks for more data",
            "{partner} asks {school} for more data for {product}. Nothing changes until you decide.",
        ),
        B.VOORSTEL_TWEEDE: Berichttekst(
            "Extending {product} waits for a second administrator",
            "An administrator of {school} wants to give {product} more data. "
            "There are special data in it, so a second administrator has to agree too.",
        ),
        B.VOORSTEL_GEACCEPTEERD: Berichttekst(
            "{school} gives {product} more data",
            "{school} accepted your proposal for {product}. The page of the link shows what goes along now.",
        ),
        B.VOORSTEL_AFGEWEZEN: Berichttekst(
            "{school} gives {product} no more data",
            "{school} declined your proposal for {product}. The link goes on as it was.",
        ),
        B.VOORSTEL_VERVALLEN: Berichttekst(
            "The proposal of {product} to {school} no longer holds",
            "No decision is needed any more. The link goes on as it was.",
        ),
        B.INZAGE_HERINNERING: Berichttekst(
            "A request for disclosure waits for an answer",
            "{school} has to answer request {nummer} by {datum}.",
        ),
        B.VERGETEN_TERUG: Berichttekst(
            "A forgotten pupil is in the file again",
            "The last import of {school} has somebody who was forgotten. Remove the pupil in the LAS.",
        ),
        B.HERSTEL_GEVRAAGD: Berichttekst(
            "{naam} gets a new invitation",
            "{naam} could no longer sign in. An administrator sent a new invitation. "
            "If this is not right, contact the operator.",
        ),
        B.FACTOR_GEWIJZIGD: Berichttekst(
            "The way you sign in was changed",
            "Something changed about your password, passkey or code. "
            "If this was not you, contact the operator at once.",
        ),
        B.NIEUW_APPARAAT: Berichttekst(
            "Signed in on a new device",
            "Somebody signed in with your name on a new device, "
            "after a few attempts that failed. If this was not you, contact the operator at once.",
        ),
        B.GEBRUIKER_BEEINDIGD: Berichttekst(
            "The access of {naam} was ended",
            "{naam} can no longer sign in as {rol}.",
        ),
        B.SLEUTEL_GEMAAKT: Berichttekst(
            "A new key for {product}",
            "A new key was made for link {koppeling} of {product}. "
            "If you did not ask for it, contact the operator.",
        ),
        B.TOEPASSING_GEWIJZIGD: Berichttekst(
            "The sign-in application of {product} was changed",
            "Something changed in the application of link {koppeling}: an address, a key or a choice. "
            "If this is not right, contact the operator at once.",
        ),
        B.TOEPASSING_WACHT: Berichttekst(
            "Addresses of {product} wait for you",
            "Addresses of link {koppeling} on a server that is new: {aantal}. "
            "They are not used before you confirm them.",
        ),
        B.TOEPASSING_BEVESTIGD: Berichttekst(
            "Addresses of {product} were confirmed",
            "Addresses of link {koppeling} that work now: {aantal}.",
        ),
        B.TOEPASSING_GEWEIGERD: Berichttekst(
            "Addresses of {product} were not confirmed",
            "Addresses of link {koppeling} that were refused: {aantal}. The operator writes: {reden}",
        ),
        B.NACHT_MISLUKT: Berichttekst(
            "Not all packages of {datum} were made",
            "Packages that were not made: {aantal}. The report of the night says why.",
        ),
    }
)
