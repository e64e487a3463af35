"""Crime figures, the two studies, the report and the problems it names."""
