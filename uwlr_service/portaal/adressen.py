"""Every address of the portal: the lists of all visitors together."""

from uwlr_service.portaal.publiek import adressen as publiek

ALLE = (*publiek.ADRESSEN,)
