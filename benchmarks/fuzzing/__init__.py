"""Files of the corpus, changed at random but in their own structure, for the readers to fail on."""
