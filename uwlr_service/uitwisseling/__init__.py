"""The use cases: who is this, what may they have, what is done. The edges only pass calls on to here."""
