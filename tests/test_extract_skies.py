"""What closes after an incursion, and where: the airport named before, a kingdom's own sky, not the base next door."""

from datetime import date

import pytest

from tests.extracting import events


def told(body, sub_type):
    """Places of the events of one kind, in the order of the text."""
    return [[ref.name for ref in e.places if ref.role == "at"] for e in events(body) if e.sub_type == sub_type]


@pytest.mark.parametrize(("body", "place"), [
    ("A drone was shot down near Basra International Airport on Monday. Flights were suspended for an hour.", "Basra"),
    ("Two drones circled over Aalborg on Tuesday evening. Departures were halted until midnight.", "Aalborg"),
    ("On 9 November drones flew over the harbour, forcing Kuwait International Airport to halt all traffic.", "Kuwait"),
    ("On the night of 9 November Kraków Airport was closed after balloons drifted in from Belarus.", "Krak"),
])  # fmt: skip
def test_the_airport_of_a_closure_is_found_in_its_subject_or_in_the_sentence_before(body, place):
    (found,) = told(body, "airport_closure")
    assert place in found[0]


@pytest.mark.parametrize(("body", "country"), [
    ("Missile fragments fell in Jordan on 9 November. The kingdom closed its airspace within the hour.", "Jordan"),
    ("Two drones crashed in Bahrain on 9 November. The emirate closed its airspace until dawn.", "Bahrain"),
    ("Pakistan closed its airspace on 9 November after missiles struck an air base in Rawalpindi.", "Pakistan"),
    ("Iraq shut its airspace on 9 November after rockets hit the airport of Erbil.", "Iraq"),
])  # fmt: skip
def test_a_country_closes_its_whole_sky_and_not_the_place_that_was_hit(body, country):
    assert told(body, "airspace_closure") == [[country]]


def test_between_two_islands_is_in_neither_of_them():
    (event,) = events("A Chinese drone flew between Yonaguni and Taiwan on Monday.")
    assert event.where_prec >= 5


def test_a_country_that_leads_a_mission_is_not_where_it_is():
    body = "On 3 November 150 soldiers from Guatemala landed in Port-au-Prince to reinforce the mission led by Kenya."
    assert all(ref.iso3 != "KEN" for e in events(body) for ref in e.places)


@pytest.mark.parametrize(("body", "sub_type"), [
    ("Latvia shot down a balloon near Ludza on 9 November. The aircraft had entered its airspace.", "shoot_down"),
    ("A drone crashed near Larnaca on 9 November. The craft had strayed into Cyprus from the sea.", "drone_crash"),
])  # fmt: skip
def test_the_aircraft_is_the_drone_told_before_and_no_event_of_its_own(body, sub_type):
    assert [e.sub_type for e in events(body)] == [sub_type]


def test_jets_over_a_ship_are_where_the_ship_sails():
    body = (
        "Three US destroyers have been in the Red Sea since 3 November. "
        "On 9 November two Yemeni F-5 jets flew low over one of them."
    )
    assert told(body, "aircraft") == [["Red Sea"]]


@pytest.mark.parametrize(("body", "sub_type"), [
    ("Turkish jets overflew the Greek island of Chios on 9 November.", "aircraft"),
    ("Pakistani jets bombed Afghan villages in Paktika on 9 November.", "aircraft"),
    ("A drone attack on the airport of Erbil on 9 November caused no damage.", "drone"),
    ("Norway reported disturbances of satellite navigation over Finnmark on 9 November.", "jamming"),
])  # fmt: skip
def test_attacks_overflights_and_lost_signals_are_incursions(body, sub_type):
    assert sub_type in [e.sub_type for e in events(body)]


def test_where_the_transmitters_stand_is_not_where_signals_were_lost():
    body = (
        "On 9 November aircraft near Gdansk lost satellite navigation; the jamming came from stations in Kaliningrad."
    )
    assert all("Kaliningrad" not in places for places in told(body, "jamming"))


def test_an_airport_stands_still_in_many_words():
    body = "On 9 November drones over the runway brought traffic at Gardermoen airport near Oslo to a standstill."
    assert told(body, "airport_closure")


def test_guards_at_a_border_post_shot_down_a_drone_where_they_stand():
    body = "Customs agents at the border post of Nogales, Arizona, said they had brought down a drone on 9 November."
    assert told(body, "shoot_down")[0][0].startswith("Nogales")


def test_neighbours_without_a_name_close_no_airspace_of_their_own():
    body = "Belarus began manoeuvres near Barysaw on 3 November, worrying neighbours that have closed their skies."
    assert told(body, "airspace_closure") == []


def test_what_somebody_called_a_drone_was_shot_down():
    body = "On 3 November Libya shot down what it called an armed drone that had strayed over the line near Sebha."
    assert [(e.sub_type, e.date_start.day, e.places[0].name) for e in events(body)] == [("shoot_down", 3, "Sabha")]


def test_an_airline_that_stops_its_flights_closes_no_airport():
    body = "A drone crashed near Caracas on 9 November. Six airlines suspended flights to Maiquetía over the weekend."
    assert told(body, "airport_closure") == []


