"""Treaties: signed, ratified, in force, ended, joined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from geo.extract.act import Act, has, is_noun, is_verb
from geo.extract.frame import frame, of_objects, within
from geo.extract.lexicon import words
from geo.extract.turns import TREATY_RULES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.extract.candidate import Candidate

LAYER: Final = "treaty_partner"
FORCES = ("troops", "ship", "aircraft", "mercenaries")


def treaties(act: Act) -> Iterator[Candidate]:
    """Mentions of treaties that a word makes: those of the first rule that fits."""
    rules = [*(VERB_RULES if is_verb(act.token) else ()), *(NOUN_RULES if is_noun(act.token) else ())]
    found = next((c for rule in rules if (c := rule(act)) is not None), None)
    if found is not None:
        yield found


def is_paper(token: Token) -> bool:
    """Whether a word alone says treaty: pact, accord, memorandum; not: statement, deal with it."""
    return has(token, *words("papers"))


def papers_of(act: Act, tokens: list[Token]) -> list[Token]:
    """Those phrases that are treaties, long proper names too: "a Status of Visiting Forces Agreement"."""
    found = act.of(tokens, "treaty")
    found = found or [t for t in tokens if _is_plan(act, t)]
    return found or [t for t in tokens if t.pos_ == "PROPN" and any(_is_named_paper(act, x) for x in t.subtree)]


def _is_plan(act: Act, token: Token) -> bool:
    """“A programme of military cooperation”, “a package of deals on energy”."""
    about = [x for t in act.frame.at("of", "on", "for") if t.head.head.i == token.i for x in within(t)]
    inside = [c for c in token.children if c.dep_ in ("compound", "amod")]
    return has(token, *words("programmes")) and any("cooperation" in act.reading.nouns[x.i] for x in (*about, *inside))


def _is_named_paper(act: Act, token: Token) -> bool:
    return token.pos_ == "PROPN" and "treaty" in act.reading.nouns[token.i] and is_paper(token)


def is_clause(act: Act) -> bool:
    """Whether it only says what a treaty lays down: "signed a pact, pledging to help", "the pact commits both to"."""
    if papers_of(act, act.agents):
        return True
    signing = act.token.head if act.token.dep_ == "advcl" and act.token.tag_ == "VBG" else None
    return signing is not None and "sign" in act.reading.verbs(signing.i)


def took_force(act: Act) -> Candidate | None:
    """“The accord came into effect”."""
    papers = papers_of(act, act.agents)
    if has(act.token, "put", "bring") and any(has(t, "effect", "force", "practice") for t in act.at("into", "in")):
        put = papers_of(act, act.patients)
        return act.made(LAYER, "treaty_in_force", "in_force", agents=act.agents, themes=put) if put else None
    if not papers or not act.verb("in_force", "bind") or _is_yet_to(act):
        return None
    if act.verb("bind"):
        if len(act.codes(papers)) < 2:
            return None
        return act.made(LAYER, "treaty_in_force", "binds", themes=papers, others=act.patients, weak=True)
    if not ({"force", "effect"} & {t.lower_ for t in act.token.subtree} or act.particle("effective")):
        return None
    return act.made(LAYER, "treaty_in_force", "in_force", themes=papers)


def ratified(act: Act) -> Candidate | None:
    """“Lawmakers ratified the treaty”, “deputies approved the text”."""
    if has(act.token, "give", "grant") and any(has(p, *words("assent")) for p in act.patients):
        given = papers_of(act, act.at("to", "for"))
        return act.made(LAYER, "treaty_ratified", "ratify", agents=act.agents, themes=given) if given else None
    papers = papers_of(act, act.patients) or [p for p in act.patients if p.lower_ in ("it", "them", "both")]
    if has(act.token, "vote", "wave", "nod", "push", "rush", "steer") and not papers:
        papers = papers_of(act, act.at("for", "through"))
    if not papers or not (act.verb("ratify") or (act.verb("approve") and _parliament(act))):
        return None
    return act.made(LAYER, "treaty_ratified", "ratify", agents=act.agents, themes=papers)


def deposited(act: Act) -> Candidate | None:
    """“Kyrgyzstan deposited its instrument of ratification”."""
    if not has(act.token, "deposit", "lodge", "submit", "exchange"):
        return None
    notices = [p for p in act.patients if has(p, "notice", "notification")]
    if notices and not act.frame.passive and any(has(t, *words("leaving")) for t in act.token.sent):
        return act.made(LAYER, "treaty_ended", "deposit", agents=act.agents, themes=notices)
    papers = [p for p in act.patients if any(has(t, "instrument") for t in p.subtree)]
    if not papers:
        return None
    around = [*papers, *(up for up in act.token.ancestors)]
    joining = any(has(t, "accession") for top in around for t in top.subtree)
    return act.made(LAYER, "accession" if joining else "treaty_ratified", "deposit", agents=act.agents, themes=papers)


def signed(act: Act) -> Candidate | None:
    """“The ministers signed an agreement”, “put their names to a memorandum”."""
    copies = [o for p in act.patients if has(p, "copy", "text", "version", "instrument") for o in frame(p).at("of")]
    papers = papers_of(act, [*act.patients, *copies]) or _named_before(act) or _it(act)
    partners = act.at("with", "between")
    if has(act.token, "put", "affix", "set", "add") and any(
        has(p, "name", "signature", "pen", "ink", "initial", "initials", "seal") for p in act.patients
    ):
        below = act.at("to", "on", "under", "beneath", "at", "of")
        papers = papers_of(act, below) or [t for t in below if t.lower_ in ("it", "them")]
        return (
            act.made(LAYER, "treaty_signed", "sign", agents=act.agents, themes=papers, others=partners)
            if papers
            else None
        )
    if not papers:
        return None
    sides = {c for t in (*act.agents, *partners, *papers) for c in act.who.parties(t)}
    states = len(sides) > 1
    strong = any(is_paper(p) for p in papers) or (states and not any(has(p, *words("no_papers")) for p in papers))
    trade = all(has(p, "contract") for p in papers)
    abroad = act.at("in", "at") if trade and act.verb("sign") and act.of(act.at("for", "on"), "arms") else []
    states = states or len(sides | act.codes(abroad)) > 1  # "Turkish industry signed a contract in Dakar for vehicles"
    partners = partners or abroad
    if trade and not states:
        return None  # of a firm, a soldier or a player
    if trade and act.verb("sign") and (goods := act.of(act.at("for", "on"), "arms")):
        return act.made(LAYER, "arms_transfer", "contract", agents=act.agents, themes=goods, others=partners)
    if act.verb("sign") or (strong and act.verb("conclude", "conclude_weak")):
        leaders = has(act.token, "adopt") and act.of(act.agents, "leader")
        weak = trade or not (act.verb("sign", "conclude") or leaders)
        return act.made(LAYER, "treaty_signed", "sign", agents=act.agents, themes=papers, others=partners, weak=weak)
    return None


def _it(act: Act) -> list[Token]:
    """The treaty named before in the sentence, where "it" is signed: "agreed on a treaty and signed it in Lima"."""
    if not act.verb("sign") or not any(p.lower_ in ("it", "them", "both") for p in act.patients):
        return []
    before = [t for t in act.token.sent if t.i < act.token.i and "treaty" in act.reading.nouns[t.i] and is_paper(t)]
    last = act.reading.sentences[max(act.reading.sentence(act.token.i) - 1, 0)]
    if not before and act.frame.passive:  # "Both agreed on a pact. It was signed in Lima"
        before = [t for t in last if "treaty" in act.reading.nouns[t.i] and is_paper(t)]
    return before[-1:]


def ended(act: Act) -> Candidate | None:
    """“Niger revoked its accord with France”, “the pact expired”."""
    if act.verb("sever") and (ties := [p for p in act.patients if _is_diplomatic(act, p)]):
        return act.made(LAYER, "treaty_ended", "sever", agents=act.agents, themes=ties, others=act.at("with"))
    own = papers_of(act, act.agents)
    papers = papers_of(act, [*act.patients, *act.at("from", "out", "of"), *_stray_object(act)])
    shelved = has(act.token, "hold", "put", "place") and any(
        has(t, "abeyance", "hold", "ice") for t in act.token.subtree if t is not act.token
    )
    if act.verb("lapse") and own:
        papers = own
    elif not (act.verb("end_treaty") or shelved) or not papers:
        return None
    if not any(is_paper(p) or has(p, "alliance", "arrangement", "partnership") for p in papers):
        return None
    agents = [a for a in act.agents if a not in papers]
    return act.made(LAYER, "treaty_ended", "end", agents=agents, themes=papers, others=act.at("with"))


def _stray_object(act: Act) -> list[Token]:
    """An object read as that of the verb above: "informed Chad that it is ending, as of May, the pact"."""
    if act.patients or act.token.dep_ != "ccomp" or not has(act.token.head, *words("giving_notice")):
        return []
    return [c for c in act.token.head.children if c.dep_ == "dobj" and c.i > act.token.i]


def left_bloc(act: Act) -> Candidate | None:
    """“Mali quit ECOWAS”, “Armenia froze its participation in the CSTO”."""
    goals = [*act.patients, *act.at("from", "of", "in")]
    blocs = [t for t in goals if _is_bloc(t)]
    ceased = has(act.token, "cease", "stop") and any(c.dep_ == "xcomp" and has(c, "be") for c in act.token.children)
    blocs = blocs or [b for c in act.token.children if ceased for b in _bloc_of_members(act, c)]
    parting = any(has(p, "participation", "membership", "involvement") for p in act.patients)
    froze = ceased or (parting and act.verb("freeze"))
    if not blocs or not (act.verb("leave_bloc") or froze) or act.of([*act.agents, *act.patients], *FORCES):
        return None
    return act.made(LAYER, "treaty_ended", "leave bloc", agents=act.agents, themes=blocs)


def acceded(act: Act) -> Candidate | None:
    """“Finland joined NATO”, “Zambia acceded to the agency”."""
    if not act.verb("accede"):
        return None
    if has(act.token, "welcome", "accept", "admit") and not (act.patients and act.at("into", "to")):
        return None
    goals = [*act.patients, *act.at("to", "into", "of", "as")]
    blocs = [t for t in goals if _is_bloc(t) or t.ent_type_ == "ORG" or has(act.token, "accede")]
    member = [t for t in goals if has(t, "member", "party", "signatory")]
    taken = has(act.token, "admit", "welcome", "accept") or act.frame.passive
    joining = act.patients if taken else act.agents
    states = [a for a in joining if act.is_place(a) or act.who.codes(a, deep=False)]
    if not states or act.of(states, *FORCES) or not (member or (blocs and not has(act.token, "become"))):
        return None
    return act.made(LAYER, "accession", "accede", agents=states, themes=blocs or member)


def treaty_act(act: Act) -> Candidate | None:
    """Nouns of acts on a treaty: its ratification, its signing, the withdrawal from it."""
    papers = act.of([*act.inside, *act.at("of")], "treaty")
    if has(act.token, "ratification") and papers:
        return act.made(
            LAYER,
            "treaty_ratified",
            "ratification",
            agents=[*act.agents, *act.at("by")],
            themes=papers,
            weak=not act.at("by"),
        )
    if act.noun("signing_noun") and papers:
        return act.made(
            LAYER,
            "treaty_signed",
            "signing",
            agents=act.agents,
            themes=papers,
            others=act.at("between", "with", "by"),
            weak=not act.at("by"),
        )
    definite = any(c.lower_ == "the" for c in act.token.children)
    if has(act.token, "signing") and definite and act.light in ("take", "happen", "occur", "follow", "come"):
        return act.made(LAYER, "treaty_signed", "signing", others=act.at("between", "by"))
    papers = papers or act.of(act.at("from"), "treaty")
    if papers and has(
        act.token, "withdrawal", "termination", "denunciation", "abrogation", "exit", "expiry", "expiration"
    ):
        said = act.light in ("announce", "declare", "notify", "confirm", "complete", "formalise", "formalize", "take")
        return act.made(LAYER, "treaty_ended", "ending", agents=act.agents, themes=papers, weak=not said)
    return None


def stood(act: Act) -> Candidate | None:
    """“An agreement signed in May and in force since June”."""
    prep = act.token.head
    if not has(act.token, "force", "effect") or act.token.dep_ != "pobj" or prep.lower_ != "in":
        return None
    up = next((t for t in prep.ancestors if "treaty" in act.reading.nouns[t.i]), prep)
    since = any(t.lower_ in ("since", "from") and t.i > act.token.i for t in act.token.sent)
    if not since or not is_paper(up):
        return None
    return act.made(LAYER, "treaty_in_force", "in_force", themes=[up], others=frame(up).at("with", "between"))


def entry_into_force(act: Act) -> Candidate | None:
    """“The entry into force of the agreement on police”."""
    into = act.at("into")
    if not has(act.token, "entry", "coming") or not any(has(t, "force", "effect") for t in into):
        return None
    papers = papers_of(act, [*act.at("of"), *(o for t in into for o in frame(t).at("of"))]) or _paper_behind(act)
    return (
        act.made(LAYER, "treaty_in_force", "in_force", themes=papers, others=act.at("between", "with"))
        if papers
        else None
    )


def _paper_behind(act: Act) -> list[Token]:
    """The treaty named behind a noun in its sentence, whatever it was read to hang on."""
    behind = [t for t in act.token.sent if t.i > act.token.i and "treaty" in act.reading.nouns[t.i] and is_paper(t)]
    return behind[:1]


def accession(act: Act) -> Candidate | None:
    """“Iran's entry into the bloc”."""
    own = has(act.token, "accession") and bool(act.codes(act.agents))  # "its accession to the coalition"
    goals = [t for t in act.at("to", "into") if own or _is_bloc(t) or t.ent_type_ == "ORG"]
    if not goals or not has(act.token, "accession", "entry", "admission"):
        return None
    return act.made(LAYER, "accession", "accession", agents=act.agents, themes=goals, weak=True)


