"""A bitmap font of Latin letters, digits and marks, five dots wide.

Each glyph is a word of up to nine letters, one for a row of dots from the top: a digit to the base
32, whose highest bit is the dot on the left. Seven rows stand on the line, two hang below it.
"""

from __future__ import annotations

from functools import cache

__all__ = ["ADVANCE", "HEIGHT", "WIDTH", "glyph", "has_glyphs"]

WIDTH, HEIGHT = 5, 7
#: Dots from one letter to the next.
ADVANCE = WIDTH + 1

_GLYPHS = """
A ehhvhhh  B uhhuhhu  C ehggghe  D uhhhhhu  E vgguggv  F vgguggg  G ehgnhhf  H hhhvhhh  I e44444e
J 72222ic  K hikokih  L ggggggv  M hrllhhh  N hhpljhh  O ehhhhhe  P uhhuggg  Q ehhhlid  R uhhukih
S fgge11u  T v444444  U hhhhhhe  V hhhhha4  W hhhllla  X hha4ahh  Y hhha444  Z v1248gv
a 00e1fhf  b ggmphhu  c 00egghe  d 11djhhf  e 00ehvge  f 698s888  g 00fhhhf1e  h ggmphhh  i 40c444e
j 2062222ic  k ggikoki  l c44444e  m 00qllhh  n 00mphhh  o 00ehhhe  p 00uhhhugg  q 00fhhhf11
r 00mpggg  s 00fge1u  t 88s8896  u 00hhhjd  v 00hhha4  w 00hhlla  x 00ha4ah  y 00hhhhf1e  z 00v248v
0 ehjlphe  1 4c4444e  2 eh1248v  3 v2421he  4 26aiv22  5 vgu11he  6 68guhhe  7 v124888  8 ehhehhe
9 ehhf12c  . 00000cc  , 00000cc48  : 0cc0cc0  ; 0cc0cc48  ! 4444404  ? eh12404  - 000v000
_ 0000000v  + 044v440  = 00v0v00  / 01248g0  \\ 0g84210  ( 2488842  ) 8422248  [ e88888e
] e22222e  { 2448442  } 8442448  < 248g842  > 8421248  | 4444444  ' 4480000  " aaa0000
` 8420000  ~ 008l200  ^ 4ah0000  * 04lel40  # aavavaa  $ 4fke5u4  % op248j3  & cik8lid  @ eh1dlle
± 44v440v
"""
_UNKNOWN = "vhhhhhv"


@cache
def _table() -> dict[str, str]:
    words = _GLYPHS.split()
    return {" ": "", **dict(zip(words[::2], words[1::2], strict=True))}


@cache
def glyph(char: str) -> tuple[tuple[int, int], ...]:
    """Return the dots of a character as ``(column, row)``; a box if the font does not have it."""
    rows = _table().get(char, _UNKNOWN)
    return tuple(
        (column, row)
        for row, digit in enumerate(rows)
        for column in range(WIDTH)
        if int(digit, 32) >> (WIDTH - 1 - column) & 1
    )


def has_glyphs(text: str) -> bool:
    """Say whether the font has every character of a text."""
    return all(char in _table() for char in text)
