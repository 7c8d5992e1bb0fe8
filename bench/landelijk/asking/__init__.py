"""Those who ask something of a country: publishers, partners, a LAS, people and an operator."""
