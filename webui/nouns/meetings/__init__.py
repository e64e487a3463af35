"""The records of meetings: called, agendas, minutes, and what was held."""
