"""The method of the tryghedsnetværk: its nine steps, what they demand, and the records that meet them."""
