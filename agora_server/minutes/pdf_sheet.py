"""
A stack of A4 sheets to draw on: fonts, wrapped text, rules, breaks between pages. Lengths in millimetres.

Knows: fpdf2, where the next line goes. Does not know: what minutes are (``pdf_blocks.py``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont
from fpdf.structure_tree import StructElem

from agora_server.minutes.pdf_tags import Tags

FONTS = Path(__file__).parent / "fonts"
WIDTH, HEIGHT = 210.0, 297.0
MARGIN = 14.0
FOOT = 8.0
"""Height of the foot of a page: the chain's value and the number."""
LINE = 1.5
POINT = 25.4 / 72
MISSING = "□"
"""Stands for a sign that the font has not: hanja, emoji."""
UNSEEN = frozenset(
    {*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2065), *range(0xFE00, 0xFE10), 0xFEFF}
)
"""Signs without a picture of their own: joiners, directions, variants."""
Colour = tuple[int, int, int]
TEXT: Colour = (0x1D, 0x22, 0x26)
SECOND: Colour = (0x43, 0x46, 0x46)
QUIET: Colour = (0x5A, 0x5B, 0x57)
LINE_COLOUR: Colour = (0xD6, 0xD3, 0xCB)
SUNK: Colour = (0xEC, 0xEA, 0xE4)
PALE: Colour = (0xF6, 0xF5, 0xF1)


class Sheet:
    """The document while it is drawn; ``y`` is where the next thing goes.

    Args:
        base: size of the running text, points.
        first_foot: height kept free at the foot of the first page.

    Attributes:
        missing: how many characters the font did not have.
    """

    def __init__(self, base: float, first_foot: float = 0.0) -> None:
        self.pdf = FPDF(unit="mm", format="A4")
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.str_alias_nb_pages = ""  # somebody may have said "{nb}"
        self.pdf.add_font("minutes", "", FONTS / "PretendardGOV-Regular.otf")
        self.pdf.add_font("minutes", "B", FONTS / "PretendardGOV-Bold.otf")
        regular, bold = (self.pdf.fonts[name] for name in ("minutes", "minutesB"))
        assert isinstance(regular, TTFFont)
        assert isinstance(bold, TTFFont)
        self._fonts = (regular.ttfont, bold.ttfont)
        self._widths = {False: regular.cw, True: bold.cw}
        self._known = frozenset(regular.cmap)
        self.tags = Tags(self.pdf)
        self.base = base
        self.left, self.right = MARGIN, WIDTH - MARGIN
        self.missing = 0
        self._first_foot = first_foot
        self.y = 0.0
        self.add_page()

    def close(self) -> None:
        """Let go of the font files; fpdf2 keeps them open."""
        for font in self._fonts:
            font.close()

    @property
    def width(self) -> float:
        """Width between the margins."""
        return self.right - self.left

    @property
    def limit(self) -> float:
        """How far down this page may be written."""
        return HEIGHT - MARGIN - FOOT - (self._first_foot if self.pdf.page == 1 else 0.0)

    @property
    def room(self) -> float:
        """Height left on a fresh page behind the first."""
        return HEIGHT - 2 * MARGIN - FOOT

    def add_page(self) -> None:
        """Go on at the top of a new page."""
        self.pdf.add_page()
        self.y = MARGIN

    def fit(self, height: float) -> bool:
        """Go to a new page unless there is room for so much; tell whether one was begun."""
        if self.y + height <= self.limit:
            return False
        self.add_page()
        return True

    # ---- text ----

    def clean(self, text: str) -> str:
        """Return a text of characters that the font has."""
        kept = []
        for character in text:
            code = ord(character)
            if code in self._known or character == "\n":
                kept.append(character)
            elif code not in UNSEEN and code >= 0x20:
                self.missing += 1
                kept.append(MISSING)
        return "".join(kept)

    def height(self, size: float) -> float:
        """Return the height of a line of a size in points."""
        return size * POINT * LINE

    def wrap(self, text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
        """Return the lines of a text: broken between words; inside a word only where it is wider than the line."""
        lines: list[str] = []
        for paragraph in self.clean(text).split("\n"):
            line = ""
            for word in paragraph.split(" "):
                joined = f"{line} {word}" if line else word
                if self.measure(joined, size, bold=bold) <= width:
                    line = joined
                    continue
                if line:
                    lines.append(line)
                line, whole = self._broken(word, width, size, bold=bold)
                lines += whole
            lines.append(line)
        return lines

    def _broken(self, word: str, width: float, size: float, *, bold: bool) -> tuple[str, list[str]]:
        """Return the rest of a word and the full lines before it."""
        whole: list[str] = []
        rest = ""
        for character in word:
            if rest and self.measure(rest + character, size, bold=bold) > width:
                whole.append(rest)
                rest = ""
            rest += character
        return rest, whole

    def measure(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return the width of a line."""
        widths = self._widths[bold]
        return sum(widths[ord(character)] for character in text) * size * POINT / 1_000

    def draw(self, text: str, x: float, y: float, size: float, *, bold: bool = False, colour: Colour = TEXT) -> None:
        """Draw one line whose top left corner is at (x, y)."""
        if not text:
            return
        self.pdf.set_font("minutes", "B" if bold else "", size)
        self.pdf.set_text_color(*colour)
        ascent = (self.height(size) + size * POINT * 0.72) / 2
        self.pdf.text(x, y + ascent, text)

    def paragraph(
        self, kind: str, text: str, *, size: float = 0.0, bold: bool = False, colour: Colour = TEXT, indent: float = 0.0
    ) -> None:
        """Draw a paragraph over as many pages as it takes, and go on below it."""
        size = size or self.base
        lines = self.wrap(text, self.width - indent, size, bold=bold)
        while lines:
            self.fit(self.height(size))
            count = max(int((self.limit - self.y + 0.01) / self.height(size)), 1)
            now, lines = lines[:count], lines[count:]
            with self.tags.marked(kind):
                for line in now:
                    self.draw(line, self.left + indent, self.y, size, bold=bold, colour=colour)
                    self.y += self.height(size)

    # ---- rules and shades ----

    def rule(self, y: float, thick: float, colour: Colour = SECOND, x: float = 0.0, width: float = 0.0) -> None:
        """Draw a horizontal rule, over the whole width unless told otherwise."""
        with self.tags.artifact():
            self.pdf.set_draw_color(*colour)
            self.pdf.set_line_width(thick)
            start = x or self.left
            self.pdf.line(start, y, start + (width or self.width), y)

    def shade(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Fill a rectangle."""
        with self.tags.artifact():
            self.pdf.set_fill_color(*colour)
            self.pdf.rect(x, y, width, height, style="F")

    @contextmanager
    def on_page(self, page: int) -> Iterator[None]:
        """Draw on another page meanwhile."""
        now, y = self.pdf.page, self.y
        self._turn(page)
        yield
        self._turn(now)
        self.y = y

    def _turn(self, page: int) -> None:
        """Go to a page. What fpdf2 believes to be set was set on the page before: set it anew."""
        self.pdf.page = page
        self.pdf.set_font("minutes", "", self.base / 2)
        self.pdf.set_fill_color(*PALE)

    def table(self) -> StructElem:
        """Return the element of a new table."""
        return self.tags.group("Table")
