"""The text on the screen: its layout, what is found, marked and chosen in it, and the moves through it."""
