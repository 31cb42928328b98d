"""Addresses as far as they name a page: which parameters only track, and when two addresses name the same page."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

# Parameters that say how a reader came, by the names that analytics and mail services give them.
TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|yclid|ymclid|_openstat|from_openstat|msclkid"
    r"|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|vero_id|oly_anon_id|oly_enc_id|spm|scm|wickedid"
    r"|rb_clickid|s_cid|cmpid|ref_src|ref_url|requestid|at_medium|at_campaign|ns_\w+|xtor|ysclid",
    re.IGNORECASE,
)
MOBILE = re.compile(r"^(?:www|m|mobile|amp)\.")
AMP = re.compile(r"/amp/?$|^/amp(?=/)")
PORTS = {"http": 80, "https": 443}


def without_tracking(url: str) -> str:
    """The same address without parameters that only track; all else stays to the character."""
    head, question, rest = url.partition("?")
    if not question:
        return url
    query, mark, fragment = rest.partition("#")
    kept = [part for part in query.split("&") if not TRACKING.fullmatch(unquote(part.split("=", 1)[0]))]
    if len(kept) == query.count("&") + 1:
        return url
    return head + ("?" + "&".join(kept) if kept else "") + mark + fragment


def canonical_url(url: str) -> str:
    """What two addresses of one page share: host without www, path, parameters in order; "" for what is no address.

    Scheme, port, fragment, a slash at the end, tracking parameters and the forms for telephones (m., /amp) name
    nothing. The result is for comparison, not for following.
    """
    try:
        parts = urlsplit(without_tracking(url.strip()))
        port = parts.port
    except ValueError:
        return ""
    host = MOBILE.sub("", (parts.hostname or "").rstrip("."))
    if parts.scheme not in PORTS or not host:
        return ""
    if port not in (None, *PORTS.values()):
        host = f"{host}:{port}"
    path = quote(unquote(AMP.sub("", parts.path)).rstrip("/"), safe="/")
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return urlunsplit(("", host, path, query, ""))
