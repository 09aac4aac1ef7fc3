"""Lines -> document: characters, furniture, wrapping, structure. `plan.py` is their order."""
