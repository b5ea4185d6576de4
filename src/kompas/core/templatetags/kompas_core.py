"""Tags that show what features add to each other's pages."""

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from kompas.core.afkortingen import Afkorting, met_uitleg
from kompas.core.afkortingen import afkortingen as alle_afkortingen
from kompas.core.models import Gemeente
from kompas.core.panels import menu_van, panelen_op

register = template.Library()


@register.simple_tag(takes_context=True)
def panelen(context: Context, plek: str, onderwerp: object) -> SafeString:
    """Every panel that a feature put on this place, about this thing."""
    request = context["request"]
    delen = []
    for paneel in panelen_op(plek):
        gegevens = paneel.gegevens(request, onderwerp)
        if gegevens is not None:
            delen.append(render_to_string(paneel.template, {**gegevens, "onderwerp": onderwerp}, request=request))
    return mark_safe("".join(delen))  # noqa: S308  (each part is a rendered, escaped template)


@register.inclusion_tag("core/gemeente_menu.html", takes_context=True)
def gemeente_menu(context: Context, gemeente: Gemeente) -> dict[str, object]:
    """The menu of one municipality; the entry whose page is open is marked."""
    request = context["request"]
    ingangen = menu_van(request, gemeente)
    passend = [adres for _, adres in ingangen if request.path.startswith(adres)]
    actief = max(passend, key=len, default="")
    return {"ingangen": ingangen, "actief": actief, "pad": request.path, "op_vraag": context.get("op_vraag", "")}


@register.simple_tag(takes_context=True)
def zonder_peildag(context: Context) -> str:
    """The address of this page with the figures of now."""
    vraag = context["request"].GET.copy()
    vraag.pop("op", None)
    return f"{context['request'].path}{'?' if vraag else ''}{vraag.urlencode()}"


@register.tag
def afkortingen(parser: Parser, _token: Token) -> Node:
    """`{% afkortingen %}...{% endafkortingen %}`: explains the first of every known abbreviation in between."""
    inhoud = parser.parse(("endafkortingen",))
    parser.delete_first_token()
    return _Uitgelegd(inhoud)


class _Uitgelegd(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        return met_uitleg(self.nodelist.render(context))


@register.simple_tag
def afkortingenlijst() -> list[tuple[str, Afkorting]]:
    """Every known abbreviation in the order of the alphabet, each once."""
    eenmaal = {kort.lower(): (kort, wat) for kort, wat in alle_afkortingen().items()}
    return sorted(eenmaal.values(), key=lambda paar: paar[0].lower())
