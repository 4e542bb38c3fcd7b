#!/usr/bin/env python3
"""Makes the fonts of social cards in themes/steppe/fonts. Pages never load them: Sapar draws with them when it builds a site.

    apt-get install fonts-noto-cjk
    npm install @fontsource-variable/commissioner@5.3.0
    pip install fonttools==4.60.1 brotli==1.2.1
    python3 scripts/make-card-fonts.py node_modules

Commissioner comes in the two cuts that pages have, each in one file with Latin and Cyrillic letters. The Chinese font is a
subset of Noto Sans CJK SC Bold: the 3,755 common characters (GB/T 2312, level 1), Chinese punctuation, and whatever else stands
in the Chinese names of the site in this repository. A site with rarer characters in its titles adds a font to its theme.
"""
import importlib.util
import pathlib
import re
import sys
import tempfile

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "themes/steppe/fonts"
NOTO = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
NOTO_LICENCE = "/usr/share/doc/fonts-noto-cjk/copyright"
PUNCTUATION = "、。〈〉《》「」『』【】〔〕（），．：；！？～—…·“”‘’％＋－／　"

# The cuts and letters of Commissioner are those of the web fonts.
specification = importlib.util.spec_from_file_location("subset", OUT / "subset.py")
web = importlib.util.module_from_spec(specification)
specification.loader.exec_module(web)


def name(font, family, weight):
    """Gives a font a family of its own, by which the template of the card names it."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 13, 14)]
    for identifier, text in {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}.items():
        table.setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def commissioner(cut, family):
    taken, files = set(), []
    for sources, letters in web.SCRIPTS.values():
        for source in sources:
            known = set(TTFont(web.MODULES / web.SOURCE.format(source)).getBestCmap())
            own = [letter for letter in letters if letter in known and letter not in taken]
            if own:
                taken |= set(own)
                files.append(tempfile.NamedTemporaryFile(suffix=".ttf"))
                web.piece(source, web.CUTS[cut], own).save(files[-1].name)
    font = Merger().merge([file.name for file in files])
    name(font, family, 400)
    save(font, f"commissioner-{cut}.ttf")


def common_characters():
    rows = range(0xB0, 0xD8)
    pairs = (bytes([row, cell]) for row in rows for cell in range(0xA1, 0xFF))
    decoded = (pair.decode("gb2312", errors="ignore") for pair in pairs)
    return {character for text in decoded for character in text}


def names_of_the_site():
    """The characters of titles and messages in Chinese."""
    texts = [re.split(r"^(?:\+\+\+|---)$", path.read_text(), maxsplit=2, flags=re.M)[1] for path in ROOT.glob("content/**/*.zh.md")]
    texts += [path.read_text() for path in ROOT.glob("content/**/facts.toml")]
    texts += [path.read_text() for folder in ("locales", "themes/steppe/locales") for path in (ROOT / folder).glob("zh/*.ftl")]
    return {character for text in texts for character in text if ord(character) > 0x2E7F}


def chinese():
    font = TTFont(NOTO, fontNumber=2)
    assert font["name"].getDebugName(1).startswith("Noto Sans CJK SC"), font["name"].getDebugName(1)
    options = Options()
    options.layout_features = []
    options.name_IDs = [0, 13, 14]
    options.notdef_outline = True
    options.hinting = False
    options.desubroutinize = False
    options.drop_tables += ["BASE", "DSIG", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    wanted = common_characters() | names_of_the_site() | set(PUNCTUATION) | {chr(code) for code in range(0x20, 0x7F)}
    subsetter.populate(text="".join(sorted(wanted)))
    subsetter.subset(font)
    name(font, "Noto Sans SC", 400)
    save(font, "noto-sans-sc.otf")


def save(font, file):
    font["head"].modified = font["head"].created
    path = OUT / file
    font.recalcTimestamp = False
    font.save(path)
    print(f"{file}: {path.stat().st_size} bytes, {len(font.getBestCmap())} characters", file=sys.stderr)


if __name__ == "__main__":
    commissioner("display", "Commissioner Display")
    commissioner("text", "Commissioner Text")
    chinese()
