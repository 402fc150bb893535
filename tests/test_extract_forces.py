"""Forces that go, watch, call at ports and leave, in the many ways articles have of saying so."""

from datetime import date

import pytest

from tests.extracting import events


def codes(event):
    return {p.iso3 for p in event.participants if p.iso3}


KINDS = [
    ("naval", "A Chinese survey ship entered waters claimed by Vietnam on 9 November."),
    ("naval", "On 9 November a Russian corvette sailed into the Gulf of Oman."),
    ("naval", "Two Indian frigates called at the port of Mombasa on 9 November."),
    ("naval", "Seychelles was pleased with the visit paid to Port Victoria on 9 November by the destroyer Kolkata."),
    ("surveillance", "Portuguese patrol aircraft shadowed a Russian submarine off Madeira on 9 November."),
    ("surveillance", "A British Poseidon has been watching the Norwegian Sea since 9 November."),
    ("air_defence_response", "Gripens from Ronneby were launched on 9 November to watch two bombers."),
    ("air_defence_response", "A Russian Il-20 was intercepted over the Baltic Sea on 9 November."),
    ("withdrawal", "On 9 November the Swedish commander handed the keys of the base in Gao to the Malian army."),
    ("withdrawal", "The African Union mission in Somalia wound up its operation on 9 November."),
    (
        "operation",
        "Turkish jets bombed rebels near Derna on 9 November at the invitation of the government in Tripoli.",
    ),
    ("foreign_troops", "About 900 American soldiers have been stationed at al-Tanf since 2016."),
    ("contingent", "An advance party of 50 Bangladeshi engineers touched down in Bangui on 3 November."),
]


@pytest.mark.parametrize(("sub_type", "body"), KINDS)
def test_forces_are_found_whatever_the_verb(sub_type, body):
    assert sub_type in [e.sub_type for e in events(body)]


def test_those_who_followed_are_a_contingent_of_their_own_at_the_same_place():
    body = (
        "On 3 November 150 soldiers from Guatemala landed in Port-au-Prince. Another 217 Kenyan officers followed on 8 "
    )
    found = events(body + "November.")
    assert [(e.date_start.day, e.places[0].name) for e in found] == [(3, "Port-au-Prince"), (8, "Port-au-Prince")]
    assert "KEN" in codes(found[1])


def test_jets_sent_against_somebody_and_arms_given_away_are_no_deployments():
    body = "On 3 November Bangkok sent six F-16s against Cambodian positions near Samraong. "
    body += "Berlin said a Patriot battery had been transferred to Ukraine on 4 November."
    assert [e.sub_type for e in events(body) if e.layer == "deployment"] == []


def test_an_exercise_that_ships_hold_is_one_event():
    body = "Turkish and Egyptian warships held joint drills in the eastern Mediterranean from 3 to 7 November."
    assert [e.sub_type for e in events(body)] == ["exercise"]


def test_a_drone_that_flies_home_withdraws_no_troops():
    body = "On 3 November a Chinese drone circled over the Philippine Sea and went home the way it had come."
    assert "withdrawal" not in [e.sub_type for e in events(body)]


def test_the_withdrawal_of_a_unit_is_told_by_the_noun_and_not_by_the_mission_it_was_in():
    body = "The pull-out of the South African component of the regional mission from Goma was completed on 3 November."
    assert [(e.sub_type, e.places[0].name) for e in events(body)] == [("withdrawal", "Goma")]


def test_new_troops_are_no_part_of_a_presence_of_years():
    body = (
        "Rwanda sent 800 more soldiers to Cabo Delgado on 3 November. Rwandan units have fought there since July 2021."
    )
    starts = sorted(e.date_start for e in events(body))
    assert starts == [date(2021, 7, 1), date(2025, 11, 3)]


def test_forces_abroad_are_never_placed_in_their_own_country():
    body = "The Portuguese company went home on 3 November."
    assert all(ref.iso3 != "PRT" for e in events(body) for ref in e.places)


def test_an_exercise_is_not_where_its_name_says():
    body = "From 3 to 13 November some 9,000 soldiers took part in Exercise Arctic Shield near Setermoen in Norway."
    assert [ref.name for e in events(body) for ref in e.places if ref.role == "at"] == ["Setermoen"]


def test_where_clashes_were_is_not_where_troops_were_sent():
    body = "After the clashes at Zvecan, NATO rushed 700 Turkish commandos to Kosovo on 4 November."
    assert [ref.name for e in events(body) for ref in e.places if ref.role == "at"] == ["Kosovo"]


def test_ships_of_no_navy_are_no_deployment():
    assert events("Ships anchored off Mersin waited for a berth on 3 November.") == []


def test_a_company_that_leaves_for_another_country_goes_there():
    (event,) = events("A Georgian company left for the Central African Republic on 10 November.")
    assert (event.sub_type, [ref.iso3 for ref in event.places]) == ("contingent", ["CAF"])


def test_a_ship_is_not_the_island_it_is_named_after_and_sails_under_its_navys_flag():
    (event,) = events("The USS Iwo Jima has been steaming off Aruba since 3 November.")
    assert "Iwo Jima" not in [ref.name for ref in event.places]
    assert "USA" in codes(event)


def test_the_label_of_an_item_is_its_country_and_the_relieved_unit_is_not():
    body = "Kosovo: 200 Italian carabinieri arrived at Camp Nothing yesterday to relieve a Slovenian company."
    assert {ref.iso3 for e in events(body) for ref in e.places} == {"XKX"}


def test_forces_kept_at_home_are_no_deployment():
    assert events("Since 3 November the junta in Conakry, Guinea, has kept its gendarmes in Conakry.") == []


