#!/usr/bin/env python3
"""Makes the theme's web fonts in ../static/fonts from the files of @fontsource-variable/commissioner.

    npm install @fontsource-variable/commissioner@5.3.0 @fontsource/arimo@5.3.0 @fontsource/roboto@5.3.0
    pip install fonttools==4.60.1 brotli==1.2.1
    python3 subset.py node_modules

Commissioner is one design with four axes; two cuts of it are used. Text is its plain cut at weight 400, headings and
stress are weight 760 with its flared, swelling cut (FLAR and VOLM at 100), whose strokes look cut from felt with a knife. Each is
divided into Latin and Cyrillic, so that a page loads its own script alone. The Cyrillic file holds Russian and Kazakh; the
tenge sign stands in the Latin one.

Printed at the end: `@font-face` rules for the fallbacks. A fallback is a font of the reader's system, scaled so that the letters of
the site's own languages take the same width in it as in Commissioner (`size-adjust`: the ratio of the mean advances, each letter
weighted by how often it stands in the site's texts), with Commissioner's own ascent and descent (`ascent-override` and
`descent-override`: its hhea values through the same scale). So text takes the same room before and after the font has come.
Arimo has the widths of Arial, Helvetica and Liberation Sans; Roboto is Android's own.
"""
import collections
import pathlib
import sys
import tempfile

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

MODULES = pathlib.Path(sys.argv[1])
HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent / "static" / "fonts"
CONTENT = HERE.parents[2] / "content"
SOURCE = "@fontsource-variable/commissioner/files/commissioner-{}-full-normal.woff2"

LATIN = [*range(0x20, 0x7F), *(ord(c) for c in "\u00a0«»°²³·×ÄÖÜßáäçèéêíñóöü–—‘’“”„…′″−₸")]
CYRILLIC = [ord(c) for c in "ЁёІіҒғҚқҢңҮүҰұҺһӘәӨө№"] + list(range(0x410, 0x450))
SCRIPTS = {"latin": (["latin", "latin-ext"], LATIN), "cyrillic": (["cyrillic", "cyrillic-ext"], CYRILLIC)}
CUTS = {
    "text": dict(wght=400, slnt=0, FLAR=0, VOLM=0),
    "display": dict(wght=760, slnt=0, FLAR=100, VOLM=100),
}


def piece(name, axes, letters):
    """One of Fontsource's files, at a point of its axes, with these letters alone."""
    font = instantiateVariableFont(TTFont(MODULES / SOURCE.format(name)), axes)
    options = Options()
    options.layout_features = ["kern"]
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["MVAR", "HVAR", "STAT", "DSIG", "meta"]
    options.flavor = None
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def make(cut, script):
    sources, letters = SCRIPTS[script]
    taken, files = set(), []
    for source in sources:
        known = set(TTFont(MODULES / SOURCE.format(source)).getBestCmap())
        own = [letter for letter in letters if letter in known and letter not in taken]
        if own:
            taken |= set(own)
            file = tempfile.NamedTemporaryFile(suffix=".ttf")
            piece(source, CUTS[cut], own).save(file.name)
            files.append(file)
    font = Merger().merge([file.name for file in files])
    font.flavor = "woff2"
    path = OUT / f"commissioner-{cut}-{script}.woff2"
    font.save(path)
    print(f"{path.name}: {path.stat().st_size} bytes, {len(taken)} letters", file=sys.stderr)
    missing = set(letters) - taken
    if missing:
        print("  not in the source:", " ".join(f"U+{c:04X}" for c in sorted(missing)), file=sys.stderr)


def frequencies(script):
    """How often each letter of a script stands in the site's texts."""
    letters = set(SCRIPTS[script][1]) - set(range(0x30, 0x3A))
    languages = {"latin": ["en"], "cyrillic": ["kk", "ru"]}[script]
    counts = collections.Counter()
    for language in languages:
        for document in CONTENT.rglob(f"*.{language}.md"):
            counts.update(ord(c) for c in document.read_text() if ord(c) in letters or c == " ")
    return counts


def width(advances, counts):
    known = [letter for letter in counts if letter in advances]
    return sum(advances[c] * counts[c] for c in known) / sum(counts[c] for c in known)


def advances(*paths):
    found = {}
    for path in paths:
        font = TTFont(path)
        scale, metrics = font["head"].unitsPerEm, font["hmtx"]
        found.update((code, metrics[name][0] / scale) for code, name in font.getBestCmap().items())
    return found


def fallbacks():
    systems = {
        "Arial": ("arimo", ["Arial", "Liberation Sans", "Arimo", "Helvetica"], ["Arial Bold", "Liberation Sans Bold", "Arimo Bold", "Helvetica Bold"]),
        "Roboto": ("roboto", ["Roboto", "Roboto Regular"], ["Roboto Bold"]),
    }
    for cut, weight in (("text", 400), ("display", 700)):
        for script in ("latin", "cyrillic"):
            own = advances(OUT / f"commissioner-{cut}-{script}.woff2")
            hhea = TTFont(OUT / f"commissioner-{cut}-{script}.woff2")
            ascent, descent = (abs(value) / hhea["head"].unitsPerEm for value in (hhea["hhea"].ascent, hhea["hhea"].descent))
            counts = frequencies(script)
            for system, (package, regular, bold) in systems.items():
                files = [MODULES / f"@fontsource/{package}/files/{package}-{part}-{weight}-normal.woff2" for part in ("latin", "cyrillic", "cyrillic-ext")]
                adjust = width(own, counts) / width(advances(*files), counts)
                locals_ = ", ".join(f'local("{name}")' for name in (regular if cut == "text" else bold))
                print(f"{system:7} {cut:8} {script:9} size-adjust: {adjust:.1%}; ascent-override: {ascent / adjust:.1%}; descent-override: {descent / adjust:.1%}; src: {locals_}")


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    for cut in CUTS:
        for script in SCRIPTS:
            make(cut, script)
    fallbacks()
