"""Whether what a word tells has happened, is planned, is alleged, or never was: negation, denial, wish, hearsay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from geo.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

Verdict = Literal["occurred", "planned", "alleged", "none"]
"""A :data:`geo.event.Modality`, or "none": the text denies it, or never says it to be real."""
COMPLEMENTS = ("ccomp", "xcomp", "dobj", "pcomp", "prep", "nsubjpass", "dative", "acomp", "attr", "oprd", "conj")
DOING = ("carry", "conduct", "complete", "perform", "make", "hold", "fly", "begin", "start", "finish", "end")
LAPSING = ("lapse", "expire", "die", "collapse")
SPECULATIVE = ("if", "unless", "whether", "lest")


def modality(token: Token) -> Verdict:
    """Read a trigger's clause and what governs it; "none" is what the text denies, or never says to be real."""
    found: Verdict = "occurred"
    aside = False
    if _is_asked(token) or _of_no_plan(token) or _is_counted_among(token):
        return "none"
    for step in _path(token):
        aside = aside or (step.dep_ == "prep" and step.lower_ in words("aside") and _may_stand_aside(step))
        verdict = _judge(step, token)
        if verdict == "none" and not (aside and not _speculates(step)):
            return "none"  # what stands behind "at" or "after" is real though the verb before is denied
        if verdict == "planned" or (verdict == "alleged" and found == "occurred"):
            found = verdict
    return found


def _is_asked(token: Token) -> bool:
    """Whether it is only asked: "Has anybody seen soldiers there?"; "why did they leave?" takes it as real."""
    asked = [t for t in token.sent if not t.is_space and not t.is_quote]
    if not asked or asked[-1].text != "?" or any(t.tag_ in ("WRB", "WP", "WDT", "WP$") for t in asked[:3]):
        return False
    return token.dep_ != "relcl" and all(up.dep_ != "relcl" for up in token.ancestors)


def _of_no_plan(token: Token) -> bool:
    """“There are no plans, the ministry said, to host a base”: an infinitive that the parser hangs on "said"."""
    verb = next((t for t in (token, *token.ancestors) if t.dep_ in ("xcomp", "advcl")), token)
    told = _has(verb.head, "saying") or verb.head.lemma_ == "repeat"
    if verb.dep_ == "ROOT" or not _is_infinitive(verb) or not told:
        return False
    aside = [verb.head.head] if verb.head.dep_ == "parataxis" else []
    before = [*aside, *(c for c in verb.head.children if c.dep_ == "ccomp" and c.i < verb.head.i)]
    nouns = (n for c in before for n in c.children if n.dep_ in ("attr", "dobj", "nsubj"))
    return any(_has_no(n) and _has(n, "unreal") for n in nouns)


def _may_stand_aside(prep: Token) -> bool:
    """Whether what is behind a preposition is told by itself: "was not raised in the talks", "no echo at the talks"."""
    return prep.head.pos_ in ("VERB", "AUX") or (prep.head.pos_ == "NOUN" and prep.lower_ in ("at", "after", "during"))


def _path(token: Token) -> Iterator[Token]:
    """The token and its governors, up to what no longer decides about its truth."""
    yield token
    below = token
    for up in token.ancestors:
        if below.dep_ == "conj" and below.pos_ in ("VERB", "AUX") and not _shares(below):
            continue
        if below.dep_ in ("relcl", "acl") and up.pos_ != "VERB" and below.tag_ != "VB" and not _has(up, "hearsay"):
            return
        if below.dep_ == "ccomp" and below.i < up.i and up.lemma_.lower() not in words("saying") and not _mark(below):
            return  # two clauses joined by a semicolon, read as one within the other
        if below.dep_ == "parataxis" or (below.dep_ == "advcl" and not _is_infinitive(below)):
            return
        yield up
        below = up