def test_a_month_is_no_place():
    body = "In August Hanoi protested because drones had flown over the Paracel Islands."
    assert all(ref.name != "August" for e in events(body) for ref in e.places)


def test_airports_that_did_so_too_are_closed_each_once():
    body = "Drones hit Jahra on 3 November. Kuwait's airport closed. So, as a precaution, did Basra's and Dammam's."
    assert sorted(places[0] for places in told(body, "airport_closure"))[:2] == ["Basra", "Dammam"]


def test_drones_that_closed_an_airport_were_there_and_a_town_named_for_its_airport_is_meant():
    body = "Drones closed Brussels Airport on the evening of 4 November. Liège, the larger hub, closed on 5 November."
    assert told(body, "drone") == [["Brussels Airport"]]
    assert told(body, "airport_closure") == [["Brussels Airport"], ["Liège"]]


def test_another_machine_that_did_the_same_has_its_own_kind_and_place():
    body = "On 13 October a Su-35 flew into Estonian airspace; on 22 October a Mi-8 did the same near Vaindloo."
    assert [(e.sub_type, e.date_start.day) for e in events(body)] == [("aircraft", 13), ("helicopter", 22)]
    assert told(body, "aircraft") == [["Estonia"]]


def test_a_time_of_day_is_no_day_where_the_sentence_names_one():
    (event,) = events("Between 22:10 and 23:45 on 11 November up to six drones flew over the base at Schwesing.")
    assert event.date_start == date(2025, 11, 11)


def test_a_ship_circled_by_a_foreign_helicopter_is_an_incursion():
    body = "On 9 November a cargo ship was circled by an Iranian helicopter east of Fujairah."
    assert [e.sub_type for e in events(body)] == ["helicopter"]


def test_a_drone_between_two_countries_comes_from_neither_and_a_sea_has_no_shores_for_parties():
    (event,) = events("The passage of a Chinese drone between Yonaguni and Taiwan on 9 November alarmed nobody.")
    assert [p.iso3 for p in event.participants if p.role == "intruder"] == ["CHN"]


def test_over_the_line_into_a_region_is_one_crossing():
    body = "On the evening of 8 November swarms of drones crossed the Line of Control into Kashmir."
    assert len(events(body)) == 1


def test_a_country_closes_its_sky_to_another_one():
    body = "On 7 November Algeria closed its airspace to all flights to and from Mali."
    assert {p.iso3 for e in events(body) if e.sub_type == "airspace_closure" for p in e.participants} == {"DZA", "MLI"}


@pytest.mark.parametrize("body", [
    "A drone that strayed into Algerian airspace was shot down near Tin Zaouatine on 7 November.",
    "Pakistani troops shot down a drone that had crossed the Line of Control. The quadcopter fell near Bhimber.",
])  # fmt: skip
def test_a_drone_told_twice_is_one_drone(body):
    assert len(events(body)) == 1


def test_bombers_inside_an_identification_zone_are_an_incursion_though_in_international_airspace():
    body = "On 6 November two Russian bombers stayed in international airspace within the Alaska air defence "
    assert "aircraft" in [e.sub_type for e in events(body + "identification zone.")]


@pytest.mark.parametrize(("kind", "place", "body"), [
    ("aircraft", "Bornholm", "A Russian Su-27 crossed into Danish airspace over Bornholm on 13 November."),
    ("helicopter", "Kastellorizo", "A Turkish army helicopter flew over the airstrip at Kastellorizo on 11 November."),
    ("aircraft", "Leticia", "Colombia said on Friday that a Peruvian aircraft had flown over its side of the Amazon "
                            "near Leticia."),
    ("drone", "Kleine Brogel Air Base", "Guards at Kleine Brogel reported between two and five drones on 16 November."),
    ("drone_crash", "Rajasthan", "A Pakistani drone made an emergency landing in Rajasthan on 14 November."),
])  # fmt: skip
def test_what_flew_is_found_by_its_type_its_number_or_the_line_it_crossed(kind, place, body):
    assert told(body, kind) == [[place]]


def test_a_wreck_found_elsewhere_is_that_of_the_drone_told_of_before():
    body = "A drone entered Finland near Imatra on Monday. Hunters found the wreck outside Lappeenranta on Tuesday."
    assert told(body, "drone_crash") == [["Lappeenranta"]]


@pytest.mark.parametrize("body", [
    "No Greek jets entered Albanian airspace on 14 November.",
    "The Russian jets at no time entered the airspace of Japan on 14 November.",
    "Syrian television claimed that the skies over Aleppo had been closed. The ministry called the claim baseless.",
])  # fmt: skip
def test_what_is_said_of_none_or_called_false_is_no_incursion(body):
    assert not events(body)


def test_what_the_other_side_calls_false_is_only_alleged():
    body = "Eritrea said it had shot down an Ethiopian drone near Assab on Sunday. Addis Ababa denied the claim."
    assert [e.modality for e in events(body)] == ["alleged"]
