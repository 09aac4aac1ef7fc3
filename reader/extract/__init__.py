"""Bytes -> lines. One module a format; each gives an `Extract`."""
