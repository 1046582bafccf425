"""The characters of a text as every room counts them."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Bullets of Symbol and Wingdings, which have no letter's code.
_SYMBOLS = re.compile("[\uf020-\uf0ff]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def normalised(text: str) -> str:
    """The text in the one form that offsets count in: no word of it is lost or moved.

    Lines end in \\n, every other space character but the tab is a plain space, letters are composed (NFC), and
    control characters and the byte order mark, which nobody sees, are gone. The signs of symbol fonts are bullets.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _SYMBOLS.sub("•", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text))
