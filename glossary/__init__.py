"""The termbase: strings in, hits out. Of the reader it knows only `reader.language` and `reader.errors`."""
