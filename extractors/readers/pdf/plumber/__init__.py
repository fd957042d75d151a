"""The pages of a PDF by pdfplumber and the pdfminer.six inside it: slow, careful, and the reference for the rest."""
