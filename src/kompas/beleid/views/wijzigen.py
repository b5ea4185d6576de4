"""Editing a theme, a goal or an indicator, and what changed before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from kompas.base import RefusedError
from kompas.beleid import actions, queries
from kompas.beleid.forms import DoelForm, IndicatorForm, ThemaForm
from kompas.core.queries import wijzigingen_van
from kompas.core.views import gemeente_of_404, toon
