"""Papers of the method: templates and guidance in two languages, and the path to HTML, Word and PDF."""
