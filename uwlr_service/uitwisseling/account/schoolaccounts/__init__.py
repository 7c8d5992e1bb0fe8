"""Accounts of the leerkrachten and leerlingen in the imported data of a school."""