def _judge(step: Token, trigger: Token) -> Verdict:
    """What one governor says of the trigger."""
    for judge in (_hearsay, _came_to_nothing, _called_off, _negation, _unreal_noun, _verb, _modifier):
        verdict = judge(step, trigger)
        if verdict != "occurred":
            return verdict
    return "occurred"


def _hearsay(step: Token, trigger: Token) -> Verdict:
    """“A report that ... was untrue”, “suppose that ...”."""
    if step is trigger:
        return "occurred"
    if _has(step, "denying") and any(c.dep_ in ("nsubj", "nsubjpass") and _has(c, "hearsay") for c in step.children):
        return "none"
    if step.lemma_.lower() in ("suppose", "imagine", "assume") and step.dep_ == "ROOT":
        return "none"
    named = step.pos_ == "NOUN" or step.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
    if not named or not _has(step, "hearsay"):
        return "occurred"
    return "none" if _has(step, "rumour") or _refuted(step) else "alleged"


def _refuted(step: Token) -> bool:
    """Whether a report is called false, or is the object of a denial."""
    verb = step.head
    if step.dep_ in ("nsubj", "nsubjpass") and verb.pos_ in ("VERB", "AUX"):
        said = {verb.lemma_.lower(), *(c.lemma_.lower() for c in verb.children if c.dep_ in ("acomp", "attr", "oprd"))}
        return bool(said & (words("untrue") | words("denying")))
    return step.dep_ == "dobj" and _has(verb, "undoing")


def _came_to_nothing(step: Token, trigger: Token) -> Verdict:
    """“A planned visit fell through”, “the summit came to nothing”; “if the pact is signed, troops will leave”."""
    said = {c.lower_ for c in step.children if c.dep_ in ("prt", "advmod", "prep")}
    said |= {o.lower_ for c in step.children if c.dep_ == "prep" for o in c.children}
    fell = (step.lemma_ == "fall" and "through" in said) or (step.lemma_ == "come" and {"to", "nothing"} <= said)
    if fell and step is not trigger and _below(step, trigger).dep_ in ("nsubj", "nsubjpass"):
        return "none"
    future = {c.lower_ for c in step.children if c.dep_ == "aux"} & {"will", "would", "shall", "'ll"}
    depends = any(_speculates(c) for c in step.children if c.dep_ == "advcl")
    return "none" if future and depends and step is trigger else "occurred"