def outcome(act: Act) -> Candidate | None:
    """“Two days of talks ended with an agreement to set up a hotline”, “the meeting produced a deal to share water”."""
    verb = act.frame.light
    to_do = any(c.dep_ == "acl" and c.tag_ == "VB" for c in act.token.children)
    if verb is None or not to_do or not is_paper(act.token) or act.token.dep_ not in ("pobj", "dobj"):
        return None
    behind = act.token.dep_ == "pobj" and act.token.head.lower_ in ("with", "in", "to") and has(verb, *words("closing"))
    made = act.token.dep_ == "dobj" and has(verb, *words("yielding"))
    above = frame(verb)
    held = act.of([*above.agents, *above.patients, *(o for t in above.patients for o in of_objects(t))], "meeting")
    if not held or not (behind or made):
        return None
    return act.made(LAYER, "bilateral_cooperation", "outcome", agents=above.agents, others=held, themes=[act.token])


def standing(act: Act) -> Candidate | None:
    """“The treaty between Russia and North Korea”: one that is, told in passing."""
    partners = act.at("between", "with")
    if not is_paper(act.token) or not act.codes(partners) or len(act.codes(act.frame.arguments)) < 2:
        return None
    return act.made(
        LAYER, "treaty_in_force", "treaty between", agents=act.agents, others=partners, themes=[act.token], weak=True
    )


