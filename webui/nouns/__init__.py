"""The records of a network: for each noun its form, its list and what can be done with one."""
