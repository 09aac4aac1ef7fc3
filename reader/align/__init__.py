"""Segments -> beads."""
