"""What is true of Chinese and English: strings in, strings out; no nouns of ours."""
