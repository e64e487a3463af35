"""News mails, and what goes on between meetings."""
