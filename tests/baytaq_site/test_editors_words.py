"""What editors are told goes through gettext, and its figures through the reader's formats: read from the code."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOMS = ("common", "revisions", "citations", "articles", "parties", "elections", "baytaq_site")
EAGER = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
GETTEXT = EAGER | {f"{name}_lazy" for name in EAGER - {"_"}}
# Errors whose words an editor reads.
RAISED = ("ValidationError", "GrammarError", "FigureError", "TableError", "Unreadable", "Refused")
# Calls of the admin and of forms that show their last words: messages.warning(request, words).
SHOWN = {"add_error", "add_message", "message_user", "debug", "info", "success", "warning", "error"}
# Parameters and attributes that forms, lists and the admin print.
PRINTED = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label", "short_description"}
ELSEWHERE = {
    "articles/interchange/": "`load` says it on a console, which is English",
    "management/commands/": "said on a console, which is English",
    "revisions/apps.py": "no model of this room is registered in the admin: its name is printed nowhere",
}
SIGNS = {"#3BA935", "wikidata, parlgov, bin …"}  # examples of what to type, the same in every language
# What of an expression becomes words. What % puts in is the editor's own, or was translated where it was said.
PARTS: dict[type, Callable[[Any], list[Any]]] = {
    ast.BinOp: lambda node: [node.left] if isinstance(node.op, ast.Mod) else [node.left, node.right],
    ast.BoolOp: lambda node: node.values,
    ast.Dict: lambda node: node.values,
    ast.IfExp: lambda node: [node.body, node.orelse],
    ast.List: lambda node: node.elts,
    ast.Set: lambda node: node.elts,
    ast.Tuple: lambda node: node.elts,
}
LETTER = re.compile(r"[^\W\d_]")


def modules() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        for path in sorted(Path(room).rglob("*.py")):
            if "migrations" not in path.parts and not any(place in path.as_posix() for place in ELSEWHERE):
                yield path.as_posix(), ast.parse(path.read_text())


def bare(node: ast.AST) -> Iterator[ast.AST]:
    """The literals with letters in an expression that no gettext call translates; keys of dictionaries are no words."""
    if isinstance(node, ast.Call) and name_of(node) in GETTEXT:
        return
    if any(isinstance(text, str) and LETTER.search(text) and text not in SIGNS for text in texts(node)):
        yield node
    for part in PARTS.get(type(node), lambda _: [])(node):
        yield from bare(part)


def texts(node: ast.AST) -> list[object]:
    """The text of a literal; of an f-string what stands between its values."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return [part.value for part in parts if isinstance(part, ast.Constant)]


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def spoken(node: ast.AST) -> Iterator[ast.AST]:
    """The expressions of a node that are shown as words."""
    if isinstance(node, ast.Call):
        name = name_of(node)
        if name in RAISED:
            yield from node.args[:1]
        if name in SHOWN and node.args:
            yield node.args[-1]
        if name == "Finding":  # its names are stable, its words stand third in a rule of sources, second in elections
            yield from (one for one in node.args if isinstance(one, ast.JoinedStr) or _has_spaces(one))
        yield from (keyword.value for keyword in node.keywords if keyword.arg in PRINTED)
    if isinstance(node, ast.Assign):
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        names |= {target.attr for target in node.targets if isinstance(target, ast.Attribute)}
        if names & PRINTED:
            yield node.value


def _has_spaces(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value


def untranslated(tree: ast.AST) -> list[int]:
    return sorted({found.lineno for node in ast.walk(tree) for words in spoken(node) for found in bare(words)})


def test_what_editors_are_told_goes_through_gettext() -> None:
    assert [f"{path}:{line}" for path, tree in modules() for line in untranslated(tree)] == []


@pytest.mark.parametrize(
    "code",
    [
        'raise ValidationError("Wrong.")',
        'raise ValidationError(f"{name} is wrong.")',
        'raise ValidationError("%s is wrong." % name)',
        'raise ValidationError({"key": "Wrong."})',
        'raise GrammarError(_("Right.") if key else "Wrong.")',
        'form.add_error("key", "Wrong.")',
        'messages.warning(request, f"Wrong: {name}")',
        'forms.CharField(label="Name")',
        'class Meta:\n    verbose_name = "name"',
        'Finding("cast", "Votes do not add up.")',
    ],
)
def test_words_past_gettext_are_found(code: str) -> None:
    assert untranslated(ast.parse(code)) != []


@pytest.mark.parametrize(
    "code",
    [
        'raise ValidationError(_("Right."), code="right")',
        'raise ValidationError({"key": _("%s is right.") % name})',
        "raise ValidationError(str(error))",
        'raise GrammarError(_("Right.") + " " + words)',
        'forms.CharField(label=gettext_lazy("Name"))',
        'raise ValueError("no words for editors")',
    ],
)
def test_words_in_gettext_are_let_through(code: str) -> None:
    assert untranslated(ast.parse(code)) == []


def changeable(tree: ast.AST) -> list[int]:
    """Lines where gettext is asked for words that no catalogue can hold: an f-string, or words made while running."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and name_of(node) in GETTEXT
        and not all(isinstance(word, ast.Constant) for word in node.args[:1])
    ]


def test_gettext_is_asked_for_fixed_words() -> None:
    assert [f"{path}:{line}" for path, tree in modules() for line in changeable(tree)] == []
    assert changeable(ast.parse('_(f"{name} is wrong.")')) == [1]


def at_import(node: ast.AST, eager: set[str]) -> Iterator[int]:
    """Lines that call gettext while a module is imported: they would speak the language of that moment for ever."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in eager:
        yield node.lineno
    for child in ast.iter_child_nodes(node):
        yield from at_import(child, eager)


def eager_names(tree: ast.AST) -> set[str]:
    """The names by which a module calls gettext that translates at once."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    words = [alias for node in imports if node.module == "django.utils.translation" for alias in node.names]
    return {alias.asname or alias.name for alias in words if alias.name in EAGER}


def test_what_is_said_at_import_is_translated_late() -> None:
    assert [f"{path}:{line}" for path, tree in modules() for line in at_import(tree, eager_names(tree))] == []
    wrong = ast.parse('from django.utils.translation import gettext as _\nNAMES = (_("name"),)')
    assert list(at_import(wrong, eager_names(wrong))) == [2]


def with_commas(tree: ast.AST) -> list[int]:
    """Lines that group a figure by commas whatever the reader's language: f"{votes:,}", format(votes, ",")."""
    formats = [node for node in ast.walk(tree) if isinstance(node, ast.FormattedValue) and node.format_spec]
    found = [node.lineno for node in formats if "," in ast.unparse(node.format_spec or node)]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and name_of(node) == "format"]
    return found + [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Name) and len(call.args) == 2 and "," in ast.unparse(call.args[1])
    ]


def test_figures_are_grouped_as_the_reader_groups_them() -> None:
    assert [f"{path}:{line}" for path, tree in modules() for line in with_commas(tree)] == []
    assert with_commas(ast.parse('f"{votes:,}", f"{change:+,}", format(votes, ",")')) == [1, 1, 1]
    assert with_commas(ast.parse('f"{share:.3f}, {name}"')) == []
