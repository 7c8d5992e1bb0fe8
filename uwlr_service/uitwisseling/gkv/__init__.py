"""GKV: packages made at night, signed, collected and confirmed."""
