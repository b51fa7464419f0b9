"""Forms drawn from corpus fields: what is typed is understood generously and kept whatever happens.

    form = FieldForm.blank(fields, ("cause", "parties"), optional={"parties"}, choices=choices)
    form = FieldForm.read(request.POST, fields, names, optional=…, choices=…)
    if form.rows_changed: show again · if form.errors: show again, status 400 · else use form.values

Template: `{% include "components/form.html" with form=form %}` inside a `<form novalidate>`.
"""

from xiezhi.registry.forms.form import FieldForm
from xiezhi.registry.forms.widget import Choices, Widget

__all__ = ["Choices", "FieldForm", "Widget"]
