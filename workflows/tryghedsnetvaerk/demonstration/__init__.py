"""The demonstration: ten invented networks, lived through the real actions, counted back from the day they are filled."""
