"""A lean way to the text of a PDF page: pdfplumber's glyphs without what text does not need.

`page.extract_text()` makes a dictionary of 25 entries for every glyph, line and rectangle, out of a tokeniser that
goes letter by letter. Here pdfplumber still opens the file and lists its pages, and pdfminer still reads fonts,
character maps, filters, encryption and broken tables; only the content of a page is read anew:

    tokens      the content stream cut up by regular expressions
    content     the operators that move or show text, and forms; all others are passed over
    fonts       letters and widths, looked up once per font
    glyphs      what was shown, glyph by glyph, placed exactly as pdfminer places it
    stock_rules pdfplumber's own words and lines out of glyphs
    runs        what was shown, string by string: a tenth of the objects
    tuned_rules words and lines out of runs, by rules tuned on public records
    bidi        the reading order of Arabic and Hebrew
    budget      how much a page may cost
    inflate     unpacking within a budget, also of damaged streams
    inner       all that is taken from inside pdfminer and pdfplumber, by name

What it does not know it says, by raising Unsure, and the page goes the stock way.
"""
