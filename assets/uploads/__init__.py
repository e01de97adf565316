"""How bytes come in from people: drafts, parts, whole objects, and their way into the library."""
