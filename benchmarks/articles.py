"""How well and how fast articles are cut and read, beside the libraries by themselves.

Sentences: texts in the manner of news, cut by hand; the share that is cut just so. The first half was looked at while
the patterns were written (it is the test's), the second was written afterwards and cut once. Formats: the same article
as HTML with menus, as PDF in two columns with running headers, and as DOCX; the share of its paragraphs that come out
whole, and lines that are not the article's. Seconds are of CPU time, the start of the reading process included.

    python -m benchmarks.articles
"""

from __future__ import annotations

import io
import re
import resource
from collections.abc import Callable, Sequence

import nupunkt
import trafilatura
from docx import Document
from pdfminer.high_level import extract_text

from geo.article import read_many, sentences, unwrap
from tests.article_files import BODY, PAGE, TITLE, docx, pdf
from tests.test_spans import NEWS

LATER = [
    ["Lt. Cmdr. Sato said the J.S. Izumo was off Palawan, P.I., at 5 a.m.", "No shots were fired."],
    ["The R.A.F. scrambled jets from Lossiemouth.", "The M.o.D. would not say why."],
    ["Gen. (ret.) H.R. McMaster spoke at 3 p.m. E.T. in Tampa, Fla.", "The hall was full."],
    ["Sudan’s army took El Fasher on Oct. 26, the R.S.F. said.", "Gen. al-Burhan denied it."],
    ["“Who gave the order?”, asked Judge Elena Kagan.", "“I did,” said Maj. Ruiz."],
    ["A cable between Rostock and Helsinki was cut.", "“It was no accident.” German ministers blamed a tanker."],
    ["Talks in Doha (Qatar) ended at approx. 2 a.m.", "Hamas et al. left by plane."],
    ["Messrs. Lee and Kim flew to Busan via Jeju Intl. Airport.", "Rain fell."],
    ["Russia’s Su-35s, MiG-31s etc. returned to Engels-2.", "Satellite photos showed four craters."],
    ["The vote was 14-0, with the U.S. abstaining.", "Amb. Wood spoke for two minutes."],
    ["Kenya will send 1,000 police officers to Haiti by Jan. 1.", "The first 200 are in Port-au-Prince."],
    ["He cited Art. 51 of the U.N. Charter.", "Its wording is old."],
    ["The tanker (IMO no. 9237539) sailed from Ust-Luga.", "Finland boarded it on Dec. 26, near Porkkala."],
    ["Niger’s junta expelled Amb. Sylvain Itté.", "Paris refused.", "What next?"],
    ["Prof. Wang of Fudan Univ. said: “Beijing will wait.”", "Others disagree."],
    ["Col. Maj. Abdramane fled to Benin.", "His aides, incl. Capt. Sani, were held."],
    ["The drone fell 1.5 km from Galați at 1:12 a.m. on Sept. 14.", "Bucharest summoned the envoy."],
    ["Ms. Haley (R-S.C.) left the U.N. in 2018.", "She had served since Jan. 2017."],
    ["No. 3 Sqn. flew from Akrotiri.", "It hit sites near Sana’a."],
    ["The deal, worth approx. €2.1 bn., covers 12 Rafales.", "Delivery begins in 2027."],
]  # fmt: skip


def share(texts: Sequence[Sequence[str]], cut: Callable[[str], list[str]]) -> str:
    exact = sum(cut(" ".join(text)) == list(text) for text in texts)
    return f"{exact:>3} of {len(texts)}"


def ours(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def alone(text: str) -> list[str]:
    return [found.strip() for found in nupunkt.sent_tokenize(text)]


def naive(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z“])", text)


def cpu(call: Callable[[], object]) -> float:
    def now() -> float:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(u.ru_utime + u.ru_stime for u in used)

    before = now()
    call()
    return now() - before


def sentence_table() -> None:
    megabyte = "\n".join(" ".join(" ".join(text) for text in NEWS) for _ in range(500))[:1_000_000]
    print("sentences            looked at    written after    CPU s for 1 MB")
    for name, cut in {"Briefmap": ours, "nupunkt alone": alone, "a full stop": naive}.items():
        print(f"{name:<18} {share(NEWS, cut):>11} {share(LATER, cut):>16} {cpu(lambda c=cut: c(megabyte)):>17.2f}")
    print(f"lines unwrapped    {'':>29} {cpu(lambda: unwrap(megabyte)):>16.2f}")


def format_table() -> None:
    paragraphs = [TITLE, *BODY * 12]
    body = "".join(f"<p>{words}</p>" for words in BODY * 12)
    page = re.sub(r"<p>WARSAW.*</p>", lambda _: body, PAGE)
    files = {
        "HTML": page.encode(),
        "PDF": pdf(*paragraphs, columns=2, header="The Daily Example, Reykjavik", pages=3),
        "DOCX": docx(*paragraphs),
    }
    others: dict[str, Callable[[bytes], str]] = {
        "HTML": lambda raw: trafilatura.extract(raw.decode()) or "",
        "PDF": lambda raw: extract_text(io.BytesIO(raw)),
        "DOCX": lambda raw: "\n".join(p.text for p in Document(io.BytesIO(raw)).paragraphs),
    }
    print("\nformats              paragraphs whole  lines of other things    CPU s, one    CPU s each of 20")
    for kind, raw in files.items():
        [read] = read_many([(kind, raw)])
        one, many = (cpu(lambda n=n, k=kind, r=raw: read_many([(k, r)] * n)) for n in (1, 20))
        print(f"{'Briefmap ' + kind:<18} {told(read.articles[0].text, paragraphs)} {one:>13.2f} {many / 20:>19.3f}")
        text = others[kind](raw)
        once = cpu(lambda k=kind, r=raw: others[k](r))
        print(f"{'the library alone':<18} {told(text, paragraphs)} {'':>13} {once:>19.3f}")


def told(text: str, paragraphs: Sequence[str]) -> str:
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    left = list(lines)
    whole = 0
    for paragraph in paragraphs:
        if paragraph in left:
            left.remove(paragraph)
            whole += 1
    pieces = " ".join(paragraphs)
    return f"{whole:>8} of {len(paragraphs):<5} {sum(line not in pieces for line in left):>19}"


if __name__ == "__main__":
    sentence_table()
    format_table()
