"""How words and addresses are written in HTML, and how sites hide addresses."""

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import md5
from html.entities import codepoint2name
from typing import TypeAlias

Inline: TypeAlias = Callable[[str], str]


def mailto(address: str) -> str:
    return f'<a href="mailto:{address}">{address}</a>'


def cloudflare(address: str) -> str:
    """An address hidden by Cloudflare: a key, then every byte XOR that key, in hexadecimal digits."""
    key = len(address) * 7 % 256
    code = f"{key:02x}" + "".join(f"{byte ^ key:02x}" for byte in address.encode())
    shown = f'class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</'
    if len(address) % 2:
        return f'<a href="/cdn-cgi/l/email-protection" {shown}a>'
    return f'<a href="/cdn-cgi/l/email-protection#{code}"><span {shown}span></a>'


def written_out(address: str) -> str:
    return address.replace("@", " [at] ")


CLOAKED = "Dit e-mailadres wordt beveiligd tegen spambots. JavaScript dient ingeschakeld te zijn om het te bekijken."


def joomla3(address: str) -> str:
    """An address as Joomla 3 hides it: a notice, and a script that puts the address in its place."""
    key = md5(address.encode()).hexdigest()
    code = re.sub("[aeiou]", lambda match: f"&#{ord(match[0])};", address)
    name, domain = code.split("@")
    host = "' + '&#46;' + '".join(domain.split("."))
    return f"""<span id="cloak{key}">{CLOAKED}</span><script type='text/javascript'>
\t\t\t\tdocument.getElementById('cloak{key}').innerHTML = '';
\t\t\t\tvar prefix = '&#109;a' + 'i&#108;' + '&#116;o';
\t\t\t\tvar path = 'hr' + 'ef' + '=';
\t\t\t\tvar addy{key} = '{name}' + '&#64;';
\t\t\t\taddy{key} = addy{key} + '{host}';
\t\t\t\tvar addy_text{key} = '{name}' + '&#64;' + '{host}';\
document.getElementById('cloak{key}').innerHTML += '<a ' + path + '\\'' + prefix + ':' + addy{key} + '\\'>'\
+addy_text{key}+'<\\/a>';
\t\t</script>"""


def joomla4(address: str) -> str:
    name, domain, whole = (b64encode(part.encode()).decode() for part in (*address.split("@"), address))
    return (
        f'<joomla-hidden-mail  is-link="1" is-email="1" first="{name}" last="{domain}" text="{whole}" '
        f'base="" >{CLOAKED}</joomla-hidden-mail>'
    )


def word(text: str) -> str:
    """Words as Word leaves them: cut by spans, with soft hyphens, hard spaces and entities."""
    written = [word_form(form, position) for position, form in enumerate(text.split(" "))]
    return "".join(
        form + ("&nbsp;" if position % 9 == 4 else "\n" if position % 13 == 12 else " ")
        for position, form in enumerate(written[:-1])
    ) + (written[-1] + "<o:p></o:p>" if text else "")


def word_form(form: str, position: int) -> str:
    middle = len(form) // 2
    left, right = entities(form[:middle]), entities(form[middle:])
    if position % 11 == 3:
        return f"{left}</span><span lang=NL style='mso-fareast-language:NL'>{right}"
    if middle > 6 and "@" not in form:
        return f"{left}&shy;{right}"
    return left + right


def entities(text: str) -> str:
    """Accented letters as entities; curly quotes stay as they are, one byte each in Windows-1252."""
    return "".join(
        f"&{codepoint2name[ord(letter)]};" if letter in "<>&" or (letter.isalpha() and letter > "~") else letter
        for letter in text
    )
