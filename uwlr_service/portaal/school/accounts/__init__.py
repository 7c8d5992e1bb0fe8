"""The accounts of leerkrachten and leerlingen: whether there are any, the list, and sheets."""
