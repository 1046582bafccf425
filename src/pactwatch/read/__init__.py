"""Read: from the bytes of a file to a document with its text, dates, sections and items."""
