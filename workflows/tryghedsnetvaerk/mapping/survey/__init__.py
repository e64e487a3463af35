"""The survey of what makes residents feel unsafe: what is asked, in which languages, and answers without askers."""
