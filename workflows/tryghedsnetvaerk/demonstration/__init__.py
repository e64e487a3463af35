"""The demonstration: ten invented networks, lived through by the real actions, counted back from today."""
