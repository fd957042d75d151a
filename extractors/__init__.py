"""A published file → a record. Knows files and forms, knows no check."""
