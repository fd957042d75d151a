"""The pages of a PDF by pdfminer.six, the parser inside pdfplumber: slow, careful, and the reference for the rest."""
