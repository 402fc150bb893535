"""Wire prose and digests: days that head paragraphs, times of day, last days, what is counted or called off."""

from datetime import date

import pytest

from tests import extracting

PUBLISHED = date(2024, 5, 23)  # a Thursday


def events(body):
    return extracting.events(body, published=PUBLISHED)


DIGEST = """Monday, 20 May. The premiers of Peru and Chile sign a treaty on extradition in Arica.

Tuesday, 21 May. Senegal pulls its last soldiers out of Guinea-Bissau. Ghana keeps troops in the country.

The presidents of Kenya and Uganda meet in Entebbe."""


def test_in_a_digest_things_happen_on_the_day_that_heads_their_paragraph_and_in_the_present_tense():
    days = {(e.layer, e.date_start.day) for e in events(DIGEST) if e.date_start}
    assert {("treaty_partner", 20), ("deployment", 21), ("meeting", 21)} <= days


def test_a_time_of_day_is_of_the_day_told_before_and_not_of_the_day_of_writing():
    body = (
        "A Belarusian helicopter flew over the Lithuanian border on Tuesday, the army said on Wednesday.\n\n"
        "The machine crossed the line near Medininkai shortly after 3 p.m. and turned back."
    )
    assert {e.date_start.day for e in events(body)} == {21}


@pytest.mark.parametrize("body", [
    "Germany and Poland began an exercise near Drawsko on Monday. The drill runs until 29 May.",
    "Germany and Poland began an exercise near Drawsko on Monday. The manoeuvres last into 29 May.",
])  # fmt: skip
def test_until_names_the_last_day(body):
    (found,) = events(body)
    assert (found.date_start, found.date_end) == (date(2024, 5, 20), date(2024, 5, 29))


@pytest.mark.parametrize("body", [
    "A meeting of the Thai and Lao premiers in Vientiane on Monday was put off.",
    "Talks between Thai and Lao ministers in Vientiane on Monday have been called off, an official said.",
    "A visit by the king of Jordan to Oman this week has been put on hold.",
])  # fmt: skip
def test_what_is_put_off_did_not_happen(body):
    assert events(body) == []


def test_what_is_only_counted_is_no_event_of_its_own():
    body = (
        "A missile flew over northern Moldova on Tuesday.\n\n"
        "It was the third time since October that a missile aimed at Ukraine had passed over Moldova."
    )
    assert [e.date_start.day for e in events(body) if e.date_prec == 1] == [21]


def test_the_years_in_which_a_post_was_held_do_not_date_its_end():
    body = "Kenyan soldiers left a base near Kismayo on Monday, which they had held since the autumn of 2020."
    assert [e.date_start for e in events(body)] == [date(2024, 5, 20)]


@pytest.mark.parametrize(("body", "layer", "days"), [
    ("Kenyan soldiers have left a base near Kismayo, the ministry said on Wednesday. The departure was completed on "
     "Monday.", "deployment", [20]),
    ("Danish troops pulled out of a camp near Riga, the army said on Wednesday. The handover on Tuesday is the first "
     "of three.", "deployment", [21]),
    ("Envoys of Iran and Qatar ended a day of talks in Muscat on Tuesday with an agreement to set up a hotline.",
     "treaty_partner", [21]),
    ("On Monday the Greek and the Armenian minister signed a programme of military cooperation in Athens.",
     "treaty_partner", [20]),
    ("Bahrain announced its accession to the naval coalition on Monday.", "treaty_partner", [20]),
    ("The presidents of Peru and Chile welcomed the ruling in a telephone conversation on Tuesday.", "meeting", [21]),
    ("Spain took over the policing mission in Lithuania from Italy on Monday.", "deployment", [20]),
])  # fmt: skip
def test_wire_prose_tells_events_in_nouns_too(body, layer, days):
    assert [e.date_start.day for e in events(body) if e.layer == layer and e.date_prec == 1] == days


@pytest.mark.parametrize(("body", "place"), [
    ("Two Romanian F-16 fighters were sent up from Constanta on Tuesday during an attack on the Ukrainian bank.",
     "Constan"),
    ("Chad sent 300 soldiers to Mali. They arrived in Gao on Monday.", "Gao"),
    ("The delegations of Sudan and Eritrea signed the Kassala Memorandum on Tuesday.", "Kassala"),
])  # fmt: skip
def test_the_place_is_that_of_those_who_act(body, place):
    found = [ref.name for e in events(body) for ref in e.places if ref.role == "at"]
    assert any(name.startswith(place) for name in found), found


def test_police_close_an_airport_in_the_present_tense_of_a_digest():
    body = (
        "Monday, 20 May. Police close Billund Airport for an hour after a drone is seen.\n\n"
        "Tuesday, 21 May. Talks between Thailand and Laos, announced for Vientiane, are put off because of floods."
    )
    kinds = [(e.sub_type, e.date_start.day) for e in events(body)]
    assert ("airport_closure", 20) in kinds
    assert not any(kind in ("bilateral", "negotiation") for kind, _ in kinds)


@pytest.mark.parametrize(("body", "sub_type", "place"), [
    ("Planes were kept on the ground at Oslo Airport for three hours on Monday because of a drone.",
     "airport_closure", "Oslo"),
    ("Munich Airport cancelled 40 flights on Tuesday after a drone was seen over the runway.",
     "airport_closure", "Mun"),
    ("Latvia reopened its airspace on Wednesday after closing it for nine hours on Tuesday because of a drone.",
     "airspace_closure", "Latvia"),
    ("Debris from a drone was recovered from a field near Tulcea on Monday.", "drone_crash", "Tulcea"),
    ("Villagers discovered the remains of a missile in a forest outside Lublin on Monday.", "missile", "Lublin"),
    ("Allied jets were launched from Laage on Tuesday to check on a Russian plane.", "air_defence_response", "Laage"),
    ("Turkish F-16s were airborne within minutes on Tuesday.", "air_defence_response", "Türkiye"),
    ("A Serbian helicopter made an emergency landing in the Bulgarian town of Vidin on Monday.", "helicopter", ""),
])  # fmt: skip
def test_what_follows_an_incursion_is_told_in_many_words(body, sub_type, place):
    found = [ref.name for e in events(body) if e.sub_type == sub_type for ref in e.places]
    assert any(name.startswith(place) for name in found), events(body)


@pytest.mark.parametrize("body", [
    "A planned visit by the Indian premier to Dhaka on Monday fell through.",
    "If the pact is signed, troops will leave Chad by June, a diplomat said.",
    "The foreign ministers of Oman and Qatar agreed to meet again.",
])  # fmt: skip
def test_what_fell_through_or_hangs_on_an_if_is_no_event(body):
    assert events(body) == []


def test_an_escort_is_what_the_jets_took_off_for():
    body = "Two German Typhoons took to the air from Laage on Monday to escort a Russian Il-20 over the Baltic Sea."
    assert [e.sub_type for e in events(body)] == ["air_defence_response"]


def test_a_ship_that_bears_a_name_pays_no_visit_as_a_person():
    body = "The Norwegian frigate Otto Sverdrup arrived in Rosyth on Monday."
    assert [e.layer for e in events(body)] == ["deployment"]


@pytest.mark.parametrize(("body", "kinds"), [
    ("Estonia says that a Russian jet violated its airspace on Monday; it is the fifth case this year.", ["aircraft"]),
    ("Four American jets arrived in Constanta on Monday to reinforce a Romanian squadron.", ["contingent"]),
])  # fmt: skip
def test_a_case_counted_after_it_was_told_and_what_forces_came_for_make_one_event(body, kinds):
    assert [e.sub_type for e in events(body)] == kinds
