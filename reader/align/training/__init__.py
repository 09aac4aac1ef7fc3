"""Aligned texts -> weights. Used by `python -m reader.align.train` alone."""
