"""
The minutes as files: gathered from the journal, worded in Korean once, laid out as HTML, PDF, CSV and JSON.

    gather    rows and what may be told of them → ``Folder`` (minutes, head, erasures)
    compose   folder → ``Paper``: headings, tables, sentences; ``wording`` and ``votes`` hold the words
    html, pdf, sheet   paper → bytes
    exports   asks for all of it, a few at a time, keeps what is asked for again
"""
