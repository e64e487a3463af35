"""The demonstrated survey: what lies with it is what its answers say."""

from sqlalchemy import delete, select

from workflows.tryghedsnetvaerk.mapping.survey import releasing, results
from workflows.tryghedsnetvaerk.mapping.survey.models import Release, Survey


def test_what_is_shown_of_the_demonstrated_surveys_is_what_was_answered(demonstration):
    with demonstration.write() as session:
        told = list(session.scalars(select(Survey).join(Release, Release.survey_id == Survey.id).order_by(Survey.nr)))

        kept = [releasing.find_results(session, survey) for survey in told]

        people = [releasing.people_of(releasing.find_release(session, survey)) for survey in told]
        session.execute(delete(Release))  # what was told would be told again as it was
        assert kept == [results.compute(session, *both) for both in zip(told, people, strict=True)]
    assert [(one.counts["moerke:utryg"], one.answers, one.population) for one in kept] == [
        (120, 240, 1200),
        (90, 220, 1080),
    ]
