"""What lies over the text or beside it: lists, forms, questions, entries, the pane of terms, the raw lines."""
