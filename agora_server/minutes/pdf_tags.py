"""
The structure of a PDF: which words are a heading, a paragraph, a cell, so that a screen reader can read it.

fpdf2 tags pictures only; its tree is filled here with the elements of ISO 32000 (H1, P, Table, TR ...). It leans on
the tree's inner shape, which the lock of the version and a test with a reader of PDF hold.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from fpdf import FPDF
from fpdf.structure_tree import StructElem, StructureTreeBuilder
from fpdf.syntax import PDFObject


class Tags(StructureTreeBuilder):
    """A tree whose elements can hold elements.

    Args:
        pdf: the document; this becomes its tree.
    """

    def __init__(self, pdf: FPDF) -> None:
        super().__init__()
        self._pdf = pdf
        self._elements: list[StructElem] = []
        self._marked: Counter[int] = Counter()
        pdf.struct_builder = self

    def group(self, kind: str, parent: StructElem | None = None) -> StructElem:
        """Add an element that holds others: ``Table``, ``TR``, ``Sect``."""
        element = self._element(kind, parent or self.doc_struct_elem, None)
        (parent or self.doc_struct_elem).k.append(element)
        return element

    @contextmanager
    def marked(self, kind: str, parent: StructElem | None = None) -> Iterator[None]:
        """Mark what is drawn meanwhile, on one page, as an element: ``H2``, ``P``, ``TD``."""
        page = self._pdf.page
        number = self._marked[page]
        self._marked[page] += 1
        element = self._element(kind, parent or self.doc_struct_elem, number)
        (parent or self.doc_struct_elem).k.append(element)
        parents = self.spid_per_page_number.setdefault(page, len(self.spid_per_page_number))
        self._pdf.pages[page].struct_parents = parents
        self.struct_tree_root.parent_tree.nums[parents].append(element)
        self._pdf._out(f"/{kind} <</MCID {number}>> BDC")  # noqa: SLF001 - the only way to a content stream
        yield
        assert self._pdf.page == page, "an element does not cross pages"
        self._pdf._out("EMC")  # noqa: SLF001

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn meanwhile as decoration: rules, shades, page numbers."""
        self._pdf._out("/Artifact BMC")  # noqa: SLF001
        yield
        self._pdf._out("EMC")  # noqa: SLF001

    def _element(self, kind: str, parent: StructElem, number: int | None) -> StructElem:
        page = self._pdf.page
        kids: list[int] = [] if number is None else [number]
        element = StructElem(struct_type=f"/{kind}", parent=parent, kids=kids, page_number=page)
        element.pg = self._pdf.pages[page]  # type: ignore[assignment]
        self._elements.append(element)
        return element

    def __iter__(self) -> Iterator[PDFObject]:
        yield self.struct_tree_root
        yield self.doc_struct_elem
        yield self.struct_tree_root.parent_tree
        yield from self._elements
