"""Turns of phrase that no table of plain verbs covers: every sentence here is ours."""

import pytest

from tests.extracting import events

SENTENCES = [
    ("contingent", "BGD", "Bangladeshi sappers trundled into Juba on 9 November."),
    ("contingent", "FRA", "A French rifle company moved into new barracks in Tallinn on 9 November."),
    ("contingent", "RWA", "Some 200 Rwandan soldiers filed into Bangui on 9 November."),
    ("air_defence_response", "GBR", "On 9 November London put a Patriot battery beside the runway at Incirlik."),
    ("air_defence_response", "GBR", "Two British jets roared over Accra on 9 November at the request of Ghana."),
    ("naval", "ITA", "An Italian frigate slid into Limassol on 9 November."),
    ("operation", "KEN", "Kenya rolled into Mogadishu on 9 November with tanks."),
    ("withdrawal", "KEN", "Kenya took 300 of its soldiers home from Mogadishu on 9 November."),
    ("withdrawal", "DNK", "A Danish battalion has come to Riga. Half left Riga on 9 November."),
    ("bilateral", "JPN", "On 9 November the Japanese and Indian coastguards clinked glasses in Chennai."),
    ("visit", "PER", "Peru's defence minister was at the Pentagon on 9 November."),
    ("visit", "CHL", "Chile's foreign minister swept into Colombo on 9 November."),
    ("treaty_ended", "GAB", "On 3 November Gabon let its defence accord with France lapse."),
    ("treaty_in_force", "QAT", "On 3 November Qatar let its defence agreement with Britain run on for ten years."),
]


@pytest.mark.parametrize(("kind", "party", "sentence"), SENTENCES)
def test_a_turn_of_phrase_is_read_as_the_act_it_tells(kind, party, sentence):
    told = [e for e in events(sentence) if e.sub_type == kind]
    assert len(told) == 1
    assert party in {p.iso3 for p in told[0].participants}
    assert told[0].date_start.month == 11


QUIET = [
    "Half left the debate in Vienna on 9 November.",
    "The minister broke bread in Vienna on 9 November.",
    "The council let the lease on the theatre in Graz lapse on 9 November.",
]


@pytest.mark.parametrize("sentence", QUIET)
def test_the_same_words_of_other_things_make_no_event(sentence):
    assert events(sentence) == []
