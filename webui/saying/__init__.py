"""How things are said: in which language, with which words, and what an event or a field says as a sentence."""