@pytest.mark.parametrize(("sub_type", "place", "body"), [
    ("withdrawal", "N'Djamena", "The French flag at the base in N'Djamena came down on 3 November."),
    ("operation", "Red Sea", "Operation Aspides was launched in the Red Sea on 3 November."),
    ("contingent", "Mińsk Mazowiecki", "France sent three Rafales, which landed at Mińsk Mazowiecki on 3 November."),
])  # fmt: skip
def test_lowered_flags_launched_operations_and_jets_that_landed_are_found_where_they_were(sub_type, place, body):
    assert (sub_type, place) in [(e.sub_type, e.places[0].name) for e in events(body)]


def test_far_from_a_town_is_never_claimed_as_in_it():
    (event,) = events("Chinese warships sailed within 150 nautical miles of Sydney on 3 November.")
    assert event.where_prec >= 5


def test_a_place_behind_a_semicolon_belongs_to_what_stands_there():
    body = "Denmark sent a frigate to Sweden on 3 November; Germany moved four Eurofighters to Malbork on 4 November."
    assert [[r.name for r in e.places] for e in events(body) if e.layer == "deployment"] == [["Sweden"], ["Malbork"]]


def test_a_country_inside_a_reefs_name_is_no_country():
    body = "Vietnam has stationed a coast guard cutter at Barque Canada Reef since 3 November."
    assert all(ref.iso3 != "CAN" for e in events(body) for ref in e.places)


def test_a_named_exercise_and_a_ship_received_are_found():
    body = "Argentina took part in UNITAS off Florida from 3 to 6 November. Fiji hosted HMNZS Canterbury on 7 November."
    found = {e.sub_type: e for e in events(body) if e.layer == "deployment"}
    assert set(found) == {"exercise", "naval"}
    assert codes(found["naval"]) == {"NZL", "FJI"}


def test_what_stands_in_a_digest_gets_no_country_of_another_item():
    body = "Fiji: A ship called on Monday.\n\nTonga: Ships called on Monday.\n\nChile sent 40 soldiers abroad today."
    assert all(ref.iso3 not in ("FJI", "TON") for e in events(body) if "CHL" in codes(e) for ref in e.places)


def test_the_part_of_a_sea_that_has_a_name_of_its_own_is_meant():
    (event,) = events("Warships of Turkey and Egypt held drills in the eastern Mediterranean on 3 November.")
    assert event.places[0].place_id == "bm:eastern-mediterranean"


def test_the_last_of_a_people_in_arms_who_fly_home_withdraw():
    body = "South African soldiers were in Goma until June. The last South Africans flew home from Entebbe on 13 June."
    assert [(e.sub_type, e.date_start.day) for e in events(body) if e.sub_type == "withdrawal"] == [("withdrawal", 13)]


def test_who_does_not_take_part_in_an_exercise_trains_with_nobody():
    assert events("Nepal's army did not take part in the Indian exercise near Pokhara on 3 November.") == []


THERE = [
    ("naval", "Beirut", "The Spanish frigate Navarra has been lying off Beirut since 10 November."),
    ("naval", "Male", "The Indian destroyer Kochi has been at anchor off Male since 10 November."),
    ("base", "Ramstein", "Washington operates Ramstein Air Base in the west of the country."),
    ("base", "Sevastopol", "The base in Sevastopol, home to 12,000 Russian sailors, is another matter."),
    ("foreign_troops", "Lithuania", "The Dutch-led battlegroup in Lithuania has reached its full strength."),
    ("foreign_troops", "Democratic", "Rwanda's soldiers on Congolese soil are the main obstacle."),
    ("contingent", "Aden", "Saudi troops took up positions in Aden on 6 November."),
    ("operation", "Djugu", "Ugandan troops captured the town of Djugu on 6 November."),
    ("exercise", "Scarborough", "The Philippines and Japan staged a joint sail near Scarborough Shoal on 6 November."),
    ("air_defence_response", "Pozna", "Two Polish F-16s were sent aloft from Poznan on 6 November."),
    ("withdrawal", "Gao", "France gave up its camp at Gao in October."),
    ("withdrawal", "Mali", "The last Danish contingent came home from Mali on 6 November."),
    (
        "military_training",
        "Coningsby",
        "Twenty Qatari pilots finished training on the Typhoon at Coningsby on 6 November.",
    ),
    ("exercise", "Constan", "American launchers fired into the Black Sea from Constanta on 6 November."),
    ("air_defence_response", "Poland", "The US moved a Patriot battery from Germany to Poland on 9 November."),
]


@pytest.mark.parametrize(("kind", "place", "body"), THERE)
def test_forces_are_where_the_text_says_they_lie_serve_or_leave(kind, place, body):
    assert [(e.sub_type, e.places[0].name[:4]) for e in events(body)] == [(kind, place[:4])]


def test_one_of_these_is_one_of_the_forces_told_of_before():
    told = events("Italian police officers stayed on in Pristina. The last of them left Peja on 16 November.")
    assert [e.places[0].name for e in told if e.sub_type == "withdrawal"] == ["Pejë"]


@pytest.mark.parametrize(
    "body",
    [
        "Has anybody seen Dutch marines exercising in Denmark?",
        "No Turkish soldiers would be stationed at Gyumri, the ministry said.",
        "None of the Danish soldiers left Gao on 6 November.",
        "There are no plans, the government said, to host a foreign base at Berbera.",
    ],
)
def test_what_is_only_asked_or_said_of_nobody_is_no_deployment(body):
    assert not events(body)
