"""How pupils sign in: the class, its pictures and its badges."""
