from typing import Any

from django import forms
from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models.problem import LONGEST
from revisions.moments import head

SHORTEST = 10  # characters that can say what is wrong
STALE = 24 * 3600  # seconds
SIGNER = TimestampSigner(salt="reported")


class ReportForm(forms.Form):
    """What is wrong, in a few words. `website` is a trap: people do not see it.

    `opened` says when the form was opened, and at which revision.
    """

    about = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("What is wrong?"),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "cols": 60}),
        help_text=gettext_lazy("Say what is right, and where it can be read. Your name is not asked for."),
    )
    website = forms.CharField(required=False, label=gettext_lazy("Leave this empty"))
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("opened", SIGNER.sign(str(head())))

    def clean_about(self) -> str:
        """Nobody typed it: what is too long is cut."""
        return str(self.cleaned_data["about"]).replace("\0", "")[:200]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            cleaned["revision"] = int(SIGNER.unsign(cleaned.get("opened") or "", max_age=STALE))
        except (BadSignature, ValueError):
            self.data = {**dict(self.data.items()), "opened": SIGNER.sign(str(head()))}
            raise forms.ValidationError(_("This form was open for too long. Send it again.")) from None
        if cleaned.get("website"):
            raise forms.ValidationError(_("The last field must stay empty."))
        return cleaned
