"""Texts are cut into paragraphs and sentences whose offsets are exact, whatever the text."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.article import paragraphs, read_articles, sentences, unwrap

NEWS = [
    ["The U.S. Army said Gen. Hill met Lt. Gen. Kim on Jan. 5 at 9 a.m. in Seoul.", "He left.", "Talks go on."],
    ["Officials in Washington, D.C. declined to comment.", "The U.N. Security Council met."],
    ["He flew to the U.S.", "The visit lasted two days."],
    ["They were armed by the U.K.", "Its government denied it."],
    ["He flew to the U.S. on Monday.", "It rained."],
    ["“We will not wait,” he said.", "“The border is closed.”", "Nobody asked why."],
    ['"Is it true?" she asked.', '"No!" he said.', "They left."],
    ["He called it an “Eastern Wall.”", "Ukrainian envoys agreed."],
    ["“I don’t know.", "Ask them,” the minister said.", "He left."],
    ["President Ann W. Hill and J. R. Roe met Sen. Lee, R-Ariz., and Rep. Poe (D-Wash.) in St. Louis.", "Then rain."],
    ["Poland shot down 3.5 percent of drones.", "Prices rose 1.2 million."],
    ["Some Corp. said on Feb. 3 that it had sold 12 F-16s.", "The No. 2 official, Capt. R.J. Lee, agreed."],
    ["The treaty was signed in Moscow (Jan. 17, 2025).", "It covers Art. 4 and Sec. 5."],
    ["The ship, USS Ann R. Hill, sailed.", "Its captain did not."],
    ["Dr. Ali of the Univ. of Cairo spoke vs. critics, e.g. the party.", "It was approx. 5 km from Mt. Hermon."],
    ["What happened?", "Nobody knows...", "The ministry is silent."],
    ["It fell near Przewodów, 6 km from the border, at 3:40 p.m. local time.", "Two people died."],
    ["It crashed near Bamako, Mali at 9 a.m.", "There were no survivors."],
    ["Delegations met at 10 a.m. Saturday in Panmunjom.", "They shook hands."],
    ["The call was at 10 a.m. Kyiv time.", "It lasted an hour."],
    ["It ended at 4 p.m. GMT.", "The jets landed."],
    ["It happened on Sept. 10, between 11:30 p.m. and 6:30 a.m.", "Polish jets scrambled."],
    ["Maj. Gen. Roe, Brig. Gen. Poe, Col. Loe, Sgt. Moe and Adm. Lee came.", "They met Gov. Yun, Amb. Zhu and Mr. Wu."],
    ["The Jan. 6 meeting at Ft. Hood, N.C., was called off by Lt. Col. Poe.", "Ms. Roe agreed."],
    ["NATO invoked Article 4.", "The alliance met on the 5th of Oct. in Brussels."],
    ["Exports fell in the first months (March 20-Dec. 21).", "Iran sold less."],
    ["The talks ended at 5 p.m.", "A second round follows.", "“Mr. Roe will come.”"],
    ["The S. Korean and N. Korean envoys met.", "He lives in Lebanon, Pa., and works in Moscow, Idaho."],
    ["Rear Adm. Liu Hua and Vice Adm. A.K. Rao met aboard INS Vikrant on Nov. 3.", "No statement was issued."],
    ["The M.V. Sea Star left Aden at 6 a.m.", "Two hours later it was hit."],
    ["Col. Assimi Goïta, Capt. Ibrahim Traoré and Gen. Abdourahamane Tiani signed the charter.", "Mali left first."],
    ["“We saw two drones over Isfahan at 4 a.m.,” Mr. Karimi said.", "“They came from afar.”", "He gave no proof."],
    ["The treaty (U.N.T.S. vol. 12) was signed in Washington, D.C., on Sept. 2, 1945.", "It has 27 articles."],
    ["Is it war?", "“Not yet!” said Sgt. Maj. Cruz.", "The U.S. Navy sent the U.S.S. Ford."],
    ["Sen. Chris Van Hollen, D-Md., and Rep. Mike Turner (R-Ohio) flew to Kyiv.", "They met Pres. Zelensky."],
    ["Jets of the P.L.A. crossed the line.", "Taiwan’s M.N.D. counted 45 planes at 11:40 p.m. Tuesday.", "A record."],
    ["The base at Ft. Campbell, Ky., sent 500 soldiers.", "St. Lucia sent five."],
    ["Eritrea, Ethiopia, etc. were invited.", "Only Kenya came."],
    ["He met the U.A.E.’s ruler, Sheikh M. bin Zayed, in Al Ain.", "Talks lasted approx. 3 hrs. and ended in silence."],
    ["It rose 4.5 percent to $3.2 billion vs. 2023.", "Lockheed Martin Corp. and RTX Corp. gained most."],
    ["The envoy arrived from the U.K.", "He is to stay until Feb. 5.", "Then he flies to the U.S. for talks."],
    ["“The strike hit the port of Hodeidah.", "Three people died,” the ministry said.", "Nobody claimed it."],
    ["The Rev. J. Okoro and Msgr. P. Diallo spoke in Lagos.", "No. 10 declined to comment."],
    ["The J-20s flew 24 n.m. from the coast, i.e. outside its airspace.", "Tokyo protested at 9:15 p.m. local time."],
    ["The minister (see p. 4) left at noon.", "His deputy, Dr. A. Musa, stayed."],
    ["Balloons from N. Korea fell on Seoul; S. Korea answered.", "Both sides met at 10 a.m. in Panmunjom."],
    ["It is 5 km from Mt. Bental.", "Israeli troops, incl. reservists, hold it."],
    ["The exercise, Cobra Gold ’25, began in Thailand.", "Thirty nations took part; Laos et al. watched."],
]  # fmt: skip


def cut(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("wanted", NEWS, ids=lambda wanted: wanted[0][:30])
def test_sentences_of_news_end_where_a_reader_ends_them(wanted):
    assert cut(" ".join(wanted)) == wanted


def test_sentences_end_in_the_same_places_when_lines_are_wrapped_by_hand():
    wrapped = (
        "The ministry said on Monday that Gen. Ann Hill and Lt. Gen.\n"
        "Kim had met in the U.S. on Jan. 5 and would meet again. The\n"
        "envoys agreed.\n\nA second paragraph."
    )
    assert [p.replace("\n", " ") for p in cut(wrapped)] == [
        "The ministry said on Monday that Gen. Ann Hill and Lt. Gen. Kim had met in the U.S. on Jan. 5 and would "
        "meet again.",
        "The envoys agreed.",
        "A second paragraph.",
    ]
    assert len(paragraphs(wrapped)) == 2


def test_a_missing_blank_between_sentences_hides_no_end():
    assert cut("The envoys left.Talks go on!Nobody knows why.") == [
        "The envoys left.",
        "Talks go on!",
        "Nobody knows why.",
    ]


def test_each_item_of_a_list_is_a_paragraph():
    text = (
        "The pact has three parts:\n- bases in the north\n- exercises in the Baltic Sea, every year from now on\n* aid"
    )
    assert len(paragraphs(text)) == 4
    numbered = (
        "The pact has three parts, and each of them will\n1. open bases, hold exercises in the north, and\n2. aid"
    )
    assert len(paragraphs(numbered)) == 3


PROSE = (
    "The ministry said on Monday that drones had crossed the border near the town of Nowa Dęba at 3:40 a.m., and that "
    "its Russian-backed neighbour had not answered. Envoys of New York and of Saudi Arabia met on September 10 "
    "in Vilnius. They are to meet again. Nobody knows when, and nobody asked."
)


@pytest.mark.parametrize("width", range(55, 121, 5))
def test_lines_wrapped_by_hand_become_whole_paragraphs(width):
    wrapped = f"A title\n\n{textwrap.fill(PROSE, width)}\n\n{textwrap.fill(PROSE, width)}\n\nAn end."
    assert unwrap(wrapped) == f"A title\n\n{PROSE}\n\n{PROSE}\n\nAn end."


@pytest.mark.parametrize(
    "text",
    [
        "A title\nBy A. Roe\nA short paragraph of one sentence stands on a line of its own here.\nAnother, shorter.\n"
        "And a third that is about as long as the first of them was.",
        "- a first item of a list that has quite a few words in its line\n- a second item of it, with words too, some",
        "Poland and the Baltic states agree on a wall against drones today.\nUnidentified objects seen.",
        "name,latitude,longitude,what was seen there by whom and when, all\nLublin,51.25,22.57,one drone,2025-09-10",
    ],
)
def test_lines_that_are_paragraphs_stay_apart(text):
    assert unwrap(text) == text


def test_title_caption_and_body_of_the_seed_articles_are_paragraphs(shared):
    for article in read_articles(shared / "seeds" / "articles.txt"):
        cuts = [article.text[start:end] for start, end in paragraphs(article.text)]
        assert cuts == [line.strip() for line in article.text.split("\n") if line.strip()]
        assert cuts[0] == article.title


TEXTS = st.text() | st.lists(
    st.sampled_from(["Gen.", "U.S.", "The", "war.", "He", "5", "a.m.", "\n", "\n\n", "“", ".”", "?", "Jan.", "é", "- "])
).map(" ".join)


@given(TEXTS)
def test_spans_are_in_order_trimmed_and_leave_out_blanks_only(text):
    for spans in (paragraphs(text), sentences(text)):
        assert all(text[a:b] and text[a:b] == text[a:b].strip() for a, b in spans)
        ends = [0, *(n for span in spans for n in span), len(text)]
        assert ends == sorted(ends)
        between = [text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)]
        assert not "".join(between).strip()


@given(TEXTS)
def test_no_sentence_crosses_a_paragraph(text):
    inside = paragraphs(text)
    assert all(any(a <= start and end <= b for a, b in inside) for start, end in sentences(text))


@given(TEXTS | st.lists(st.text("ab .-\n", min_size=20, max_size=90)).map("\n".join))
def test_unwrapping_keeps_every_word_and_is_done_once(text):
    once = unwrap(text)
    assert "".join(once.split()) == "".join(text.split())
    assert unwrap(once) == once
    assert len(paragraphs(once)) == len(paragraphs(text))
