"""The pages of a PDF by pdfium: fast, and checked page by page."""
