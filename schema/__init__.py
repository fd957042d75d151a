"""What we promise the warehouse: frozen models of one line of `data.jsonl`. Knows no file and no form."""
