"""Papers: letters and reports with footnotes, written once and given as page, PDF and DOCX."""
