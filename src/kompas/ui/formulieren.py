"""Forms in the dress of NL Design System; `BoundField` in, HTML out."""

from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, Textarea
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

TEKSTVAK = "utrecht-textbox utrecht-textbox--html-input"
TEKSTVLAK = "utrecht-textarea utrecht-textarea--html-textarea"
KEUZELIJST = "utrecht-select utrecht-select--html-select"


def veld(gebonden: BoundField) -> SafeString:
    """Label, help, error and control of one field."""
    gegevens = {
        "veld": gebonden,
        "bediening": gebonden.as_widget(attrs=_attributen(gebonden)),
        "is_vinkje": isinstance(gebonden.field.widget, CheckboxInput),
        "is_groep": _is_groep(gebonden),
        "verplicht": gebonden.field.required,
    }
    return render_to_string("ui/onderdelen/veld.html", gegevens)


def formulier(form: BaseForm) -> SafeString:
    """Errors, hidden fields and all visible fields, in the order of the form."""
    verborgen = format_html_join("", "{}", ((gebonden.as_widget(),) for gebonden in form.hidden_fields()))
    zichtbaar = format_html_join("", "{}", ((veld(gebonden),) for gebonden in form.visible_fields()))
    return mark_safe(fouten(form) + verborgen + zichtbaar)  # noqa: S308  (each part is escaped already)


def fouten(form: BaseForm) -> SafeString:
    """The summary of errors; nothing for a form without any."""
    if not form.is_bound or form.is_valid():
        return SafeString("")
    per_veld = [(gebonden, fout) for gebonden in form.visible_fields() for fout in gebonden.errors]
    # A hidden field has no place on the page: its error belongs to the whole.
    verborgen = [fout for gebonden in form.hidden_fields() for fout in gebonden.errors]
    algemeen = [*form.non_field_errors(), *verborgen]
    return render_to_string("ui/onderdelen/formulierfouten.html", {"algemeen": algemeen, "per_veld": per_veld})


def _attributen(gebonden: BoundField) -> dict[str, str | bool]:
    beschrijvingen = [f"{gebonden.id_for_label}_hulp"] if gebonden.help_text else []
    beschrijvingen += [f"{gebonden.id_for_label}_fout"] if gebonden.errors else []
    attributen: dict[str, str | bool] = {}
    if klasse := _klasse(gebonden):
        attributen["class"] = klasse
    # A group of choices is described as a whole, by its fieldset.
    if beschrijvingen and not _is_groep(gebonden):
        attributen["aria-describedby"] = " ".join(beschrijvingen)
    if gebonden.errors:
        attributen["aria-invalid"] = "true"
    return attributen


def _klasse(gebonden: BoundField) -> str:
    widget = gebonden.field.widget
    if isinstance(widget, CheckboxInput | RadioSelect | CheckboxSelectMultiple):
        return ""
    if isinstance(widget, Textarea):
        return TEKSTVLAK + (" utrecht-textarea--invalid" if gebonden.errors else "")
    if isinstance(widget, Select):
        return KEUZELIJST + (" utrecht-select--invalid" if gebonden.errors else "")
    return TEKSTVAK + (" utrecht-textbox--invalid" if gebonden.errors else "")


def _is_groep(gebonden: BoundField) -> bool:
    return isinstance(gebonden.field.widget, RadioSelect | CheckboxSelectMultiple)
