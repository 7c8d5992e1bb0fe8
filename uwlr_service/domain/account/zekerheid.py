"""By which proofs pupils sign in: the words of our own in ``amr``, beside those of RFC 8176."""

PLAATJES = ("plaatje",)
"""Three pictures in order, on a device of the class."""
BADGE = ("badge",)
"""A QR code on a device of the school."""
BADGE_MET_PIN = ("badge", "pin")
"""A QR code anywhere else, with the number that belongs to it."""
