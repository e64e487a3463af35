"""What those who oversee look at: events of all networks, the checked chains, who came in, and what left."""