VERB_RULES = (*TREATY_RULES, took_force, deposited, ratified, signed, ended, left_bloc, acceded)
NOUN_RULES = (stood, treaty_act, entry_into_force, accession, outcome, standing)


def _is_diplomatic(act: Act, token: Token) -> bool:
    """Whether they are the relations between states."""
    said = {c.lower_ for c in token.children}
    named = bool(said & {"diplomatic", "all", "relations", "with"}) or len(act.codes(act.agents)) > 1
    return has(token, *words("diplomatic_ties")) and named


def _is_yet_to(act: Act) -> bool:
    """Whether an infinitive behind its noun says what a treaty is to do: "the way for the pact to take effect"."""
    return act.token.dep_ == "acl" and any(c.lower_ == "to" for c in act.token.children)


def _parliament(act: Act) -> bool:
    acting = [t for a in act.agents for t in (a, *a.children)]
    return any(has(t, *words("parliaments")) for t in acting)


def _bloc_of_members(act: Act, token: Token) -> list[Token]:
    """The bloc in "be a member of the bloc"."""
    return [t for t in token.subtree if token.dep_ == "xcomp" and t.dep_ == "pobj" and _is_bloc(t)]


def _is_bloc(token: Token) -> bool:
    parts = [token, *token.children]
    return has(token, *words("blocs")) or any(t.text in words("bloc_names") for t in parts)


def _named_before(act: Act) -> list[Token]:
    """The treaty that is the sentence's subject, where a participle leaves it out: "the deal is ..., being signed"."""
    if not act.verb("sign") or not (act.frame.passive or act.token.dep_ in ("acl", "advcl", "conj")):
        return []
    subjects = [c for up in act.token.ancestors for c in up.children if c.dep_ in ("nsubj", "nsubjpass")]
    return act.of(subjects, "treaty")[:1]
