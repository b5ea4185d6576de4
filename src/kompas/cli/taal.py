"""The words of the command line library in Dutch: its headings, and its messages about wrong use."""

import re

from typer import Context, core, rich_utils

Opdracht = core.TyperCommand | core.TyperGroup
Soort = type[core.TyperCommand] | type[core.TyperGroup]

MELDINGEN = (
    (r"No such command '(.+)'\.( Did you mean .*)?", r"De opdracht '\1' bestaat niet."),
    (r"Missing command\.", "Noem een opdracht."),
    (r"No such option: (\S+)(?: .*)?", r"De optie \1 bestaat niet."),
    (r"Missing (?:argument|option) ?'?([^'.]*)'?\.(.*)", r"\1 ontbreekt.\2"),
    (r"Invalid value for '?([^':]+)(?: / [^:]+)?'?: (.*)", r"De waarde van \1 klopt niet: \2"),
    (r"Invalid value: (.*)", r"Dat kan niet: \1"),
    (r"Option '?([^' ]+)'? requires an argument\.?", r"Bij de optie \1 hoort een waarde."),
    (r"Option '?([^' ]+)'? does not take a value\.?", r"Bij de optie \1 hoort geen waarde."),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)", r"Dit is te veel: \1"),
)
"""Pattern of a message in English, and what to say instead."""

WAARDEN = (
    (r"Input should be a valid (?:integer|number), .*", "dit is geen getal."),
    (r"Input should be greater than or equal to (.+)", r"dit is kleiner dan \1."),
    (r"Input should be less than or equal to (.+)", r"dit is groter dan \1."),
    (r"Value (.+) is not a valid int(?:eger)?(?: range)?\.", r"\1 is geen heel getal."),
    (r"Value (.+) is not a valid (?:float|number)\.", r"\1 is geen getal."),
    (
        r"(?:Value error, )?('[^']*') does not match the formats? .*%Y-%m-%d.*",
        r"\1 is geen dag. Schrijf de dag als 2020-07-07.",
    ),
    (r"(.+) is not one of (.+)\.", r"\1 hoort niet bij: \2."),
    (r"(?:File|Path|Directory) (.+) does not exist\.", r"\1 bestaat niet."),
    (r"File (.+) is a directory\.", r"\1 is een map."),
    (r"Directory (.+) is a file\.", r"\1 is een bestand."),
)


def vertaal(melding: str) -> str:
    """The message in Dutch; one that is not in the list stays as it is."""
    for patroon, nederlands in MELDINGEN:
        if treffer := re.fullmatch(patroon, melding, re.DOTALL):
            return _waarde(treffer.expand(nederlands).strip())
    return _waarde(melding)


def _waarde(melding: str) -> str:
    for patroon, nederlands in WAARDEN:
        melding = re.sub(patroon, nederlands, melding)
    return melding


def nederlands() -> None:
    """Set the headings of the help texts; once, before the command runs."""
    rich_utils.ARGUMENTS_PANEL_TITLE = "Invoer"
    rich_utils.OPTIONS_PANEL_TITLE = "Opties"
    rich_utils.COMMANDS_PANEL_TITLE = "Opdrachten"
    rich_utils.ERRORS_PANEL_TITLE = "Dat kan niet"
    rich_utils.DEFAULT_STRING = "[standaard: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[verplicht]"
    rich_utils.RANGE_STRING = ""  # the help text says it in words
    for soort in (core.TyperCommand, core.TyperGroup):
        _gebruik(soort)
    for invoer in (core.TyperArgument, core.TyperOption):
        invoer.display_type_rich = _soort  # type: ignore[method-assign, assignment]


def _soort(invoer: core.TyperArgument | core.TyperOption, ctx: Context) -> str | None:  # noqa: ARG001 - as it is called
    """What to fill in, instead of a Python type: our own word for an option; an argument shows its name already."""
    return invoer.metavar if isinstance(invoer, core.TyperOption) else None


def _gebruik(soort: Soort) -> None:
    """Replace the words that the library writes itself; it has no setting for them."""
    usage, hulp = soort.get_usage, soort.get_help_option

    def get_usage(self: Opdracht, ctx: Context) -> str:
        regel = usage(self, ctx)
        for engels, nederlands_ in (
            ("Usage: ", "Gebruik: "),
            ("[OPTIONS]", "[OPTIES]"),
            ("COMMAND [ARGS]", "OPDRACHT "),
        ):
            regel = regel.replace(engels, nederlands_, 1)
        return regel

    def get_help_option(self: Opdracht, ctx: Context) -> core.TyperOption | None:
        optie = hulp(self, ctx)
        if optie is not None:
            optie.help = "Toon deze hulp en stop."
        return optie

    for methode in (get_usage, get_help_option):
        setattr(soort, methode.__name__, methode)
