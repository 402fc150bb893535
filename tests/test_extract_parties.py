"""Who meets, calls and signs: lists, telephones, offices without a name, and days named together."""

from datetime import date

import pytest

from geo.article import make_article
from geo.dates import joined_days, read_dates
from geo.export import View, to_geojson
from geo.extract import extract
from geo.frame import to_frame
from geo.gazetteer import load_gazetteer
from geo.proof import verify
from tests.extracting import PUBLISHED, events


def only(body, kind):
    found = [e for e in events(body) if f"{e.layer}.{e.sub_type}" == kind]
    assert len(found) == 1, [(e.layer, e.sub_type, e.title) for e in events(body)]
    return found[0]


def parties(event):
    return {p.iso3 for p in event.participants if p.iso3}


@pytest.mark.parametrize(("body", "countries"), [
    ("On 6 November, Chad, Sudan, and Libya signed a border protocol in Faya.", "TCD SDN LBY"),
    ("Laos, Thailand, and Vietnam signed a pact on rivers in Vientiane on Tuesday.", "LAO THA VNM"),
    ("In Kenya, Uganda and Tanzania signed a pact on ferries on Tuesday.", "UGA TZA"),
])  # fmt: skip
def test_all_countries_listed_before_a_verb_do_it_and_the_one_behind_in_does_not(body, countries):
    assert parties(only(body, "treaty_partner.treaty_signed")) == set(countries.split())


@pytest.mark.parametrize("body", [
    "The foreign ministers of Peru and Chile conferred by video link on 3 November.",
    "Peru's president told the Chilean prime minister by telephone on 3 November that the border would reopen.",
    "On 3 November Peru and Chile held telephone consultations on the border.",
])  # fmt: skip
def test_whatever_is_said_over_a_wire_is_one_call(body):
    assert [e.sub_type for e in events(body) if e.layer == "meeting"] == ["call"]
    assert parties(only(body, "meeting.call")) == {"PER", "CHL"}


def test_a_crown_without_a_country_is_that_of_the_country_the_article_is_about():
    body = "Missiles hit Qatar, near Doha. Kuwait shut its airspace. The emir rang the Turkish president on Tuesday."
    assert parties(only(body, "meeting.call")) == {"QAT", "TUR"}


def test_a_president_without_a_country_is_the_one_told_of_before():
    body = "The Kenyan president landed in Rome on Monday. The president met the Italian prime minister on Tuesday."
    assert {"KEN", "ITA"} <= {c for e in events(body) if e.layer == "meeting" for c in parties(e)}


def test_meeting_again_is_another_meeting_and_a_round_of_talks_is_no_other_than_the_meeting_held_for_it():
    body = "On 3 November the presidents of Ghana and Togo met in Accra. On 10 November they met again in Aneho."
    assert len([e for e in events(body) if e.layer == "meeting"]) == 2
    assert len(events("Omani and Iranian envoys met in Muscat on 3 November for a fourth round of talks.")) == 1


def test_giving_notice_ends_a_treaty_on_the_day_it_is_given():
    event = only("Gabon announced on 3 November that it would quit its defence pact with France.",
                 "treaty_partner.treaty_ended")  # fmt: skip
    assert (event.modality, event.date_start) == ("occurred", date(2025, 11, 3))


@pytest.mark.parametrize("body", [
    "The plan has been raised at every summit since 1999.",
    "He and his men have been in Sofala since July.",
])  # fmt: skip
def test_what_is_so_every_time_or_all_along_is_no_meeting(body):
    assert not [e for e in events(body) if e.layer == "meeting"]


@pytest.mark.parametrize(("words", "first", "last"), [
    ("met on October 16 and 17, 2025.", "2025-10-16", "2025-10-17"),
    ("From April 4 to 6, they met.", "2025-04-04", "2025-04-06"),
    ("met from 29 April to 2 May in Oslo", "2025-04-29", "2025-05-02"),
    ("met from Monday to Wednesday in Oslo", "2025-11-17", "2025-11-19"),
])  # fmt: skip
def test_days_joined_by_and_or_to_are_read_together(words, first, last):
    dates = read_dates(words, PUBLISHED)
    assert joined_days(words, dates, dates[0]) == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_number_of_ships_behind_a_day_is_no_second_day():
    words = "On April 4 and 6 ships sailed."
    dates = read_dates(words, PUBLISHED)
    assert joined_days(words, dates, dates[0]) is None


