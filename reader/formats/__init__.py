"""Bitext <-> bytes: one module a format."""
