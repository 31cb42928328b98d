"""What a browser would post from a page's form."""

from typing import Any

from bs4 import BeautifulSoup


def form_of(response: Any, selector: str = "form[id$=_form]") -> dict[str, str]:
    """What a browser would post from the page's form, nothing changed; the empty template rows too, as it does."""
    page = BeautifulSoup(response.content.decode(), "html5lib")
    form = page.select_one(selector)
    data: dict[str, str] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name = field["name"]
        if field.name == "textarea":
            data[name] = field.get_text().removeprefix("\n").replace("\n", "\r\n")
        elif field.name == "select":
            chosen = field.select_one("option[selected]") or (
                None if "autocomplete" in str(field.get("class")) else field.option
            )
            data[name] = chosen["value"] if chosen is not None else ""
        elif field.get("type") == "checkbox":
            if field.has_attr("checked"):
                data[name] = field.get("value", "on")
        elif field.get("type") not in ("submit", "file", "button"):
            data[name] = field.get("value", "")
    return data


def address_of(obj: Any) -> str:
    return f"/admin/{obj._meta.app_label}/{obj._meta.model_name}/{obj.pk}/change/"
