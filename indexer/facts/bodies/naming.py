"""What all spellings of a name have in common."""

import re
import unicodedata

_FORM = re.compile(
    r"ltd|limited|ltda|plc|llp|lp|llc|inc|incorporated|corp|cic|cio|cyf|ccc"
    r"|gmbh|ag|kg|sa|sas|sarl|sl|slu|srl|spa|bv|nv|ab|as|oy|aps|pty"
)
"""Legal forms: a company is often named without its own. "Smith Ltd" and "Smith LLP" are therefore one name here."""
_WHOLE = re.compile(r" public limited company$| community interest company$")
_TRADING = re.compile(r"\s(?:t/as?|trading as)\s", re.IGNORECASE)
_DOTTED = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_]\b)")
_INITIALS = re.compile(r"(?<!\w)([^\W\d_]) (?=[^\W\d_](?: |$))")
_STROKES = re.compile(r"['’‘`\u00b4]")
_NO_WORD = re.compile(r"[\W_]+")
_SHORT = {"co": "company", "bros": "brothers", "intl": "international", "dept": "department", "assoc": "associates"}
_LONGEST = 500


def name_key(name: str) -> str:
    """Return what all spellings of a name share: no case, accents, punctuation, "the" or legal form; & is "and".

    Of a name with another it trades as, the first counts. A name of nothing else keeps it: "The Limited" is "limited".
    """
    plain = unicodedata.normalize("NFKD", name[:_LONGEST]).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)) if not plain.isascii() else plain
    plain = _TRADING.split(plain, maxsplit=1)[0].replace("&", " and ").replace("+", " plus ")
    words = _NO_WORD.sub(" ", _STROKES.sub("", _DOTTED.sub(r"\1", plain))).split()
    words = _INITIALS.sub(r"\1", " ".join(_SHORT.get(word, word) for word in words)).split()
    while len(words) > 1 and words[0] == "the":
        del words[0]
    return _bare(words)


def _bare(words: list[str]) -> str:
    """Return a name without the legal forms at its end."""
    while len(words) > 1 and _FORM.fullmatch(words[-1]):
        del words[-1]
    return _WHOLE.sub("", " ".join(words))
