"""Interview guides in the browser: one in a language that the house has no words in is written, not left in Danish."""

from workflows.tryghedsnetvaerk.mapping.interviews.models import PARTS, Guide
from workflows.tryghedsnetvaerk.network.models import Network

NET = "/netvaerk/birk"
ROUND = f"{NET}/samtalerunder/1/"


def test_a_guide_in_a_language_of_the_areas_own_begins_empty_and_is_not_the_danish_one(begin, browse, database):
    begin("birk")
    mette = browse("mette")
    mette.send(f"{NET}/samtalerunder/ny", {"title": "Foråret", "study_id": "", "groups": "Unge\nÆldre"})
    with database.write() as session:
        session.query(Network).one().languages = "da,so"
        session.commit()
        danish = {part: getattr(session.query(Guide).one(), part) for part in PARTS}
    page, lacks = f"{NET}/samtaleguider/ny", "Områdets sprog, som guiden mangler på: Somali"
    form = {"round_id": "1", "language": "so"}

    begun = mette.get(page).text
    assert '<option selected value="so">' in begun
    assert "Hvordan bruger du" not in begun
    for said in (danish, danish | {"intro": "Waad ku mahadsan tahay"}):
        answer = mette.send(page, form | said)
        assert answer.status_code == 422
        assert "Guiden er ikke oversat til Soomaali. Denne linje er stadig på et andet sprog: »Hvordan" in answer.text
    assert lacks in mette.get(ROUND).text
    assert mette.send(page, form | {"intro": "Mahadsanid", "opening": "Sidee?", "general": "Maxaa?"}).status_code == 303
    assert lacks not in mette.get(ROUND).text
