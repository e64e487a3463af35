"""Gadehavegård's report: what it says is what was counted, answered and told, and its problems are laid beside it."""

import json

import pytest
from sqlalchemy import select

from engine import records
from workflows.tryghedsnetvaerk.documents import placing
from workflows.tryghedsnetvaerk.mapping.crime import analysis, wholes
from workflows.tryghedsnetvaerk.mapping.crime.classification import offence
from workflows.tryghedsnetvaerk.mapping.crime.queries import figures_of, list_sets
from workflows.tryghedsnetvaerk.mapping.models import PARTS, Problem, Report
from workflows.tryghedsnetvaerk.mapping.report.evidence import Evidence, beside, gather
from workflows.tryghedsnetvaerk.mapping.statistics import counts
from workflows.tryghedsnetvaerk.mapping.survey import releasing
from workflows.tryghedsnetvaerk.mapping.survey.models import Survey
from workflows.tryghedsnetvaerk.network.models import Network

GADEHAVEGAARD = select(Network.network_id).where(Network.name == "Gadehavegård")


@pytest.fixture
def session(demonstration):
    with demonstration.read() as session:
        yield session


@pytest.fixture
def found(session) -> Evidence:
    return gather(session, session.scalars(GADEHAVEGAARD).one())


def report_of(session) -> Report:
    return records.get(session, Report, session.scalars(GADEHAVEGAARD).one(), 2)


def test_every_chart_it_asks_for_was_kept_with_it(session):
    report = report_of(session)
    asked = {key for part in PARTS for key in placing.keys(getattr(report, part))}

    assert len(asked) == 4
    assert asked <= set(json.loads(report.annex)["diagrams"])


def test_its_shares_are_those_that_were_answered(session):
    report = report_of(session)
    survey = session.scalars(select(Survey).where(Survey.network_id == report.network_id, Survey.nr == 1)).one()
    told = releasing.find_results(session, survey)

    for code, said in (("belysning", "dårlig belysning ({} procent)"), ("egen_1", "låst ({} procent)")):
        assert said.format(round(told.percent[f"{code}:utryg"][0])) in report.resume
    assert f"er {told.weighted['belysning:utryg'][0]:.0f} procent utrygge ved dårlig" in report.undersoegelser
    women, men = ([told.count(f"moerke:{kind}|koen={sex}") for kind in ("utryg", "base")] for sex in (1, 2))
    assert "Flere kvinder ({} af {}) end mænd ({} af {})".format(*women, *men) in report.utryghed


def test_its_figures_are_those_of_the_police(found, session):
    own = found.crime[0]
    last = {line.key: line.counts[-2:] for line in own.lines}

    assert len(own.lines[0].periods) == 6
    for what, key in (("Indbrud", "Indbrud i kælder"), ("Hærværk", "Hærværk"), ("Vold", "Vold")):
        assert f"{what}: {last[key][1]} mod {last[key][0]}" in report_of(session).analyse
    before, after = own.lines[0].periods[-2:]
    assert f"Anmeldt i {after} mod {before}" in report_of(session).analyse


def test_its_increase_has_periods_and_uncertainty(found, session):
    own, told = found.crime[0], report_of(session).resume
    whole, years = next(line for line in own.lines if offence(line.label) == "TOT"), own.lines[0].periods
    before, after = whole.counts[-2:]
    sure = counts.ratio({years[-2]: before}, {years[-1]: after})

    assert f"{after} forhold i {years[-1]} mod {before} i {years[-2]}" in told
    assert f"(usikkerhed {100 * sure.low - 100:.0f}–{100 * sure.high - 100:.0f} procent)" in told
    assert f"Fra {years[-2]} til {years[-1]} er indbrud i boliger steget" in told
    assert f"I alt blev der anmeldt {after} forhold i {years[-1]} mod {before}" in report_of(session).kriminalitet


def test_the_areas_total_is_the_one_that_the_police_counted(session, found):
    rows = list_sets(session, session.scalars(GADEHAVEGAARD).one())
    figures = figures_of(next(row for row in rows if row.nr == found.crime[0].nr))

    total = analysis.total(figures, figures.area)

    assert (total.whole, total.made_of) == (True, ())
    assert {one.text for one in analysis.unknown(figures, figures.area)} == {
        "Vold", "Indbrud i kælder", "Cykel- og knallerttyveri"
    }  # fmt: skip
    assert wholes.exceeded(figures.periods, figures.series) == []


def test_every_problem_lies_beside_figures_and_questions(found, session):
    problems = records.list_all(session, Problem, session.scalars(GADEHAVEGAARD).one())
    laid = {problem.what: beside(found, problem) for problem in problems}
    codes = {item.code for survey in found.surveys for item in survey.items}

    assert all(lines and items for lines, items, _ in laid.values())
    assert {code for _, items, _ in laid.values() for code in items} <= codes
    assert [problem.what for problem in problems if laid[problem.what][2]]


def test_the_municipality_does_not_stand_for_what_the_area_has_figures_of(found, session):
    problems = records.list_all(session, Problem, session.scalars(GADEHAVEGAARD).one())
    burglary = next(one for one in problems if one.offences == "Indbrud i beboelser")

    lines, _, _ = beside(found, burglary)

    assert [line.counts[-1] for line in lines] == [33]
    assert any(one.area and "Indbrud i beboelser" in [line.key for line in one.lines] for one in found.crime)
