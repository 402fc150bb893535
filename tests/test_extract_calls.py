"""Port calls, departures, things given back, and what only points at a place or a party, in invented sentences."""

import pytest

from tests.extracting import events


def kinds(body):
    return [e.sub_type for e in events(body)]


def codes(event):
    return {p.iso3 for p in event.participants if p.iso3}


KINDS = [
    ("naval", "The Indian frigate Tarkash remained in port at Mombasa until 9 November."),
    ("naval", "On 9 November two Dutch minehunters lay at anchor off Muscat."),
    ("naval", "Three Russian corvettes have been moored at Tartus since 3 November."),
    ("naval", "On 9 November two Korean destroyers became the first warships to visit Cam Ranh."),
    ("withdrawal", "On 9 November the last of 40 Danish soldiers boarded a flight home from Erbil."),
    ("withdrawal", "On 9 November the mission lowered its flag in Goma."),
    ("exercise", "On 9 November Indian marines trained with Omani sailors off Muscat."),
    ("base", "On 9 November the missile unit that opened on Miyako was the third."),
    ("base", "On 9 November Turkey inaugurated a training center in Mogadishu."),
    ("air_defence_response", "On 9 November Paris flew two Rafales over Djibouti with the consent of its government."),
    ("arms_transfer", "Turkey's aerospace industry signed a contract in Dakar on 9 November for drones."),
    ("treaty_in_force", "A defence pact with Qatar, signed in May 2024 and in force since June 2025, binds Kuwait."),
    ("infrastructure", "Poland and Latvia agreed on 9 November to build a bridge in Daugavpils."),
    ("airport_closure", "A drone circled over the valley. On 9 November the police closed the airstrip at Jomsom."),
]


@pytest.mark.parametrize(("sub_type", "body"), KINDS)
def test_calls_departures_and_openings_are_found_whatever_the_words(sub_type, body):
    assert sub_type in kinds(body)


NOTHING = [
    ("meeting", "A planned meeting of the defence ministers in Lima was called off on 9 November."),
    ("treaty_partner", "On 9 November Peru and Chile agreed only to meet again."),
    ("treaty_partner", "Kenya would like the pact with France ratified by December."),
    ("airspace_incursion", "Kenya bought Turkish drones, which are to be flown from Lamu in March."),
]


@pytest.mark.parametrize(("layer", "body"), NOTHING)
def test_what_was_called_off_wished_for_or_only_talked_of_is_no_event(layer, body):
    assert [e for e in events(body) if e.layer == layer] == []


def test_a_group_is_of_the_soldiers_told_before():
    body = "On 9 November 40 Danish soldiers left Erbil. An earlier group had left Mosul on 3 November."
    assert [(e.sub_type, e.date_start.day) for e in events(body)] == [("withdrawal", 9), ("withdrawal", 3)]


def test_ministers_who_settle_something_in_a_town_met_there():
    body = (
        "The transport ministers of Georgia, Armenia and Iran agreed on a list of bottlenecks in Batumi on 9 November."
    )
    found = events(body)
    assert [(e.layer, e.places[0].name) for e in found] == [("meeting", "Batumi")]


def test_the_capital_of_a_region_is_no_capital_of_a_country():
    body = "India sent a note. On 9 November a drone circled above Gao, the old capital of the kingdom of Songhay."
    assert [p.name for e in events(body) for p in e.places if e.sub_type == "drone"] == ["Gao"]


def test_the_counterpart_is_of_the_country_where_they_signed():
    body = "On 9 November the Indian defence minister and his counterpart signed a maritime agreement in Suva."
    assert {"IND", "FJI"} <= codes(next(e for e in events(body) if e.sub_type == "treaty_signed"))


def test_a_summit_that_is_to_be_held_somewhere_is_there():
    body = "The next summit of the union is to be held in Astana in March 2026."
    assert [(e.modality, e.places[0].name) for e in events(body)] == [("planned", "Astana")]


def test_where_jamming_is_traced_to_is_not_where_it_was_felt():
    body = "GPS failed over Kirkenes on 9 November. Norway traced the jamming to the Kola Peninsula."
    assert "Kola Peninsula" not in [p.name for e in events(body) for p in e.places]


TURNS = [
    ("contingent", "Two hundred Rwandan soldiers stepped off a plane in Bangui on 9 November."),
    ("base", "On 9 November the Emirates opened a radar station in Bosaso."),
    ("base", "Work on a naval base in Berbera was completed by an Emirati firm on 9 November."),
    ("operation", "Ugandan and Congolese troops began a joint offensive in Ituri on 9 November."),
    ("ceremony", "The presidents of Angola and Zambia cut the ribbon on a railway in Lobito on 9 November."),
    ("treaty_signed", "In Lomé on 9 November, Togo and Turkey put their signatures under a defence pact."),
    ("treaty_ratified", "Lawmakers in Vilnius voted 99 to 3 on 9 November for the defence treaty with Germany."),
    ("drone_crash", "The remains of a drone turned up in a vineyard outside Plovdiv on 9 November."),
]


@pytest.mark.parametrize(("sub_type", "body"), TURNS)
def test_turns_of_phrase_tell_the_same(sub_type, body):
    assert sub_type in kinds(body)


def test_a_port_call_is_no_telephone_call():
    assert "call" not in kinds("On 9 November the Indian corvette Kora left Valletta after a three-day port call.")


JOURNEYS = [
    ("visit", "Togo's foreign minister swept into Accra on 9 November with a list of complaints."),
    ("visit", "On 9 November the Iraqi security adviser was whisked to Ankara."),
    ("visit", "The Moldovan president, back from Bucharest, where she had spent Saturday with her host, said nothing."),
    ("visit", "Vietnam's defence minister was at the Pentagon on 9 November."),
    ("bilateral", "Libya's prime minister shook hands with the Egyptian president in Cairo on 9 November."),
    ("bilateral", "On 9 November Macron had the Senegalese president to dinner in Paris."),
    ("arms_transfer", "Twelve French howitzers reached Armenia on 9 November."),
    ("treaty_signed", "Suriname and Guyana settled on a border treaty and signed it in Paramaribo on 9 November."),
    ("treaty_signed", "Kuwait and Britain prolonged their defence agreement for ten years on 9 November."),
]


@pytest.mark.parametrize(("sub_type", "body"), JOURNEYS)
def test_visits_handshakes_and_papers_are_found_whatever_the_words(sub_type, body):
    assert sub_type in kinds(body)


def test_nobody_is_of_the_antarctic():
    body = "On 9 November Chile and Argentina signed an agreement on Antarctic rescue in Ushuaia."
    assert {c for e in events(body) for c in codes(e)} == {"CHL", "ARG"}
