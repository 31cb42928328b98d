"""Direction of writing by BCP 47 tag: the script decides, else the language's usual script."""

RTL_SCRIPTS = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"}
RTL_LANGUAGES = {"ar", "fa", "he", "ur", "ug", "ps", "sd", "yi", "dv"}


def direction(tag: str) -> str:
    """ "rtl" or "ltr" for a language tag: kk-Arab is written from right to left, kk-Cyrl is not."""
    parts = tag.split("-")
    script = next((part for part in parts[1:] if len(part) == 4), "")
    return "rtl" if script in RTL_SCRIPTS or (not script and parts[0] in RTL_LANGUAGES) else "ltr"
