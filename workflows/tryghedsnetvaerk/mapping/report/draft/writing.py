"""The draft as a whole: the seven parts in the method's order."""

from collections.abc import Mapping

from workflows.tryghedsnetvaerk.mapping.report.draft.analysis import analysis, conclusion, summary
from workflows.tryghedsnetvaerk.mapping.report.draft.background import background, studies
from workflows.tryghedsnetvaerk.mapping.report.draft.crime import crime
from workflows.tryghedsnetvaerk.mapping.report.draft.insecurity import insecurity
from workflows.tryghedsnetvaerk.mapping.report.evidence import Evidence
from workflows.tryghedsnetvaerk.mapping.report.speaking import Speaker
from workflows.tryghedsnetvaerk.network.models import Network


def draft(speaker: Speaker, network: Network, evidence: Evidence) -> Mapping[str, str]:
    """Return each part as the data let one write it."""
    return {
        "baggrund": background(speaker, network, evidence),
        "resume": summary(speaker, evidence),
        "undersoegelser": studies(speaker, evidence),
        "kriminalitet": crime(speaker, evidence),
        "utryghed": insecurity(speaker, evidence),
        "analyse": analysis(speaker, evidence),
        "konklusion": conclusion(speaker, evidence),
    }
