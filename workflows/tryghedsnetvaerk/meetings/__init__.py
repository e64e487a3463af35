"""Meetings, their agendas, minutes and numbered decisions, and the plan of them."""