def test_a_party_only_pointed_back_at_is_proved_by_the_sentence_that_names_it():
    article = make_article("Report\n\nRwanda sent 900 soldiers to Mozambique on 3 November. It was not the first time."
                           "\n\nOn 5 November the two governments signed an accord in Maputo.")  # fmt: skip
    found = [d.event for d in extract(article, PUBLISHED)]
    assert {"RWA", "MOZ"} in [parties(e) for e in found if e.sub_type == "treaty_signed"]
    report = verify(to_geojson(to_frame(found, load_gazetteer()), View()), [article], {article.sha256: PUBLISHED})
    assert not [f for v in report.verdicts for f in v.findings if f.about == "party" and f.state == "failed"]


def test_who_gathers_without_a_name_are_the_two_countries_the_article_is_about():
    body = ("On 7 November a Chadian jet flew over Maroua, and Cameroon sent Chad a note. Cameroon's army found the "
            "breach grave. The two foreign ministers conferred by phone on 9 November.")  # fmt: skip
    assert parties(only(body, "meeting.call")) == {"TCD", "CMR"}


def test_what_is_signed_on_a_visit_is_signed_where_the_visit_is():
    body = ("From 3 to 5 November the Indian prime minister paid a visit to Maputo, Mozambique. The two governments "
            "signed a memorandum on mines, the first since the war ended in 1992.")  # fmt: skip
    event = only(body, "treaty_partner.treaty_signed")
    assert parties(event) == {"IND", "MOZ"}
    assert [ref.name for ref in event.places] == ["Maputo"]
    assert event.date_start.year == 2025


def test_the_date_of_what_talks_follow_is_not_that_of_the_talks():
    body = "Peru and Chile opened talks in Lima. The talks follow a declaration in May in which both promised calm."
    meeting = next(e for e in events(body) if e.layer == "meeting")
    assert meeting.date_start is None or meeting.date_start.month != 5


@pytest.mark.parametrize("body", [
    "The ministers of Chad and Togo ratified a pact, clearing the way for the accord with Benin to take effect.",
    "Chad and Togo signed a pact on 3 November, pledging to share one fleet of boats.",
    "Fighters signed contracts with the defence ministry in Moscow on 3 November.",
])  # fmt: skip
def test_what_a_treaty_lays_down_or_leads_to_and_a_contract_of_employment_are_no_treaties_beside_it(body):
    kinds = [e.sub_type for e in events(body) if e.layer == "treaty_partner"]
    assert kinds in ([], ["treaty_signed"], ["treaty_ratified"])


@pytest.mark.parametrize(("body", "kind", "countries"), [
    ("Sudan severed diplomatic relations with Kenya on 4 November.", "treaty_ended", "SDN KEN"),
    ("On 4 November, Gabon, Togo, and Benin ceased to be members of ECOWAS.", "treaty_ended", "GAB TGO BEN"),
    ("Nepal and Bhutan agreed a plan on shared rivers in Paro on 4 November.", "bilateral_cooperation", "NPL BTN"),
    ("Laos completed its accession to the pact when it deposited the last of its instruments in Geneva on 4 November.",
     "accession", "LAO"),
])  # fmt: skip
def test_ties_are_cut_joined_and_planned_in_many_words(body, kind, countries):
    assert parties(only(body, f"treaty_partner.{kind}")) == set(countries.split())


def test_a_visit_is_abroad_though_its_place_is_told_in_the_sentence_before():
    body = ("On 5 November Kenya and Oman signed a port accord in Muscat. The Kenyan president, who was on a two-day "
            "visit that began on 4 November, called it historic.")  # fmt: skip
    event = only(body, "meeting.visit")
    assert [ref.name for ref in event.places] == ["Muscat"]
    assert (event.date_start, event.date_end) == (date(2025, 11, 4), date(2025, 11, 5))


@pytest.mark.parametrize(("body", "kind", "countries"), [
    ("On 12 June Togo's parliament ratified the treaty with Benin.", "treaty_partner.treaty_ratified", "TGO BEN"),
    ("On 5 November Kenya and Oman signed a port accord in Muscat.", "treaty_partner.treaty_signed", "KEN OMN"),
    ("In 2024 Sweden joined NATO.", "treaty_partner.accession", "SWE"),
])  # fmt: skip
def test_who_acts_is_found_behind_a_date_without_a_comma(body, kind, countries):
    assert parties(only(body, kind)) == set(countries.split())


