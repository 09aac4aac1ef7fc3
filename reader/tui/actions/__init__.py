"""What the reader does for a key beyond moving: it opens, saves, corrects, comes back. Knows the rest of the screen."""
