"""The use cases: who is this, what may he have, what is done. Everything above only passes on to here."""