@pytest.mark.parametrize(("body", "kind", "countries"), [
    ("Tonga and Japan on 4 November renewed the policing arrangement between them.", "treaty_signed", "TON JPN"),
    ("On 3 November Chad and Togo signed a pact. Togo's parliament ratified it on 10 November.", "treaty_ratified",
     "TGO TCD"),
    ("On 4 November Chile and Peru concluded a Status of Visiting Forces Agreement.", "treaty_signed", "CHL PER"),
    ("A spokesman in Canberra noted that a treaty with Fiji entered into force in July.", "treaty_in_force", "AUS FJI"),
    ("On 4 November the ministers of Peru and Chile put their initials to a protocol in Arica.", "treaty_signed",
     "CHL PER"),
    ("The presidents of the Baltic states signed a pact with Poland in Riga on 4 November.", "treaty_signed",
     "EST LVA LTU POL"),
])  # fmt: skip
def test_papers_have_many_names_and_sides(body, kind, countries):
    event = only(body, f"treaty_partner.{kind}")
    assert parties(event) == set(countries.split())


def test_a_date_told_by_how_far_off_it_is_is_counted():
    body = "The last French soldiers left N'Djamena in January, two months after Chad tore up its accord with France."
    event = only(body, "treaty_partner.treaty_ended")
    assert (event.date_start, event.date_end) == (date(2024, 11, 1), date(2024, 11, 30))


def test_the_year_that_a_paper_is_called_by_is_not_the_day_it_was_suspended():
    event = only(
        "On 7 November Angola suspended the 2019 cooperation accord with Rwanda.", "treaty_partner.treaty_ended"
    )
    assert event.date_start == date(2025, 11, 7)


@pytest.mark.parametrize(("body", "kind", "town"), [
    ("The Geneva talks between Iran and Germany ended on 4 November.", "meeting.bilateral", "Geneva"),
    ("Peru and Chile signed a port accord on 4 November at Lima's presidential palace.", "treaty_partner.treaty_signed",
     "Lima"),
])  # fmt: skip
def test_a_meeting_is_where_its_name_or_its_house_says(body, kind, town):
    assert [ref.name for ref in only(body, kind).places] == [town]


def test_the_day_named_in_the_sentence_before_dates_what_has_no_day():
    body = ("Nobody expected a text, and yet by the evening of 4 November there was one. The ministers of Peru and "
            "Chile had signed a protocol in Arica.")  # fmt: skip
    assert only(body, "treaty_partner.treaty_signed").date_start == date(2025, 11, 4)


def test_the_town_before_talks_is_where_and_not_who():
    body = "Mediators said that the Doha round between the Congolese government and the rebels ended on 4 November."
    assert parties(only(body, "meeting.negotiation")) == {"COD"}


def test_where_a_treaty_is_about_is_not_where_it_is_signed():
    body = "On 4 November ministers in Nicosia approved a memorandum with Jordan on the use of the air base at Paphos."
    assert "Paphos" not in [ref.name for e in events(body) for ref in e.places]


@pytest.mark.parametrize(("body", "kind", "countries"), [
    ("Iran sent its foreign minister to Yerevan on 4 November.", "visit", "IRN ARM"),
    ("The premier of Togo discussed the port with the Ghanaian president in Accra on 4 November.", "bilateral",
     "TGO GHA"),
    ("The Kenyan president flew to Tehran, where he met the Iranian president on 4 November.", "visit", "KEN IRN"),
    ("France opened a school in Fiji on 4 November at a ceremony attended by the French foreign minister.", "ceremony",
     "FRA"),
    ("The Peruvian president came to the White House on 4 November.", "visit", "PER USA"),
])  # fmt: skip
def test_who_went_to_see_whom_is_told_in_many_ways(body, kind, countries):
    found = [e for e in events(body) if e.layer == "meeting"]
    assert kind in [e.sub_type for e in found]
    assert set(countries.split()) <= {c for e in found for c in parties(e)}


def test_talking_with_somebody_in_a_town_is_no_call():
    body = "The Peruvian president spoke with the Chilean president in Lima on 4 November."
    assert "call" not in [e.sub_type for e in events(body)]


def test_the_entry_into_force_is_that_of_the_treaty_named_behind_it():
    body = "Peru and Chile welcomed the entry into force, on 20 July, of the Agreement on Police Cooperation."
    assert only(body, "treaty_partner.treaty_in_force").date_start == date(2025, 7, 20)


