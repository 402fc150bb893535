"""Draft events out of sentences: one of each kind, and what is no event of today."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.article import make_article
from geo.errors import UnreadableArticle
from geo.extract import extract
from tests.extracting import PUBLISHED, drafts, events


def only(body, **more):
    found = events(body, **more)
    assert len(found) == 1, [(e.layer, e.sub_type, e.title) for e in found]
    return found[0]


def parties(event):
    return {p.iso3 for p in event.participants if p.iso3}


KINDS = [
    ("airspace_incursion.helicopter", "BLR POL",
     "Two Belarusian helicopters violated Polish airspace on 4 November."),
    ("airspace_incursion.missile", "UKR POL",
     "A Ukrainian missile landed in a Polish village near Lublin on 15 November."),
    ("airspace_incursion.balloon", "LTU",
     "Guards counted 13 balloons over Vilnius on Tuesday."),
    ("airspace_incursion.shoot_down", "",
     "Turkish F-16s shot down a drone over the Black Sea on Monday."),
    ("airspace_incursion.drone_crash", "ROU",
     "The wreckage of a drone was found in a field near Galati on Sunday."),
    ("treaty_partner.treaty_signed", "RUS PRK",
     "Russia and North Korea signed a partnership treaty in Pyongyang on 19 June 2024."),
    ("treaty_partner.treaty_ratified", "KGZ UZB",
     "Lawmakers in Kyrgyzstan ratified the water treaty with Uzbekistan on Wednesday."),
    ("treaty_partner.treaty_in_force", "JPN AUS",
     "The accord between Japan and Australia came into force on 11 September 2025."),
    ("treaty_partner.treaty_ended", "NER USA",
     "Niger revoked its military accord with the United States in March 2024."),
    ("treaty_partner.accession", "FIN",
     "Finland joined NATO on 4 April 2023."),
    ("treaty_partner.arms_transfer", "CHN PAK",
     "China delivered four fighter jets to Pakistan in March 2022."),
    ("deployment.contingent", "RWA MOZ",
     "Rwanda sent 800 soldiers to Mozambique on 3 November."),
    ("deployment.withdrawal", "FRA TCD",
     "The last French soldiers left N'Djamena on 30 January 2025."),
    ("deployment.exercise", "BLR RUS",
     "Belarus and Russia held joint manoeuvres near Minsk from 12 to 16 September."),
    ("deployment.base", "TUR SOM",
     "Turkey opened a military base in Mogadishu in September 2022."),
    ("deployment.air_defence_response", "NOR RUS",
     "Norwegian F-35 fighters intercepted two Russian bombers over the Barents Sea on Tuesday."),
    ("meeting.visit", "IND JPN",
     "Narendra Modi paid a two-day visit to Japan on 29 August."),
    ("meeting.bilateral", "ISR SYR",
     "Israel and Syria held talks in Paris on 19 August."),
    ("meeting.summit", "KWT",
     "An annual summit of Gulf rulers took place in Kuwait City on 3 November."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "countries", "body"), KINDS)
def test_a_sentence_of_each_kind_becomes_an_event_of_that_kind(kind, countries, body):
    event = only(body)
    assert f"{event.layer}.{event.sub_type}" == kind
    assert set(countries.split()) <= parties(event)


@pytest.mark.parametrize(
    "body",
    [
        "The ministers did not sign the treaty in Geneva on Monday.",
        "A planned meeting of the two presidents in Vienna on 4 November was cancelled.",
        "The general denied that French soldiers had returned to Chad on Monday.",
        "Reports that a second drone came down outside Galati on Sunday were untrue.",
        "If Russia sent drones into Poland tomorrow, the alliance would respond.",
        "The senator said that Moldova should join the European Union next year.",
        "Kenya could deploy more police officers to Haiti in December.",
        "Suppose that a swarm of drones crossed into Finland tomorrow.",
        "The airport in Kathmandu was closed on Sunday because of fog.",
        "The book fair in Frankfurt opened on Wednesday.",
        "The French president met the French mayors in Paris on Tuesday.",
        "The minister told a news conference in Vienna on Tuesday that nothing had changed.",
    ],
)
def test_denial_speculation_and_everyday_things_are_no_events(body):
    assert events(body) == []


def test_a_town_that_only_speaks_or_sends_is_not_where_it_happened():
    event = only(
        "A drone crashed near Tulcea on Sunday, a ministry spokesman in Bucharest said on Monday, "
        "after it had been followed by radar crews."
    )
    assert [ref.name for ref in event.places] == ["Tulcea"]
    assert event.where_prec == 2
    assert event.date_start == date(2025, 11, 16)


def test_near_a_town_is_never_claimed_as_in_it():
    assert only("A drone crashed near Galati on Sunday.").where_prec == 2
    assert only("A drone crashed in Galati on Sunday.").where_prec == 1


def test_a_country_stays_a_country():
    event = only("Estonia confirmed that three Russian MiG-31s entered its airspace on 19 September.")
    assert (event.where_prec, [ref.place_id for ref in event.places]) == (6, ["iso:EST"])
    assert {(p.iso3, p.role) for p in event.participants} == {("RUS", "intruder"), ("EST", "target")}


def test_a_call_has_two_ends_and_no_place_where_it_happened():
    event = only("Germany's chancellor spoke by telephone with the president of Kazakhstan on Tuesday.")
    assert event.sub_type == "call"
    assert {ref.role for ref in event.places} == {"from", "to"}
    assert parties(event) == {"DEU", "KAZ"}


def test_a_plan_is_planned_and_its_date_lies_ahead():
    event = only("The leaders of Armenia and Azerbaijan are expected to meet in Abu Dhabi in July.")
    assert event.modality == "planned"
    assert event.date_start == date(2026, 7, 1)


def test_an_allegation_is_alleged():
    event = only("Two Russian aircraft are suspected of having violated Finnish airspace on Monday.")
    assert event.modality == "alleged"


def test_sentences_on_one_event_make_one_draft_with_the_evidence_of_each():
    draft = drafts(
        "A Venezuelan helicopter flew two kilometres into Colombia, the defence ministry said on Thursday. "
        "The incursion, on Wednesday, was seen by a patrol in the desert of La Guajira."
    )
    assert len(draft) == 1
    event = draft[0].event
    assert event.date_start == date(2025, 11, 19)
    assert [ref.name for ref in event.places] == ["La Guajira"]
    assert len(event.evidence) == 2


def test_airports_closed_in_one_sentence_are_events_of_their_own():
    found = events("Unidentified drones forced the closure of airports in Copenhagen and Oslo on 22 September.")
    closed = [e for e in found if e.sub_type == "airport_closure"]
    assert {ref.iso3 for e in closed for ref in e.places} == {"DNK", "NOR"}


def test_a_closure_names_the_incursion_it_followed_from():
    found = events(
        "Two Russian drones entered Polish airspace on 10 September. Warsaw airport was closed for two hours."
    )
    by_kind = {e.sub_type: e for e in found}
    assert by_kind["airport_closure"].caused_by == by_kind["drone"].event_id


def test_a_country_that_follows_suit_has_an_event_of_its_own():
    found = events("Qatar closed its airspace on 23 June; Kuwait and Bahrain followed suit before midnight.")
    assert {ref.iso3 for e in found for ref in e.places if e.sub_type == "airspace_closure"} == {"QAT", "KWT", "BHR"}


def test_the_sky_over_its_own_country_is_meant_by_its_airspace():
    event = only("Moldova closed its airspace for an hour on Thursday night after drones had been heard.")
    assert [ref.place_id for ref in event.places] == ["iso:MDA"]


def test_a_picture_from_the_archive_is_no_event_of_today():
    found = events(
        "FILE - A Belgian F-16 takes off from Florennes in May 2019. (Photo: archive)\n\nNothing else happened."
    )
    assert found == []


def test_where_a_battalion_is_from_is_not_where_it_went():
    event = only("Soldiers of a rifle battalion garrisoned in Graz landed in Sarajevo on Tuesday.")
    assert [ref.name for ref in event.places] == ["Sarajevo"]


def test_what_a_treaty_foresees_has_not_happened():
    found = events(
        "Peru and Brazil signed a treaty in Lima on Wednesday under which their navies will patrol the Amazon."
    )
    assert [e.sub_type for e in found] == ["treaty_signed"]


def test_nominalised_language_tells_events_too():
    found = events(
        "The ratification of the pact by the Philippine Senate on 12 May was welcomed. "
        "The dispatch of fighters from Naha on 18 June followed the passage of a Chinese drone near Yonaguni."
    )
    assert {"treaty_ratified", "air_defence_response", "drone"} <= {e.sub_type for e in found}


def test_the_two_sides_are_those_named_before():
    found = events(
        "Delegations from Thailand and Cambodia met in Kuala Lumpur on Monday. "
        "On Thursday the two sides signed a memorandum."
    )
    signed = next(e for e in found if e.sub_type == "treaty_signed")
    assert parties(signed) == {"THA", "KHM"}


def test_a_visit_of_three_days_ends_on_the_third():
    event = only(
        "President Touadéra of the Central African Republic arrived in Moscow on 15 January 2025 for a three-day visit."
    )
    assert (event.date_start, event.date_end, event.date_prec) == (date(2025, 1, 15), date(2025, 1, 17), 1)


def test_without_a_day_of_publication_a_date_without_a_year_stays_unknown():
    event = only("Rwanda sent 800 soldiers to Mozambique on 3 November.", published=None)
    assert event.date_start is None


def test_each_draft_is_a_draft_with_a_confidence_and_says_what_is_unsure():
    (draft,) = drafts("Serbia hosted a joint military exercise with China.")
    assert draft.event.revision.status == "draft"
    assert 0 < draft.event.confidence < 1
    assert any("no date" in line for line in draft.unsure)


PLACED = [
    ("On 3 November a swarm of drones came in low and hit the military side of Port Sudan's airport.", "Port Sudan"),
    ("On 3 November Chile and Peru signed an agreement in Tacna on shared radar along their border.", "Tacna"),
    ("LISBON — Madrid was at odds with Paris. The envoys of Brazil and Chile met here on 3 November.", "Lisbon"),
    (
        "On 3 November Bangkok sent six F-16s against Cambodian positions near the Ta Muen Thom temple, the first time "
        "it has used the jets for decades.",
        "Ta Moan Thom temple",
    ),
]


@pytest.mark.parametrize(("sentence", "place"), PLACED)
def test_the_town_named_beside_the_event_is_its_place_rather_than_the_country(sentence, place):
    assert place in [ref.name for event in events(sentence) for ref in event.places]


def test_a_country_is_made_more_exact_by_the_town_that_the_title_names():
    event = only("A drone violated Moldovan airspace on 3 November.", title="Alarm over Soroca")
    assert [ref.name for ref in event.places] == ["Soroca"]


def test_a_town_of_another_event_in_the_same_sentence_does_not_make_a_country_more_exact():
    body = "Croatian troops took over from a Polish company in Kosovo on 3 November. After gunmen occupied a monastery "
    body += "at Banjska two autumns ago, reinforcements were rushed in."
    assert "Banjska monastery" not in [ref.name for event in events(body) for ref in event.places]


def test_facts_tell_how_many_of_what():
    event = only("Guards counted at least 13 balloons over Vilnius on Tuesday.")
    assert event.facts["count_min"] == 13


def test_evidence_covers_the_words_and_never_the_dateline():
    article = make_article(
        "Drone falls in Romania\n\nBUCHAREST, Nov. 17 (Agency) - A drone crashed near Tulcea on Sunday, officials said."
    )
    (draft,) = extract(article, PUBLISHED)
    said = [article.text[e.start : e.end] for e in draft.event.evidence]
    assert any("crashed near Tulcea" in piece for piece in said)
    assert not any("BUCHAREST" in piece for piece in said)


FIELD = st.sampled_from(
    [
        "Russia",
        "Poland",
        "the",
        "drone",
        "drones",
        "treaty",
        "signed",
        "met",
        "in",
        "near",
        "over",
        "Moscow",
        "Tuesday",
        "on",
        "2025",
        "denied",
        "not",
        "soldiers",
        "sent",
        "to",
        ",",
        ".",
        "“",
        "”",
        "\n\n",
        "-",
        "(",
        ")",
        "summit",
        "airport",
        "closed",
        "Kyiv's",
        "U.S.",
        "Mr.",
        "will",
        "20-year",
        "F-16s",
        "\xad",
        "\u200b",
        "é",
    ]
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.lists(FIELD, min_size=1, max_size=60).map(" ".join), st.text(min_size=1, max_size=200)))
def test_any_text_is_read_and_evidence_points_into_it(text):
    try:
        article = make_article(text)
    except UnreadableArticle:  # an article without a word is refused, not read
        return
    for draft in extract(article, PUBLISHED):
        for piece in draft.event.evidence:
            assert article.text[piece.start : piece.end].strip()
