"""Restore, undo, undelete, delete: first a preview, then a new revision. GET only shows; POST needs the permission."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from revisions.actions.delete import delete
from revisions.actions.merge_stale import moved_since
from revisions.actions.restore import Aim, Overlap, Plan, carry_out, name_taken, plan
from revisions.actions.undo import OverlapsElsewhere, edited_roots, may_undo_everywhere, undo_everywhere
from revisions.comparison.compare import compare
from revisions.comparison.wording import names_at, sections, wording_of
from revisions.models import COMMENT_LENGTH, Action, Revision
from revisions.moments import AsOf, Present, head
from revisions.state.merge import Choice
from revisions.state.read import read_state
from revisions.state.stand_ins import referrers
from revisions.tracking.locking import one_moment
from revisions.tracking.recording import Recording
from revisions.views.conflict import choices_of, conflict_page
from revisions.views.subject import SubjectView, existing


class ChangeBackForm(forms.Form):
    """Why, and what the preview was made on."""

    comment = forms.CharField(
        label=gettext_lazy("Why"), max_length=COMMENT_LENGTH, error_messages={"required": gettext_lazy("Say why.")}
    )
    name = forms.CharField(label=gettext_lazy("Another address"), max_length=120, required=False)
    base_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ChangeBackView(SubjectView):
    """The preview of an aim, and carrying it out."""

    permission = "change"
    action: ClassVar[Action]
    title: ClassVar[Any]
    sentence: ClassVar[Any]  # the comment that stands ready, with %s for the number

    def get(self, request: HttpRequest, number: int | None = None) -> HttpResponse:
        with one_moment():  # the preview shows what the form says that it was made on
            number = self.number_of(number)
            planned = self._plan(self._aim(number, head()))
            form = ChangeBackForm(initial={"comment": self.sentence % number, "base_revision": head()})
            return self._preview(request, number, planned, form)

    def post(self, request: HttpRequest, number: int | None = None) -> HttpResponse:
        number = self.number_of(number)
        form = ChangeBackForm(request.POST)
        subject = self.subject
        if not form.is_valid():
            base = form.cleaned_data.get("base_revision", head())
            return self._preview(request, number, self._plan(self._aim(number, base)), form)
        choices = choices_of(request, subject.model)
        base = min(form.cleaned_data["base_revision"], head())
        aim = self._aim(number, base, form.cleaned_data["name"], choices.given)
        try:
            done = self.carry_out(aim, request.user, form.cleaned_data["comment"])
        except Overlap as overlap:
            return conflict_page(request, subject, overlap.plan.conflicts, base, choices)
        except OverlapsElsewhere as elsewhere:
            words = _("Later work on “%s” overlaps. Undo this revision from its history: there you are asked about it.")
            form.add_error(None, words % elsewhere)
        except ValidationError as error:
            form.add_error(None, ValidationError(_messages(error)))
        except ProtectedError as error:
            form.add_error(None, _("Others still name it: %s") % _names(error.protected_objects))
        else:
            messages.success(request, _("Saved as revision %s.") % done.number)
            return HttpResponseRedirect(self.after())
        return self._preview(request, number, self._plan(aim), form)

    def number_of(self, number: int | None) -> int:
        return existing(number or 0)

    def carry_out(self, aim: Aim, user: Any, comment: str) -> Recording:
        return carry_out(aim, user, comment)

    def also(self, number: int) -> tuple[str, ...]:
        """Which other roots would be changed back with this one."""
        return ()

    def after(self) -> str:
        """Where to go when it is done: to the history, where the new revision stands first."""
        root, row = self.subject.root, self.subject.row
        live = self.subject.model._base_manager.filter(pk=self.subject.pk).first()
        if live is None:
            deleted = type(self.subject)(self.subject.model, root, row, deleted=True)
            return deleted.address("history")
        return type(self.subject)(self.subject.model, root, live, deleted=False).address("history")

    def _aim(self, number: int, base: int, name: str = "", choices: Mapping[str, Choice] | None = None) -> Aim:
        return Aim(self.subject.model, self.subject.pk, self.action, number, base, name, choices)

    def _plan(self, aim: Aim) -> Plan | ValidationError:
        try:
            return plan(aim)
        except ValidationError as error:
            return error

    def _preview(
        self, request: HttpRequest, number: int, planned: Plan | ValidationError, form: ChangeBackForm
    ) -> HttpResponse:
        subject = self.subject
        context: dict[str, Any] = {
            "subject": subject,
            "title": self.title,
            "number": number,
            "form": form,
            "history": subject.address("history"),
            "refusals": [],
            "comparison": None,
            "also": self.also(number),
        }
        if isinstance(planned, ValidationError):
            context["refusals"] = planned.messages
            return render(request, "revisions/change_back.html", context)
        present, target = (
            wording_of(subject.model, state, names_at(moment, subject.model, state))
            for state, moment in ((planned.present, Present()), (planned.target, AsOf(max(number, 1))))
        )
        context |= {
            "comparison": compare(present, target),
            "overlaps": len(planned.conflicts),
            "missing": planned.missing,
            "taken": name_taken(planned),
            "nothing": planned.changes_nothing,
            "deletes": bool(planned.present) and not planned.target,
        }
        return render(request, "revisions/change_back.html", context)


class RestoreView(ChangeBackView):
    verb = "restore"
    action = Action.RESTORE
    title = gettext_lazy("Restore")
    sentence = gettext_lazy("Restored revision %s")

    def number_of(self, number: int | None) -> int:
        number = super().number_of(number)
        if not AsOf(number).rows(self.subject.model, id=self.subject.pk).exists():
            raise Http404
        return number


class UndoView(ChangeBackView):
    verb = "undo"
    action = Action.UNDO
    title = gettext_lazy("Undo")
    sentence = gettext_lazy("Undid revision %s")

    def number_of(self, number: int | None) -> int:
        number = super().number_of(number)
        if not self.subject.changes().filter(revision_id=number).exists():
            raise Http404
        return number

    def carry_out(self, aim: Aim, user: Any, comment: str) -> Recording:
        """A merge edited several roots, and only makes sense undone in all of them."""
        if self._is_merge(aim.number):
            return undo_everywhere(aim, user, comment)
        return super().carry_out(aim, user, comment)

    def also(self, number: int) -> tuple[str, ...]:
        """Empty for all but merges."""
        if not self._is_merge(number):
            return ()
        own = set(self.subject.changes().filter(revision_id=number).values_list("pk", flat=True))
        return tuple(change.label for change in edited_roots(number) if change.pk not in own)

    def get(self, request: HttpRequest, number: int | None = None) -> HttpResponse:
        if self._is_merge(number or 0) and not may_undo_everywhere(number or 0, request.user):
            raise PermissionDenied
        return super().get(request, number)

    def _is_merge(self, number: int) -> bool:
        return Revision.objects.filter(number=number, action=Action.MERGE).exists()


class UndeleteView(ChangeBackView):
    """Bring back what a revision deleted, as it was."""

    verb = "undelete"
    action = Action.UNDELETE
    title = gettext_lazy("Undelete")
    sentence = gettext_lazy("Brought back what revision %s deleted")

    def number_of(self, number: int | None) -> int:
        if not self.subject.deleted:
            raise Http404
        return int(self.subject.row.revision_id)


class DeleteView(SubjectView):
    """Delete a root with all its parts; history keeps them."""

    verb = "delete"
    permission = "delete"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._preview(request, ChangeBackForm(initial={"base_revision": head()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ChangeBackForm(request.POST)
        if self.subject.deleted:
            raise Http404
        if form.is_valid() and moved_since(self.subject.model, self.subject.pk, form.cleaned_data["base_revision"]):
            again = ChangeBackForm(initial={"base_revision": head(), "comment": form.cleaned_data["comment"]})
            return self._preview(request, again, _("Somebody saved it since. Look once more, then delete it."))
        if form.is_valid():
            try:
                done = delete(self.subject.model, self.subject.pk, request.user, form.cleaned_data["comment"])
            except ProtectedError as error:
                form.add_error(None, _("Others still name it: %s") % _names(error.protected_objects))
            else:
                said = _("Deleted in revision %s.") % done.number if done.number else _("It was deleted already.")
                messages.success(request, said)
                gone = type(self.subject)(self.subject.model, self.subject.root, self.subject.row, deleted=True)
                return HttpResponseRedirect(gone.address("history"))
        return self._preview(request, form)

    def _preview(self, request: HttpRequest, form: ChangeBackForm, notice: str = "") -> HttpResponse:
        if self.subject.deleted:
            raise Http404
        naming_rows = list(referrers(self.subject.model, self.subject.pk))
        state = read_state(Present(), self.subject.model, self.subject.pk)
        headings = {section.model: section.heading for section in sections(self.subject.model)}
        parts = Counter(label for label, _pk in state if label != self.subject.model._meta.label_lower)
        context = {
            "subject": self.subject,
            "form": form,
            "notice": notice,
            "history": self.subject.address("history"),
            "counts": [(headings[label], count) for label, count in parts.items()],
            "unlinked": _names(found.row for found in naming_rows if found.stand_in is not None),
            "protected": _names(found.row for found in naming_rows if found.stand_in is None),
        }
        return render(request, "revisions/delete.html", context)


def _names(rows: Any) -> str:
    """What stands in the way, named by the form where it can be changed."""
    names = sorted({f"{capfirst(str(row._meta.verbose_name))} “{row}”" + _owner(row) for row in rows})
    return ", ".join(names[:10]) + (" …" if len(names) > 10 else "")


def _owner(row: Any) -> str:
    owner = getattr(row, getattr(row, "owner_field", "") or "", None)
    return f" ({owner})" if owner is not None else ""


def _messages(error: ValidationError) -> list[str]:
    """What the checks of the models say, each with its field where it has one."""
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        message if name == NON_FIELD_ERRORS else f"{name}: {message}"
        for name, found in error.message_dict.items()
        for message in found
    ]