def test_the_three_are_the_three_countries_listed_in_the_article():
    body = ("The three governments left the pact on 4 November. The notice was sent by Burkina Faso, Mali and Niger in "
            "one letter.")  # fmt: skip
    assert parties(only(body, "treaty_partner.treaty_ended")) == {"BFA", "MLI", "NER"}


@pytest.mark.parametrize(("body", "kind", "countries"), [
    ("Chad signed a contract with Japan for twenty howitzers on 4 November.", "arms_transfer", "TCD JPN"),
    ("Kenya received ten American drones on 3 November. Japan delivered two radars on 4 November.", "arms_transfer",
     "KEN JPN"),
    ("On 4 November Russia began laying track between Rasht and Astara in Iran.", "infrastructure", "RUS IRN"),
    ("A cable paid for by the government in Dili and built by a French firm was switched on on 4 November.",
     "infrastructure", "TLS FRA"),
])  # fmt: skip
def test_weapons_and_works_have_two_sides(body, kind, countries):
    found = [e for e in events(body) if e.sub_type == kind and e.date_start == date(2025, 11, 4)]
    assert [set(countries.split()) <= parties(e) for e in found] == [True]


def test_what_is_opened_before_the_presidents_of_others_is_a_ceremony():
    body = "A dam was inaugurated near Guba on 4 November in the presence of the presidents of Kenya and Djibouti."
    assert parties(only(body, "meeting.ceremony")) == {"KEN", "DJI"}
    assert [e for e in events(body) if e.layer == "treaty_partner"] == []


def test_a_king_who_spends_days_abroad_is_on_a_visit():
    assert parties(only("Jordan's king spent four days in Japan last week.", "meeting.visit")) == {"JOR", "JPN"}


@pytest.mark.parametrize(("body", "kind", "countries"), [
    ("Togo's parliament gave its consent on 4 November to the accord with Benin.", "treaty_ratified", "TGO BEN"),
    ("Chad and Togo put into effect a pact on patrols on 4 November.", "treaty_in_force", "TCD TGO"),
    ("On 4 November Chad told Togo that it is terminating, as of 1 January, the agreement on gas.", "treaty_ended",
     "TCD TGO"),
])  # fmt: skip
def test_treaties_are_consented_to_put_into_effect_and_given_notice_of(body, kind, countries):
    found = [e for e in events(body) if e.sub_type == kind]
    assert [e.modality for e in found] == ["occurred"]
    assert parties(found[0]) <= set(countries.split())


def test_ministers_of_ten_countries_meet_in_a_larger_round():
    assert only("Ministers from ten countries met in Penang on 4 November.", "meeting.multilateral")


@pytest.mark.parametrize(("body", "kind", "countries"), [
    ("The premiers of Peru and Chile, meeting on the fringes of a conference in Arica on 4 November, vowed to go on.",
     "bilateral", "PER CHL"),
    ("The foreign ministers of Peru and Chile called for calm after consultations in Arica on 4 November.",
     "consultation", "PER CHL"),
    ("North Korean leader Kim Jong-un praised his troops. Kim and the Russian president met in Beijing on 4 November.",
     "bilateral", "PRK RUS"),
    ("In a trilateral phone call on 4 November, the ministers of Peru, Chile and Bolivia spoke of smugglers.", "call",
     "PER CHL BOL"),
])  # fmt: skip
def test_who_met_is_found_beside_the_meeting(body, kind, countries):
    event = only(body, f"meeting.{kind}")
    assert parties(event) == set(countries.split())
    assert event.date_start == date(2025, 11, 4)


def test_what_is_said_after_receiving_a_guest_on_a_day_was_that_day():
    body = "Ukraine's president said after receiving his Romanian counterpart in Kyiv on Friday that both would build."
    event = next(e for e in events(body) if e.layer == "meeting")
    assert (event.date_start, parties(event)) == (date(2025, 11, 14), {"UKR", "ROU"})


def test_a_summit_to_be_held_is_planned_and_ahead():
    event = only("The trip preceded a summit of Peru and Chile to be held in Lima on 6 January.", "meeting.summit")
    assert (event.modality, event.date_start) == ("planned", date(2026, 1, 6))


def test_brussels_is_not_belgium_where_the_article_names_the_union():
    body = "The European Union wants allies. Ottawa signed a security partnership with Brussels on 4 November."
    assert parties(only(body, "treaty_partner.treaty_signed")) == {"CAN"}


def test_relations_broken_off_by_two_are_ended():
    event = only("Peru and Venezuela broke off relations on 4 November.", "treaty_partner.treaty_ended")
    assert parties(event) == {"PER", "VEN"}
