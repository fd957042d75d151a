"""The tests: laws, real producers' documents, the corpus, the command line and the house rules."""
