"""Gadehavegård: the pilot, with everything a network can have, on the day its first year is over."""

from workflows.tryghedsnetvaerk.demonstration.gadehavegaard import opstart, samarbejde, udvikling
from workflows.tryghedsnetvaerk.demonstration.story import Story


def tell(story: Story) -> None:
    """Three phases; the year's timer is left to fire when the product is first started."""
    opstart.tell(story)
    udvikling.tell(story)
    samarbejde.tell(story)
