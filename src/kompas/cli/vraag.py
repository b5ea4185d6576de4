"""A question in Dutch on the command line."""

import typer

ANTWOORDEN = {"j": True, "ja": True, "n": False, "nee": False, "": False}
"""What people type; only Enter means no."""


def vraag_ja(vraag: str) -> bool:
    """Whether the person says yes; asks again until the answer is clear."""
    while True:
        antwoord = typer.prompt(f"{vraag} [j/N]", default="", show_default=False)
        if (uitkomst := ANTWOORDEN.get(antwoord.strip().lower())) is not None:
            return uitkomst
        typer.echo("Antwoord met j (ja) of n (nee).")
