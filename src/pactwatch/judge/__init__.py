"""Judge: records against the terms of a ceasefire, with reasons and a grade of evidence."""
