"""The child process that finds the plan in a document: JSON in, JSON out, within limits on time and memory."""

import sys

from pydantic import TypeAdapter

from kompas.beleid.lezen.document import Document, Grenzen
from kompas.beleid.lezen.fout import LeesFout
from kompas.beleid.lezen.gelezen import GelezenPlan
from kompas.beleid.lezen.kind import begrens
from kompas.beleid.lezen.lezer import lees_plan

DOCUMENT = TypeAdapter(Document)
ANTWOORD = TypeAdapter(GelezenPlan | str)
"""The plan, or the Dutch sentence that says why there is none."""


def main(getallen: list[str]) -> None:
    begrens(Grenzen(*map(int, getallen)))
    document = DOCUMENT.validate_json(sys.stdin.buffer.read())
    antwoord: GelezenPlan | str
    try:
        antwoord = lees_plan(document)
    except LeesFout as fout:
        antwoord = str(fout)
    sys.stdout.buffer.write(ANTWOORD.dump_json(antwoord))


if __name__ == "__main__":
    main(sys.argv[1:])
