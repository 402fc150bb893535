"""Forces told by where they are seen, camp, fly from or stand."""

import pytest

from tests.extracting import events

SENTENCES = [
    ("contingent", "UGA", "Satellite images taken on 5 November show Ugandan tanks at Mahagi."),
    ("mercenaries", "COL", "Around the airport of Kisangani, Colombian contractors have been seen since May."),
    ("base", "RUS", "A Russian outpost has crowned a hill above Meghri since May."),
    ("contingent", "RWA", "Two hundred Rwandan soldiers have camped outside Bangui since May."),
    ("contingent", "GBR", "Four British Typhoons now fly from the air base at Šiauliai."),
    ("surveillance", "USA", "American drones still circle above Niamey."),
    ("foreign_troops", "HUN", "Chad has played host to 300 Hungarian soldiers since May."),
    ("mercenaries", "COL", "Kinshasa has hired 200 Colombian contractors who guard the airport of Kisangani."),
    ("contingent", "FIN", "A Finnish company has joined the UN force in Naqoura since May."),
]


@pytest.mark.parametrize(("kind", "party", "sentence"), SENTENCES)
def test_forces_are_a_deployment_where_they_are_told_to_stand(kind, party, sentence):
    told = [e for e in events(sentence) if e.layer == "deployment"]
    assert [e.sub_type for e in told] == [kind]
    assert party in {p.iso3 for p in told[0].participants}
    assert any(p.role == "at" for p in told[0].places)


QUIET = [
    "Satellite images show Ugandan tanks at Kampala.",
    "Russian soldiers camped outside Moscow.",
    "The museum shows Ugandan tanks on its lawn.",
    "Old forts crown the hills above Meghri.",
]


@pytest.mark.parametrize("sentence", QUIET)
def test_forces_at_home_and_other_sights_are_none(sentence):
    assert [e for e in events(sentence) if e.layer == "deployment"] == []


def test_whose_names_who_went_and_not_where():
    told = events("Benin has lent the airfield at Parakou to Italy, whose 60 instructors moved in on 4 November.")
    event = next(e for e in told if e.layer == "deployment")
    assert [p.name for p in event.places if p.role == "at"] == ["Parakou"]
    assert "ITA" in {p.iso3 for p in event.participants}


MORE = [
    ("naval", "JPN", "Two Japanese minesweepers spent three days in Colombo last week."),
    ("withdrawal", "GHA", "The last trucks of the Ghanaian battalion lumbered out of Gao on 5 November."),
    ("military_training", "RUS", "Russian military advisers turned up in Lomé on 3 November."),
    ("visit", "POL", "Poland's foreign minister paid a call on his Moldovan colleague in Chisinau on 5 November."),
    ("visit", "OMN", "The Omani foreign minister called on the Tanzanian president in Dodoma on 3 November."),
    ("shoot_down", "OMN", "A drone was swatted by an Omani battery off Khasab on 3 November."),
]


@pytest.mark.parametrize(("kind", "party", "sentence"), MORE)
def test_stays_calls_and_kills_are_told_in_other_words_too(kind, party, sentence):
    told = [e for e in events(sentence) if e.sub_type == kind]
    assert len(told) == 1
    assert party in {p.iso3 for p in told[0].participants}
    assert any(p.role == "at" for p in told[0].places)


def test_a_council_that_takes_up_a_matter_in_a_town_has_met_there():
    told = events("In Brussels the North Atlantic Council took up the matter on 18 November.")
    assert [(e.layer, e.sub_type) for e in told] == [("meeting", "consultation")]


def test_a_pact_signed_the_day_after_those_parties_met_was_signed_where_they_met():
    told = events("Delegations of Peru and Chile met on 3 November in Arica. A day later they signed a protocol.")
    pact = next(e for e in told if e.sub_type == "treaty_signed")
    assert [p.name for p in pact.places if p.role == "at"] == ["Arica"]


ABROAD = [
    ("visit", "CZE", "The Czech premier was feted in Tashkent on 3 November."),
    ("visit", "IND", "The Indian foreign secretary wound up a two-day trip to Kathmandu on 3 November."),
    ("bilateral", "LVA", "The premiers of Latvia and Estonia strolled through Valga on 3 November."),
]


@pytest.mark.parametrize(("kind", "party", "sentence"), ABROAD)
def test_guests_abroad_and_leaders_side_by_side_have_met(kind, party, sentence):
    (event,) = [e for e in events(sentence) if e.layer == "meeting"]
    assert event.sub_type == kind
    assert party in {p.iso3 for p in event.participants}


CALLED = [
    "The Czech premier was feted in Prague on 5 November.",
    "Poland's president called on Moldova's president in Chisinau to resign on 5 November.",
    "The council took up the matter of the school roof in Brussels on 5 November.",
]


@pytest.mark.parametrize("sentence", CALLED)
def test_a_demand_and_a_town_council_are_no_meeting_of_states(sentence):
    assert [e for e in events(sentence) if e.layer == "meeting"] == []


def test_a_town_of_the_next_sentence_does_not_make_a_country_more_exact():
    body = "Kenya sent 300 soldiers to Somalia on 5 November. Shops in Kismayo and in Baidoa were shut."
    event = next(e for e in events(body) if e.layer == "deployment")
    assert [p.name for p in event.places if p.role == "at"] == ["Somalia"]
