"""What outlives a key: the work on the document and its copies, places and choices on disk, the clipboard."""