def _called_off(step: Token, trigger: Token) -> Verdict:
    """“He was expected at Kolwezi, but that was called off”."""
    if step is trigger and step.dep_ == "nsubjpass" and _is_off(step.head):
        return "none"  # "a planned meeting of the ministers was called off"
    if step is trigger and step.pos_ == "NOUN" and any(c.dep_ == "relcl" and _is_off(c) for c in step.subtree):
        return "none"  # "a summit in Niamey, which was called off"
    for verb in step.children:
        if verb.dep_ != "conj" or not _has(verb, "called_off"):
            continue
        off = _is_off(verb)
        subjects = [c.lower_ for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        announced = step.tag_ == "VBN" and not subjects and trigger.dep_ in ("nsubj", "nsubjpass")
        if off and (announced or set(subjects) & {"that", "it", "this", "which", "they"}):
            return "none"
    return "occurred"


def _is_off(verb: Token) -> bool:
    return _has(verb, "called_off") and (verb.lemma_ not in ("call", "put") or _puts_off(verb))


def _negation(step: Token, trigger: Token) -> Verdict:
    """“Did not enter”, “never took place”, “without signing”, “no order to deploy”."""
    if step.dep_ in ("pcomp", "pobj") and step.head.lower_ in ("without", "instead", "than"):
        return "none"
    if step.dep_ == "pobj" and step.head.lower_ == "against":
        return "none"
    if step is not trigger and step.pos_ == "ADJ" and _infinitive_below(step, trigger) and not _has(step, "aloud"):
        return "none"
    if step is not trigger and step.pos_ == "NOUN" and _has_no(step) and _complement(step, trigger):
        return "none"
    negated = any(c.dep_ == "neg" or (c.dep_ == "advmod" and c.lower_ in ("never", "no", "hardly", "nearly", "almost"))
                  for c in step.children)  # fmt: skip
    negated = negated or _at_no_time(step) or (step is trigger and _of_none(step))
    if negated and (step is trigger or step.lemma_.lower() not in ("say", "tell", "know", "have")):
        return "none"
    return "occurred"


def _at_no_time(step: Token) -> bool:
    """“At no time entered”, “under no circumstances”."""
    behind = (o for c in step.children if c.dep_ == "prep" and c.lower_ in ("at", "under", "in") for o in c.children)
    return any(_has(o, "no_times") and any(c.lower_ == "no" for c in o.children) for o in behind)


def _of_none(verb: Token) -> bool:
    """“No soldiers were stationed there”, “none of the drones entered”, “shot down no drone”."""
    parts = (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj"))
    named = [x for t in parts for x in (t, *(c for c in t.children if c.dep_ == "det"))]
    return verb.pos_ in ("VERB", "AUX") and any(
        t.lower_ in ("no", "none", "nobody", "neither", "nothing") for t in named
    )


def _unreal_noun(step: Token, trigger: Token) -> Verdict:
    """“Plans to send”, “a proposal for”."""
    if step is trigger or step.pos_ != "NOUN" or not _has(step, "unreal") or not _complement(step, trigger):
        return "occurred"
    return "planned" if _has(step, "plans") else "none"


def _verb(step: Token, trigger: Token) -> Verdict:
    """“Will meet”, “could withdraw”, “agreed to send”, “refused to sign”, “is accused of supplying”."""
    if step.pos_ not in ("VERB", "AUX", "ADJ"):
        return "occurred"
    aux = {c.lower_ for c in step.children if c.dep_ in ("aux", "auxpass")}
    if step is not trigger and step.lemma_ == "be" and _below(step, trigger).dep_ == "nsubj":
        said = [c for c in step.children if c.dep_ in ("acomp", "advmod", "prep")]
        if any(_has(c, "unlikely") for c in said):
            return "none"
        if any(_has(c, "likely") and c.dep_ == "acomp" for c in said):
            return "planned"
    if _speculates(step) or {c.lower_ for c in step.children if c.dep_ == "mark"} & {"until", "till"}:
        return "none"
    if step is trigger and step.tag_ in ("VB", "VBP", "VBZ") and _mark(step) in ("once", "before"):
        return "planned"
    if aux & {"will", "shall", "'ll", "’ll", "wo"}:
        return "planned"
    if aux & words("might"):
        wished = step is not trigger and _has(step, "wishing")  # "would like the text ratified by then"
        return "planned" if not wished and "would" in aux and "have" not in aux and _reported(step) else "none"
    if step is not trigger and _governs(step, trigger):
        return _governing_verb(step, trigger)
    return "planned" if step is trigger and step.dep_ in ("ROOT", "conj") and "to" in aux else "occurred"


def _puts_off(verb: Token) -> bool:
    """“The talks are put off”, “was called off”, “has been put on hold”."""
    off = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep")}
    held = any(o.lower_ in ("hold", "ice") for c in verb.children if c.lower_ == "on" for o in c.children)
    return verb.lemma_ in ("put", "call") and ("off" in off or held)


def _is_counted_among(token: Token) -> bool:
    """“It was the third time since May that a drone had come down there”: what is counted was told before."""
    heads = [t.head for t in (token, *token.ancestors) if t.dep_ in ("relcl", "acl", "ccomp")]
    nouns = [n for head in heads for n in (head, *(c for c in head.children if c.dep_ in ("attr", "npadvmod")))]
    return any(
        n.i < token.i
        and _has(n, "occurrences")
        and any(c.dep_ in ("amod", "nummod") and c.ent_type_ == "ORDINAL" for c in n.children)
        for n in nouns
    )


def _governing_verb(step: Token, trigger: Token) -> Verdict:
    if step.lemma_ == "let" and any(t.lemma_.lower() in ("slip", "know", "on", *LAPSING) for t in step.subtree):
        return "occurred"  # "let slip that they had landed", "let the accord lapse"
    if _has(step, "undoing") or _puts_off(step):
        return "none"
    if _infinitive_below(step, trigger):
        if _has(step, "awaking"):
            return "occurred"  # "awoke to find"
        if _has(step, "planning") or step.lemma_ == "be":
            return "planned"
        if _has(step, "wishing") or (step.lemma_ == "have" and step.tag_ != "VBD"):
            return "none"  # but what somebody had to do was done
    elif _has(step, "wishing") and not _has(step, "wishing_softly"):
        return "none"
    return "alleged" if _has(step, "alleging") else "occurred"


def _modifier(step: Token, trigger: Token) -> Verdict:
    """“An alleged violation”, “the next round”, “a possible visit”, “no meeting”."""
    if step is trigger and any(c.dep_ in ("acl", "relcl") and _is_to_be(c) for c in step.children):
        return "planned"  # "a summit to be held in May"
    for child in step.children:
        word = child.lower_
        if child.dep_ in ("amod", "advmod", "compound"):
            if word in words("alleged"):
                return "alleged"
            if word in words("upcoming") and not (word in ("planned", "scheduled") and _was_done(step)):
                return "planned"
            if word in words("unhappened") and step is trigger:
                return "none"
    return "none" if step is trigger and _has_no(step) else "occurred"


def _was_done(noun: Token) -> bool:
    """“Had carried out a planned patrol”: what was planned was done."""
    verb = noun.head
    return noun.dep_ == "dobj" and verb.tag_ in ("VBD", "VBN") and verb.lemma_ in DOING


def _has(token: Token, name: str) -> bool:
    return token.lemma_.lower() in words(name)


def _has_no(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("no", "any", "neither") for c in token.children)


def _is_to_be(verb: Token) -> bool:
    said = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return {"to", "be"} <= said and verb.lemma_.lower() in (
        "hold",
        "sign",
        "convene",
        "host",
        "deploy",
        "deliver",
        "stage",
    )


def _mark(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "mark"), "")


def _speculates(step: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in SPECULATIVE for c in step.children)


def _shares(verb: Token) -> bool:
    """Whether a coordinated verb stands under the auxiliary of the first: "will meet and sign"."""
    own = any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in verb.children)
    return not own and verb.tag_ in ("VB", "VBN", "VBG")


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" or any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _reported(step: Token) -> bool:
    """Whether the clause stands under a verb of saying: "said it would"."""
    up = step
    while up.dep_ in ("conj", "advcl"):
        up = up.head
    return up.dep_ == "ccomp" or any(c.dep_ == "ccomp" for c in step.head.children)


def _below(step: Token, trigger: Token) -> Token:
    """The word between step and trigger that hangs on the step."""
    below = trigger
    for up in trigger.ancestors:
        if up.i == step.i:
            break
        below = up
    return below


def _governs(step: Token, trigger: Token) -> bool:
    """Whether the trigger stands in a complement of the step, not in its subject or an aside."""
    below = _below(step, trigger)
    return below.dep_ in COMPLEMENTS or (below.dep_ == "advcl" and _is_infinitive(below))


def _infinitive_below(step: Token, trigger: Token) -> bool:
    below = _below(step, trigger)
    if below.dep_ in ("xcomp", "ccomp", "advcl", "conj") and _is_infinitive(below):
        return True
    return below.dep_ == "prep" and below.lower_ in words("goals") and step.pos_ == "VERB" and _has(step, "goal_verbs")


def _complement(step: Token, trigger: Token) -> bool:
    return _below(step, trigger).dep_ in ("prep", "acl", "pcomp", "ccomp", "relcl")
