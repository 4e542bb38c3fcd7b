### What the program says: diagnostics by their codes (a message and, as `.help`, the remedy), then the rest.

severity-error = error
severity-warning = warning
severity-help = help
did-you-mean = did you mean `{ $name }`?
omitted = and { $count ->
        [one] one more place like these
       *[other] { $number } more places like these
    }

## Files

file-not-utf8 = `{ $file }` is not UTF-8 text
    .help = save the file with UTF-8 encoding; most editors offer it under “Save as”
file-has-bom = the file begins with a byte order mark
    .help = save the file as “UTF-8 without BOM”; it was read without the mark
document-empty = the file is empty
    .help = begin with front matter that contains at least a title: `+++`, `title = "…"`, `+++`; or delete the file
file-too-large = the file is larger than { $limit } MB, which is too large for a text
    .help = check that it is the right file; put pictures and videos beside the page, as separate files
file-unreadable = `{ $file }` cannot be read: { $detail }
    .help = check the file’s permissions
file-name-not-unicode = the name of `{ $file }` is not Unicode
    .help = give the file a name in letters that every system understands
file-name-case = the name must be written `{ $name }`
    .help = rename the file: the site distinguishes upper and lower case, even where the system does not
link-outside-root = `{ $file }` is a symbolic link that leads out of the site’s folder
    .help = put a copy of the file or folder into the site instead
link-cycle = `{ $file }` is a symbolic link that leads back to a folder that contains it
    .help = remove the link
content-missing = the site has no folder `{ $file }`
    .help = without it every page would be removed; restore it, or specify the right site with `--root`
unknown-language-suffix = the site has no language `{ $suffix }`
    .help = name the file `{ $stem }.LANGUAGE.md`, where LANGUAGE is one of { $languages }, or add the language to `sapar.toml`
missing-language-suffix = the file’s name does not say its language
    .help = name it `{ $stem }.LANGUAGE.md`, where LANGUAGE is one of { $languages }
document-extension = the file is not read as a page: documents end in `.md`
    .help = rename it to `{ $name }`, and use Markdown instead of anything that only other programs understand, such as MDX components. A file that is to be published unchanged goes into `static/`
duplicate-document = the same page is also in `{ $other }`, in the same language
    .help = keep one of the two files
duplicate-facts = the facts of this page are also in `{ $other }`
    .help = put all of them into one of the two files
files-unnamed = { $count ->
        [one] a file in this folder is not mentioned in any text, fact or template, so it is not published: { $files }
       *[other] { $count } files in this folder are not mentioned in any text, fact or template, so they are not published: { $files }
    }
    .help = to publish a file, write its name in a text or a fact; to leave these files out without a warning, add `{ $ignore }` to `sapar.toml`; `publish_all = true` there publishes every file
file-unnamed = the file `{ $path }` is not published, because no text, fact or template mentions its exact name
    .help = write its full name where it is needed, or set `publish_all = true` in `sapar.toml`, which publishes every file
translation-record-line = this line of the translation record cannot be read: `{ $line }`
    .help = remove the line; if the translation is up to date, `sapar translate accept` records it again
translation-record-conflict = this translation record contains both versions of a merge
    .help = keep the lines of both versions, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`; `*translations.toml merge=union` in `.gitattributes` makes Git do that itself
translation-source-missing = the document was translated from { $language }, but its page has no document in that language
    .help = in `source`, give the language of the document that it was translated from; or remove the line
facts-without-document = these facts belong to no page
    .help = create `{ $document }`, or delete the file

## Front matter, facts and configuration

front-matter-missing = the document does not begin with front matter
    .help = make the first line `+++`, and write `title = "…"` and a closing `+++` below it
front-matter-unclosed = the front matter is not closed
    .help = write a line `{ $marker }` where the front matter ends and the text begins
toml-syntax = { $kind ->
        [number] `{ $written }` is not written as a number
        [quotes] `{ $written }` is not in straight quotation marks
        [bare] the text `{ $written }` is not in quotation marks
        [unclosed] a quotation mark is opened here but not closed
        [duplicate] the key appears here for the second time
        [value] the value is missing
        [equals] the line lacks `=` between key and value
       *[other] the TOML cannot be read: { $detail }
    }
    .help = { $kind ->
        [number] write digits alone, without spaces and units, and with a point before the fraction, such as `1450` or `1450.5`
        [quotes] put the text between `"` and `"`, as the keyboard types them: `{ $correct }`
        [bare] write it between `"` and `"`: `{ $correct }`
        [unclosed] write `"` at the end of the text; “curly” quotation marks do not count
        [duplicate] keep one of the two lines
        [value] write it after `=`, or remove the line
        [equals] write `key = value`
       *[other] a line of TOML is `key = value`; text goes in straight quotation marks
    }
yaml-syntax = { $kind ->
        [colon] the text contains a colon but is not in quotation marks
        [tab] the line is indented with a tab
        [unclosed] a quotation mark is opened here but not closed
        [duplicate] the key appears here for the second time
       *[other] the YAML cannot be read: { $detail }
    }
    .help = { $kind ->
        [colon] put it between quotation marks: `{ $correct }`
        [tab] indent it with spaces
        [unclosed] write `"` at the end of the text
        [duplicate] keep one of the two lines
       *[other] a line of YAML is `key: value`; text that contains a colon goes in quotation marks
    }
unknown-key = unknown key `{ $key }`
    .help = known here: { $known }{ $own ->
        [yes] ; to define a field of your own, add the line `[kinds.{ $kind }.fields.{ $key }]` to `sapar.toml`, and below it `type = "text"`
       *[no] {""}
    }
missing-key = `{ $key }` is missing
    .help = add it: `{ $example }`
wrong-type = `{ $key }` must be { expected-type }, but is { found-type }
    .help = write it like this: `{ $example }`
expected-type = { $expected ->
    [text] text
    [number] a number
    [integer] a whole number
    [boolean] `true` or `false`
    [date] a date
    [date-range] a date range
    [months] a list of months
    [coordinates] coordinates
    [money] an amount of money
    [list] a list
    [table] a table
   *[other] { $expected }
}
found-type = { $found ->
    [text] text
    [number] a number
    [integer] a whole number
    [boolean] `true` or `false`
    [date] a date
    [list] a list
    [table] a table
    [null] empty
   *[other] { $found }
}
invalid-date = `{ $value }` is not a date
    .help = write year, month and day: `2026-05-20`
invalid-date-range = the range ends before it begins
    .help = `from` is the first day, `to` the last
out-of-range = `{ $key }` is { $value }, but must { $bounds ->
        [minimum] be { $minimum } or more
        [maximum] be { $maximum } or less
       *[both] lie between { $minimum } and { $maximum }
    }
    .help = correct the number
not-an-option = `{ $value }` is not an option for `{ $key }`
    .help = choose one of: { $options }
unknown-kind = unknown kind `{ $kind }`
    .help = known kinds: { $known }
fact-in-document = `{ $key }` is the same in every language and belongs in the facts
    .help = move it to `{ $facts }`
localised-in-facts = `{ $key }` is different in each language and belongs in the documents
    .help = move it to the front matter of `{ $document }`
reference-not-found = `{ $key }` refers to `{ $path }`, which is not a page
    .help = write the page’s path in the content folder, such as `/destinations/markakol/`
name-reason = { $reason ->
    [empty] a part of it is empty
    [length] it is { $length } bytes long in UTF-8, and a file name may be at most { $limit } bytes long
    [character] { $character ->
        [space] it contains a space
       *[other] it contains the character `{ $character }`
    }
    [edge] it begins or ends with a full stop, or ends with a space
    [device] Windows reserves that name for a device
    [root] it does not begin with a single slash
    [query] it contains `?` or `#`, and a static host ignores everything from there on
   *[other] it cannot be in the name of a file
}
invalid-slug = `{ $slug }` cannot be part of an address: { name-reason }
    .help = { $reason ->
        [length] shorten it
       *[other] use letters, digits and hyphens, without slashes or spaces
    }
slug-unused = the home page is always at `/{ $language }/`, so its `slug` is not used
    .help = remove the line
invalid-alias = `{ $alias }` cannot be an old address of this site: { name-reason }
    .help = { $reason ->
        [root] write the path from the site’s root, such as `/old/address/`
        [query] if the part before the `?` or `#` also led to the page, write that part alone; set up other redirects on the web server
       *[other] no file can have such a name; set up redirects of this kind on the web server
    }
invalid-search-path = `{ $path }` cannot be the address of the search page: { name-reason }
    .help = write a path without a language, such as `/search/`: each language adds its own in front
alias-with-language = `{ $alias }` begins with a language, but each language adds its own in front of the old addresses in the facts
    .help = write it here without the language: `{ $path }`; every language then gets one. An old address of only one language goes into the document of that language, in full: `aliases = ["{ $alias }"]` in `{ $document }`
invalid-term = `{ $term }` cannot be the id of a term{ $reason ->
        [length] : { name-reason }
       *[other] { "" }
    }
    .help = begin with a lower-case Latin letter, and use lower-case Latin letters, digits and hyphens; the name that readers see is a message in each language, in a file of `locales/`: `{ $taxonomy }-{ $id } = { $term }`
invalid-taxonomy = `{ $taxonomy }` cannot be the name of a taxonomy{ $reason ->
        [length] : { name-reason }
       *[other] { "" }
    }
    .help = begin with a lower-case Latin letter, and use lower-case Latin letters, digits and hyphens, such as `tags`; the name that readers see is the message with the same id
taxonomy-is-key = `{ $taxonomy }` already means something else in facts or documents, so it cannot be the name of a taxonomy
    .help = choose another name, such as `tags`
invalid-base-url = `{ $value }` is not the address of a site
    .help = write it in full, such as `https://altai.example/` or `https://host.example/altai/`
invalid-pattern = `{ $pattern }` is not a valid pattern for file names
    .help = patterns are written as in `.gitignore`: `*.psd`, `drafts/`, `content/**/notes.txt`, `!hero.psd`
invalid-address-pattern = `{ $pattern }` is not a valid pattern for addresses
    .help = begin it with a slash: `/downloads/*`, `/downloads/` (with everything below it), `/maps/**/*.svg`
unknown-time-zone = there is no time zone `{ $zone }`
    .help = write a name from the IANA time zone database, such as `Asia/Almaty` or `Asia/Shanghai`
invalid-host = `{ $value }` is not the name of a host
    .help = write the name alone, such as `player.example.org`, or `*.example.org` for all hosts below it
invalid-language-tag = `{ $tag }` is not a language tag
    .help = write a BCP 47 tag: `kk`, `zh`, `kk-Arab`
duplicate-language = the tags `{ $other }` and `{ $tag }` mean the same language
    .help = remove one of the two tables
unknown-language = the site has no language `{ $tag }`
    .help = languages of the site: { $languages }
unknown-theme = there is no theme `{ $theme }`
    .help = put it into `themes/{ $theme }`, or choose one of: { $known }
unknown-section = the site has no section `{ $path }`
    .help = write the folder’s path in the content folder, such as `destinations`
no-languages = the site has no languages
    .help = add a table for each language to `sapar.toml`: `[languages.kk]` with `name = "Қазақша"`
glossary-form = `{ $form }` cannot be a form of a term: { $problem ->
        [empty] it has no letters
       *[star] `*` may only come directly after a word
    }
    .help = write the dictionary form; `*` after a word stands for all its inflected forms: `Белуха*`, `Рахмановские* ключи*`
glossary-contradiction = `{ $form }` is forbidden as a form of `{ $term }` but allowed as a form of `{ $other }` ({ $language })
    .help = keep it in one of the two places; where upper and lower case tell two forms apart, write `case_sensitive = true`
glossary-repeated = { $kind ->
        [form] `{ $form }` is listed twice for this term ({ $language })
       *[term] `{ $term }` and `{ $other }` have the same name in every language: { $form }
    }
    .help = { $kind ->
        [form] remove one of the two
       *[term] merge the two into one term
    }

## The site

duplicate-url = { $origin ->
        [generated] `{ $url }` is generated by Sapar
       *[source] two sources have the address `{ $url }`: this one and `{ $other }`
    }
    .help = { $origin ->
        [generated] choose another address, or rename the file
       *[source] change the `slug` or `aliases` of one of them, or rename its file
    }
reserved-url = `{ $url }` cannot be an address of the site: the preview uses everything below `{ $reserved }` itself
    .help = choose another address, or rename the file or folder
url-differs-by-case = the address `{ $url }` differs only in upper and lower case from `{ $other-url }`, the address of `{ $other }`
    .help = rename one of them: Windows and macOS store both in the same file
address-lost = `{ $url }` was published earlier but leads nowhere now{ $more ->
        [0] {""}
        [one] , nor does one more address of this page or below it
       *[other] , nor do { $more } more addresses of this page or below it
    }
    .help = this page has most likely taken its place: write `{ $line }` into `{ $file }`, so that the old address leads here; if the page is meant to be gone, write `{ $gone }` into `sapar.toml`
addresses-gone = { $count ->
        [one] an address that was published earlier leads nowhere now: { $urls }
       *[other] { $count } addresses that were published earlier lead nowhere now: { $urls }
    }
    .help = if another page has taken over an address, add it to the `aliases` of that page; to confirm that addresses are meant to be gone, write `{ $line }` into `sapar.toml`
url-too-long = the address `{ $url }` is { $length } bytes long in UTF-8, but the path of a file may be at most { $limit } bytes long
    .help = shorten the `slug` of the page or of a section above it, or the old address in `aliases`
section-without-index = the folder has no page of its own
    .help = create `{ $document }` with a title; until then the folder’s name is shown
folder-is-date = the folder counts as a section of its own, so its pages appear neither in the list nor in the feed of `{ $above }`
    .help = if its pages belong to `{ $above }`, add the line `[sections."{ $section }"]` to `sapar.toml`, and below it `transparent = true`; if it is meant as a section, create `{ $document }` with a title
place-without-name = the place `{ $page }` has no name in { $languages }
    .help = it has no text in these languages yet, so add its name to its facts: `names = {"{"} { $first } = "…" {"}"}`
coordinates-swapped = `{ $page }` lies { $distance } km from the centre of the site’s places: latitude and longitude seem to be swapped
    .help = write the degrees north as `lat` and the degrees east as `lon`
term-without-name = the term `{ $term }` has no name in the language `{ $language }`
    .help = add `{ $message } = …` to a file in `locales/{ $language }/`

## Text

link-not-found = the link leads nowhere: `{ $target }`
    .help = { $kind ->
        [file] put the file beside the page and write its name, or its path from the content folder with a `/` in front
       *[page] write the page’s path in the content folder without a language, such as `/destinations/markakol/`
    }
link-unpublished = `{ $target }` is not published
    .help = the page is a draft, its date is still to come, or it has expired. As long as it is not published, the text is shown without a link; with `--drafts`, the page is included
anchor-not-found = the page `{ $page }` has no heading `#{ $anchor }`
    .help = { $known ->
        [0] the page has no headings
       *[other] its headings: { $anchors }
    }
image-not-found = there is no picture `{ $path }`
    .help = put the file beside the page, or write its path from the content folder with a `/` in front
image-unreadable = the size of the picture `{ $path }` cannot be read
    .help = check that the file is a picture; without its size the page jumps while it loads
image-too-large = { $kind ->
        [bytes] the picture `{ $file }` is { $megabytes } MB in size; pictures of more than { $limit } MB are not read
       *[pixels] the picture `{ $file }` is { $width } × { $height } pixels ({ $megapixels } million); pictures of more than { $limit } million pixels are not read
    }
    .help = { $kind ->
        [bytes] save it as JPEG, { $side } pixels on the longer side: that is enough for every screen
       *[pixels] save it smaller: { $side } pixels on the longer side is enough for every screen; if the picture really has to be that large, raise the limit in `sapar.toml`: `[pictures] max_pixels = …`
    }
image-broken = { $kind ->
        [pixels] the picture `{ $file }` is damaged: its pixels cannot be read
        [empty] the picture `{ $file }` is empty
        [truncated] the picture `{ $file }` is not complete: its end is missing
       *[header] the picture `{ $file }` ({ $format }) is damaged, or of a kind that browsers do not show
    }
    .help = { $kind ->
        [header] open the original in a photo editor, and save it as JPEG again
       *[other] copy or download the file again: the transfer was probably interrupted
    }
image-format = { $kind ->
        [heic] `{ $file }` is a photograph in the HEIC format of iPhones, which few browsers can show
        [raw] `{ $file }` is a RAW file from a camera, not a finished photograph
        [export] `{ $file }` is a { $format } file, which browsers do not show
        [svg] `{ $file }` is a drawing (SVG), but its name does not end in `.svg`, so browsers do not show it
        [raster] the name of `{ $file }` ends like that of a drawing (SVG), but the file has the format { $format }, so browsers do not show it
        [html] `{ $file }` is a web page (HTML), not a picture
        [lfs] `{ $file }` contains a Git LFS pointer instead of the picture
        [text] `{ $file }` is a text file, not a picture
        [pdf] `{ $file }` is a PDF document, not a picture
        [video] `{ $file }` is a video, not a picture
       *[other] `{ $file }` is not in a picture format that Sapar knows
    }
    .help = { $kind ->
        [heic] export it as JPEG: on a Mac in Preview or Photos, on an iPhone by sending it by e-mail; with *Settings → Camera → Formats → Most Compatible*, new photographs are saved as JPEG from the start
        [raw] develop it in a photo editor, and export it as JPEG
        [export] save it as JPEG if it is a photograph, otherwise as PNG
        [svg] rename it so that its name ends in `.svg`, and change the name in the texts and facts too
        [raster] rename it so that its name ends as its format requires, and change the name in the texts and facts too
        [html] the page around the picture was saved instead of the picture: open the picture by itself and save that; if the server answered with an error, ask the owner to send you the file
        [lfs] fetch the pictures with `git lfs pull`
        [text] it may be what a server sent instead of the picture: open it in a text editor to see, and get the picture again
        [pdf] to show a page of it, export that page as JPEG or PNG; to offer the document, link to it
        [video] link to the video, or show it with a component of the theme; a picture is needed here
       *[other] check that it is the right file, and save the picture as JPEG or PNG
    }
image-too-narrow = the picture `{ $file }` is too small here: only { $width } pixels of its width can be used, but { $wanted } are needed
    .help = use the original, at least { $wanted } pixels wide; enlarging the picture does not make it sharper
image-mislabelled = `{ $file }` has the format { $format }, but its name has the wrong ending
    .help = it is shown all the same, but some programs and servers go by the ending: rename it to `{ $name }`, and change the name in the texts and facts too
image-avif = the picture `{ $file }` is an AVIF file, which Sapar does not decode: it is published as it is, in one size, with everything that the camera recorded, such as the place
    .help = put the original beside the page as JPEG, in the best quality
image-cmyk = the picture `{ $file }` is in print colours (CMYK), which can be converted to screen colours only approximately
    .help = open it in a photo editor, convert it to sRGB there, and save it as JPEG
image-alt-is-name = the alternative text of this picture is the name of its file: `{ $alt }`
    .help = say what the picture `{ $path }` shows: readers who cannot see it hear this text
invalid-focus = `focus` is not a point in the picture
    .help = write two numbers from 0 to 1, for the distance from the left and from the top: `focus = [0.3, 0.6]`
image-twice = this is the same picture as `{ $other }`
    .help = keep one of the two files, and refer to it by its path wherever it is shown: `{ $path }`
svg-unsafe = { $kind ->
        [script] this drawing contains scripts, which are not published: { $names }
        [foreign] this drawing loads something from elsewhere, which is not published: { $names }
        [html] this drawing contains HTML, which is not published: { $names }
       *[declaration] this drawing contains declarations that are not published: { $names }
    }
    .help = { $kind ->
        [script] save the drawing without scripts and interactivity (“plain SVG” or “optimised SVG”); a drawing that needs them belongs in a theme
        [foreign] embed pictures and fonts in the drawing, or turn its text into paths
        [html] save the text of the drawing as SVG text: in draw.io, switch off “formatted text”
       *[declaration] save the drawing as “plain SVG” or “optimised SVG”
    }
svg-broken = this file is not a valid drawing (SVG): { $detail }
    .help = export the drawing again as SVG, in UTF-8; if it was downloaded, the file may be a web page or an incomplete download
style-sheet-syntax = the style sheet is published as it is, because it cannot be read: { $detail }
    .help = browsers skip what they do not understand, often the rest of a rule or of the file: correct it here
card-invalid = the preview picture for shared links (`card.svg`) cannot be drawn: { $detail }
    .help = correct the template so that it writes well-formed SVG for every page
card-without-letters = no font of the theme has { $letters }, so the preview picture for shared links to “{ $title }” is drawn without words
    .help = put a font that has them (TTF or OTF) into the theme’s `fonts` folder, or give the page a picture of its own: `card = "…"` in its facts
image-without-alt = the picture `{ $path }` has no alternative text
    .help = { $origin ->
        [facts] in the front matter, say what it shows: `{ $example }`
       *[text] in the square brackets, say what it shows: `![…]({ $path })`
    }
unsafe-link = { $reason ->
        [file] `{ $target }` leads to a file on your own computer, which readers do not have
       *[scheme] links of the kind `{ $scheme }:` are not safe
    }
    .help = { $reason ->
        [file] put the file beside the page and write its name
       *[scheme] link to a page or an address that begins with `https://`
    }
link-scheme = unknown kind of link: `{ $scheme }:`
    .help = correct the beginning of the address `{ $target }`
link-misread = { $reason ->
        [space] this is shown as text: the address `{ $address }` has spaces in it
        [phone] the number is shown as text: there are spaces in the link, or before it
        [gap] this is shown as text: there is a space between the square brackets and the address `{ $address }`
        [wide] this is shown as text: the brackets around the address `{ $address }` are full-width
        [title] this is shown as text: what follows the address `{ $address }` is not a title
       *[other] the address `{ $address }` is shown as text, not as a link
    }
    .help = { $reason ->
        [space] write spaces as `%20`, or put the whole address between `<` and `>`; a title goes in straight quotation marks
        [phone] write: `({ $address })`
        [gap] remove the space
        [wide] write `(` and `)`
        [title] put the title in straight quotation marks: `({ $address } "…")`
       *[other] a link cannot contain another link; if no link is meant, write `\[` instead of `[`
    }
link-without-text = the link to `{ $target }` has no words that readers can click on
    .help = write them in the square brackets: `[…]({ $target })`
address-end = only this is a link, without the characters that follow it: `{ $written }`
    .help = if they belong to the address, write: `{ $mended }`; if not, put the address alone between `<` and `>`
markup-misread = { $reason ->
        [emphasis] readers see these marks instead of emphasis: there is a space between the marks and the words
        [heading] readers see `{ $written }` instead of a heading: the space after it is missing
        [number] this is not read as a list: the space after `{ $written }` is missing
        [indented] this is not read as a list: there are four or more spaces before `{ $written }`, so its lines continue the paragraph
       *[bullet] `{ $written }` does not make a list: the lines are shown as one paragraph
    }
    .help = { $reason ->
        [heading] write: `{ $mended }`; if it is not meant as a heading, put `\` before it
        [bullet] write each line like this: `{ $mended }`
        [number] write each line like this: `{ $mended }`
        [indented] write each line like this: `{ $mended }`
       *[other] write: `{ $mended }`
    }
foreign-markup = { $reason ->
        [hugo] this is a Hugo shortcode, and is shown as text: `{ $written }`
        [liquid] this is a Jekyll (Liquid) tag, and is shown as text: `{ $written }`
        [variable] this is a Jekyll, Hugo or Vue variable, and is shown as text: `{ $written }`
        [attributes] these are Kramdown or Pandoc attributes, and are shown as text: `{ $written }`
        [contents] this makes a table of contents in other programs, and is shown as text: `{ $written }`
        [mdx] this is an MDX line (Docusaurus, Astro), and is shown as text: `{ $written }`
       *[admonition] this is a MkDocs admonition, and is shown as text: `{ $written }`
    }
    .help = { $reason ->
        [hugo] use a component of the theme instead: a line `:::name`, the text, and a line `:::`
        [liquid] a text cannot contain templates: remove it, or use a component of the theme: `:::name`
        [variable] a text cannot contain variables: write the value itself; if it is meant as text, put it between backticks
        [attributes] remove it: only headings have attributes; a picture with a caption is `:::figure src="…" alt="…"`
        [contents] remove it: the theme makes the table of contents
        [mdx] remove it: components of the theme are written `:::name`
       *[admonition] write `{ $mended }`, and begin the lines of its text with `> `
    }
office-markup = `{ $written }` comes from Word or LibreOffice and does not belong in the text
    .help = write: `{ $mended }`; or paste the text without formatting
invisible-characters = { $count ->
        [1] this text contains an invisible character: { invisible-character }
       *[other] this text contains { $count } invisible characters; the first is { invisible-character }
    }
    .help = remove { $count ->
        [1] it
       *[other] them
    }: search does not find words that contain such characters{ $mended ->
        [none] {""}
       *[other] , such as this `{ $mended }`
    }
invisible-character = { $reason ->
        [hyphen] a soft hyphen ({ $code })
        [space] a zero-width space ({ $code })
        [joiner] a zero-width joiner or non-joiner ({ $code })
        [direction] a direction mark ({ $code })
       *[byte-order] a byte order mark ({ $code })
    }
prose-as-code = this paragraph begins with four spaces, so it is shown as code
    .help = begin the line without spaces: `{ $mended }`; if it is meant as code, put it between two lines of `~~~`
paragraphs-joined = these paragraphs are shown as one: there is no blank line between them
    .help = leave a blank line between paragraphs; text copied from programs such as Word has none
table-misread = { $reason ->
        [tabs] tabs do not make a table: these lines are shown as one paragraph
        [lines] this is not read as a table: each cell is on a line of its own
        [delimiter] this is not read as a table: the line below the header row is missing
        [columns] these lines do not make a table: `{ $written }` has a different number of columns from the line above
       *[cells] the row has more cells than the table has columns, so readers do not see this: `{ $written }`
    }
    .help = { $reason ->
        [tabs] write `{ $mended }`, below it the line `{ $written }`, and the other lines like the first
        [lines] write `{ $mended }`, below it the line `{ $written }`, and the other lines like the first
        [delimiter] write the line `{ $mended }` below the first one
        [columns] write this instead: `{ $mended }`
       *[cells] write `\|` for a vertical bar within a cell, or give the table the line `{ $mended }` and a header row with as many cells
    }
text-language = this text seems to be in { $seems ->
        [kk] Kazakh
        [ru] Russian
        [zh] Chinese
        [en] English
       *[other] the language `{ $seems }`
    }, but its file is for `{ $language }`
    .help = translate it, or remove the file for now: until there is a translation, readers see the page in another language, with a notice
text-copied = this text is the same as that of `{ $original }`, but its file is for `{ $language }`
    .help = translate it, or remove the file for now: until there is a translation, readers see the page in another language, with a notice
glossary-forbidden = the glossary advises against `{ $form }`: { $reason }
    .help = forms and reasons are in `locales/glossary.toml`; if this form is right, move it from `forbidden` to `forms` there; if it is right only within a longer name, add that name to `forms`
glossary-missing = the source has { $term } here, but this translation uses none of its names: { $forms }
    .help = use one of these names, or add the one that the translation uses to the forms of `{ $id }` in `locales/glossary.toml`; with `required = false` there, translations may leave the name out
external-resource = { $kind ->
        [form] what readers enter in this form is sent to another host: `{ $target }`
        [frame] this would be loaded from another host: `{ $target }`
        [script] this would be loaded from another host: `{ $target }`
        [embed] this would be loaded from another host: `{ $target }`
       *[picture] pictures from other hosts are not shown: `{ $target }`
    }
    .help = { $kind ->
        [form] to allow it, add the host to `sapar.toml`: `allowed_hosts = ["{ $host }"]`
        [frame] other hosts can be slow or blocked, and they can see who reads the page: put a line `{ $block }` with your own title in its place, and a line `:::` below it. Or allow the host in `sapar.toml`: `allowed_hosts = ["{ $host }"]`
        [script] scripts from other hosts, such as visitor counters, can see who reads the page, and can be slow or blocked: remove the script, or allow the host in `sapar.toml`: `allowed_hosts = ["{ $host }"]`
        [embed] other hosts can be slow or blocked, and they can see who reads the page: link to it instead, or allow the host in `sapar.toml`: `allowed_hosts = ["{ $host }"]`
        [field] put the file beside the page and write its name: other hosts can be slow or blocked, and they can see who reads the page
       *[picture] put the file beside the page: other hosts can be slow or blocked, and they can see who reads the page. To allow it all the same, add the host to `sapar.toml`: `allowed_hosts = ["{ $host }"]`
    }
html-refused = { $reason ->
        [srcdoc] a frame must not contain a document in its attribute `srcdoc`, because nothing in it is checked
        [refresh] `<meta http-equiv="refresh">` takes readers to another page, which a text must not do
       *[base] `<base>` says where all links of the page lead, which a text must not do
    }
    .help = { $reason ->
        [srcdoc] write what it shows into the text itself, or put it into a file beside the page and name that in `src`
        [refresh] remove it; if a page has moved, write its old address into the `aliases` of the new one
       *[base] remove it, and write where each link leads: a path such as `/destinations/markakol/`, or a full address
    }
alert-syntax = { $reason ->
        [behind] nothing may follow `[!{ $name }]` on the same line
       *[name] there is no alert `[!{ $name }]`, so it is shown as text
    }
    .help = { $reason ->
        [behind] begin the text on the next line: `> …`
       *[name] alerts are { $known }
    }
duplicate-heading-id = the id `{ $id }` is used twice
    .help = give one of them another id in `{"{"}#…{"}"}`
footnote-not-found = the footnote `{ $label }` has no text
    .help = add a line `[^{ $label }]: …`
component-unclosed = the component `:::{ $name }` is not closed
    .help = write a line `:::` where it ends
component-unopened = this `:::` closes nothing
    .help = remove the line, or open a component above it: `:::name`
component-misplaced = a `:::` line is plain text here
    .help = leave a blank line above it, and indent it no deeper than the text around it
component-syntax = the line cannot be read: { $reason ->
        [name] the component has no name
        [value] a value is missing after `{ $detail }=`
        [title] `{ $detail }` is not an argument
        [quote] a quotation mark is not closed
        [duplicate] `{ $detail }` is given twice
       *[other] unexpected `{ $detail }`
    }
    .help = { $reason ->
        [title] a title is written like this: `:::{ $name } title="{ $detail }"`
       *[other] write it like this: `:::{ $name } key="text" count=3`
    }
component-unknown = the theme has no component `{ $name }`
    .help = { $alert ->
        [none] { $count ->
            [0] the theme has no components
           *[other] components of the theme: { $known }
        }
       *[other] a note to the reader is written without `:::`: its lines begin with `> `, and the first of them is `> { $alert }`; if the note has a title, that is the first line of its text
    }
component-unknown-argument = the component `{ $name }` has no argument `{ $argument }`
    .help = { $count ->
        [0] it takes no arguments
       *[other] its arguments: { $known }
    }
component-missing-argument = the component `{ $name }` needs `{ $argument }`
    .help = write `:::{ $name } { $argument }="…"`
component-refused = the component `{ $name }` cannot be shown: { $detail }
    .help = correct the line that it begins with
component-argument-type = `{ $argument }` of the component `{ $name }` must be { $expected ->
        [string] text
        [bool] `true` or `false`
        [integer] a whole number
        [float] a number
        [number] a number
       *[other] { $expected }
    }
    .help = text goes in quotation marks, numbers do not

## Messages

message-syntax = the messages cannot be read: { $detail }
    .help = a message is `id = text`; lines that continue a text are indented
message-duplicate = the message `{ $id }` is defined twice
    .help = remove one of them; the last one counts
message-unknown = there is no message `{ $id }`
    .help = add it to a file in `locales/`, in every language
message-reference = the message `{ $id }` refers to `{ $reference }`, which does not exist
    .help = correct the name or add the message
message-unresolvable = the message `{ $id }` cannot be formatted: { $detail }
    .help = look for messages that refer to each other in a cycle, and for a function that is given a value of the wrong kind
message-function = the message `{ $id }` calls `{ $function }`, which does not exist
    .help = the functions are NUMBER, DATETIME and LIST
message-missing-argument = the message `{ $id }` needs `{ $argument }`
    .help = pass it: `"{ $id }" | t({ $argument }=…)`
message-missing-plural = the message `{ $id }` lacks plural forms for { $categories }
    .help = numbers in the language `{ $language }` have these forms: { $all }
message-unreachable-plural = the form `{ $category }` of the message `{ $id }` is never used
    .help = numbers in the language `{ $language }` have these forms: { $all }
message-untranslated = { $count ->
        [1] the message `{ $id }` is missing in the language `{ $language }`
       *[other] { $count } messages are missing in the language `{ $language }`: { $named }{ $more ->
            [0] { "" }
           *[other] …
        }
    }
    .help = { $count ->
        [1] add it to a file in `locales/{ $language }/`; until then the text in `{ $shown }` is shown
       *[other] add them to a file in `locales/{ $language }/`; until then the texts in `{ $shown }` are shown{ $more ->
            [0] { "" }
           *[other] ; `sapar build --format json` lists all of them, in `ids`
        }
    }

## Checks of the whole site

on-pages = { $more ->
        [0] on `{ $page }`
        [one] on `{ $page }` and one more page
       *[other] on `{ $page }` and { $more } more pages
    }
unknown-code = there is no diagnostic with the code `{ $code }`
    .help = `sapar explain` lists the codes
severity-fixed = `{ $code }` stops every build: a site cannot change its severity or allow it
    .help = remove these lines and fix the problem that is reported; only warnings can be turned off or allowed
allowance-unused = this exception for `{ $path }` is no longer needed: no `{ $code }` was found there
    .help = remove this `[[check.allow]]`, or correct its path
html-link-not-found = the link `{ $target }` { on-pages } leads nowhere
    .help = correct the address in the template, the menu or the text that it comes from
html-anchor-not-found = the link `{ $target }` { on-pages } leads to `#{ $id }`, which the page does not have
    .help = correct what follows `#`, or give an element of that page this id
html-link-without-name = the link to `{ $target }` { on-pages } has no name: people who listen to the page do not learn where it leads
    .help = put words into the link, or give the picture in it an `alt`, or the link an `aria-label`
link-text-vague = the link “{ $text }” { on-pages } does not say where it leads
    .help = in the link, say what is at `{ $target }`: people who listen to the page and go from link to link hear nothing else
html-duplicate-id = the id `{ $id }` is used more than once { on-pages }
    .help = give each element an id of its own: links and labels find only the first
html-top-heading = { $count ->
        [0] there is no level 1 heading (`h1`) { on-pages }
       *[other] there are { $count } level 1 headings (`h1`) { on-pages }
    }
    .help = have the template give each page one `h1`: its title
html-heading-skipped = the heading “{ $text }” { on-pages } is level { $level }, but the one before it is level { $before }
    .help = do not skip a level: people who move through a page by its headings will think that something is missing
html-image-without-alt = the picture `{ $file }` { on-pages } has no `alt`
    .help = say in `alt` what it shows; `alt=""` marks it as decoration
html-alt-is-name = the `alt` of the picture { on-pages } is the name of its file: `{ $alt }`
    .help = say instead what `{ $file }` shows
html-other-host = { $kind ->
        [send] something is sent to `{ $host }` { on-pages }: `{ $url }`
       *[load] something is loaded from `{ $host }` { on-pages }: `{ $url }`
    }
    .help = { $kind ->
        [send] send the form to the site’s own address, or offer an e-mail address instead; if the host is really needed, add it to `allowed_hosts` in `sapar.toml`
       *[load] put it into the site; if the host is really needed, add it to `allowed_hosts` in `sapar.toml`
    }
html-mixed-content = `{ $url }` is loaded without encryption { on-pages }, which browsers block on a site with `https`
    .help = write `https` in the address of `{ $host }`, or put it into the site
json-ld-invalid = the structured data { on-pages } are not valid JSON: { $detail }
    .help = pass values through the filter `json`, which quotes them
page-title-missing = there is no title { on-pages }
    .help = have the template write `<title>`: search results and tabs show it
page-title-long = the title { on-pages } is { $width } characters wide (a Chinese character counts as two), but search results show about { $limit }: “{ $title }”
    .help = say what matters first, and leave out what is not needed; `max_title_width` under `[check]` in `sapar.toml` is the limit
page-title-repeated = the title { on-pages } is also that of `{ $other }`: “{ $text }”
    .help = search results show both the same way: in each title, say what only its page is about
page-description-missing = there is no description { on-pages }
    .help = describe the page in one sentence, in `description` in the front matter: search results and lists show it
page-description-long = the description { on-pages } is { $width } characters wide (a Chinese character counts as two), but search results show about { $limit }
    .help = shorten it to what a reader has to know before coming; `max_description_width` under `[check]` in `sapar.toml` is the limit
page-description-repeated = the description { on-pages } is also that of `{ $other }`: “{ $text }”
    .help = in each description, say what only its page is about
canonical-wrong = { $reason ->
        [missing] no canonical address is given { on-pages }
        [relative] the canonical address { on-pages } has no host: `{ $url }`
        [nowhere] the canonical address { on-pages } leads nowhere: `{ $url }`
       *[other] the canonical address { on-pages } is that of another page: `{ $url }`
    }
    .general = the canonical address of a page is missing, or is not that of the page itself
    .help = have the template write `<link rel="canonical" href="{"{{"} page.canonical {"}}"}">`
hreflang-wrong = { $reason ->
        [itself] the language of the page itself is missing from the alternates { on-pages }: `{ $url }`
        [one-sided] `{ $url }` is given as the page in `{ $tag }` { on-pages }, but does not refer back to it
        [relative] the address for `{ $tag }` { on-pages } has no host: `{ $url }`
        [nowhere] the address for `{ $tag }` { on-pages } leads nowhere: `{ $url }`
       *[language] `{ $tag }` is given as a language { on-pages }, but the site has no such language: `{ $url }`
    }
    .general = search engines will ignore an address that a page gives for another language
    .help = have the template write one `<link rel="alternate" hreflang="…">` for each of `page.alternates`; search engines trust only pages that refer to each other
page-too-heavy = a browser loads { $weight } KB { on-pages }, not counting photographs; the limit (`max_page_weight`) is { $limit } KB
    .help = make drawings, scripts and style sheets smaller, which are often larger than they need to be; or raise the limit under `[check]` in `sapar.toml`
explain-title = What Sapar’s diagnostics mean
explain-help = Help: { $help }
explain-severity = { $level ->
        [error] Severity: error. A site with errors is not published, and errors cannot be turned off or allowed.
        [off] Off by default. To turn it on, set `{ $code } = "warning"` or `"error"` under `[check.severity]` in `sapar.toml`.
       *[warning] Severity: warning. To change this, set `{ $code } = "off"` or `"error"` under `[check.severity]` in `sapar.toml`; to allow individual cases, use `[[check.allow]]`.
    }
explain-languages = Languages: { $languages }
explain-fixable = `sapar check --fix` fixes this wherever it is certain what was meant.
explain-wrong = What is reported:
explain-right = Better:
check-ask = Write these changes? [y/N]
check-yes = yes
message-part-twice = { $kind ->
        [attribute] the message `{ $id }` has the attribute `{ $name }` twice
       *[variant] the message `{ $id }` has the variant `[{ $name }]` twice
    }
    .general = a message has the same attribute or the same variant twice
    .help = remove one of them: only one can be shown
message-empty = the message `{ $id }` shows nothing: it contains only invisible characters
    .help = write its text, or `{"{"} "" {"}"}` if it is meant to be empty
message-attribute-unknown = the message `{ $id }` refers to `{ $reference }`, which has no such attribute
    .help = correct the name, or add the attribute
message-cycle = the message `{ $id }` refers to itself: { $circle }
    .help = in one of these messages, write text instead of the reference
message-selector = the message `{ $id }` chooses the plural form `[{ $form }]` by something that is not a number
    .help = use a variable that is a number, such as `{"{"} $count -> … {"}"}`; for text, only the form `other` is shown
message-obsolete = `{ $id }` does not exist in the site’s default language, `{ $language }`
    .help = remove it if it is no longer used, or add it in `{ $language }`, with which the other languages are compared
message-attribute-missing = the message `{ $id }` lacks attributes that it has in `{ $language }`: { $attributes }
    .help = add them; until then they are shown in another language
message-variables = { $kind ->
        [unknown] the message `{ $id }` uses variables that it does not use in `{ $language }`: { $variables }
       *[missing] the message `{ $id }` does not use variables that it uses in `{ $language }`: { $variables }
    }{ $form ->
        [none] {""}
       *[other] {" "}(form: { $form })
    }
    .help = use the same variables in each form; a form for a single number, such as `[one]` in Kazakh and English, need not show the number
message-tags = the tags of the message `{ $id }` differ from those in `{ $language }`: { $tags } instead of { $wanted }
    .help = use the same tags, and close each one
message-copied = the message `{ $id }` says the same as in `{ $language }`, word for word
    .help = translate it; without this copy, readers would get the same text, marked as being in another language
message-unused = the message `{ $id }` is not used anywhere
    .help = remove it in all languages, or correct the id where it is meant to be used
letter-lookalike = { $script ->
        [latin] `{ $word }` is a Latin word with Cyrillic letters in it: { $letters }
       *[cyrillic] `{ $word }` is a Cyrillic word with Latin letters in it: { $letters }
    }
    .general = a word has letters of two scripts that look alike: Latin ones in a Cyrillic word, or Cyrillic ones in a Latin word
    .help = type the word again in a single keyboard layout: readers see no difference, but search does not find the word
kazakh-letters-missing = `{ $word }` is typed without Kazakh letters: the site has `{ $meant }` { $count ->
        [one] once
       *[other] { $count } times
    }
    .help = write the word with its Kazakh letters
text-not-normalised = `{ $letter }` is typed here as a letter and a separate mark, { $count ->
        [one] once
       *[other] { $count } times
    }
    .help = type it as one letter: it looks the same, but search does not find the word
half-width-mark = `{ $mark }` is half-width punctuation ({ $count ->
        [one] one place
       *[other] { $count } places
    })
    .help = in Chinese text, write `{ $wide }`
full-width-letters = `{ $text }` is written in full-width characters
    .help = use ordinary Latin letters and digits: search and screen readers take full-width ones for other characters
foreign-quotes = the quotation marks of `{ $written }` are those of another language
    .help = write `{ $meant }`; straight quotation marks `"` are converted to those of the language automatically
hyphen-as-dash = `{ $written }` is used instead of a dash
    .help = write `{ $dash }`
space-before-mark = there is a space before `{ $mark }`
    .help = remove the space
yo-uneven = `{ $word }` also appears on the site as `{ $meant }`
    .help = write `ё` everywhere or nowhere
translation-numbers = { $kind ->
        [lacks] the translation lacks numbers that are in its source, `{ $source }`: { $lacks }
        [adds] the translation has numbers that are not in its source, `{ $source }`: { $adds }
       *[other] the numbers differ: the translation has { $adds }, but its source, `{ $source }`, has { $lacks }
    }
    .help = correct whichever is wrong; if both are right, allow this, with a reason, under `[[check.allow]]` in `sapar.toml`
translation-units = `{ $number }` is in { $unit } in the translation, but in { $wanted } in its source, `{ $source }`
    .help = correct whichever is wrong
translation-reference = { $side ->
        [adds] { $kind ->
            [link] the translation has a link that its source, `{ $source }`, does not have: `{ $target }`
            [picture] the translation has a picture that its source, `{ $source }`, does not have: `{ $target }`
           *[component] the translation has a component that its source, `{ $source }`, does not have: `{ $target }`
        }
       *[lacks] { $kind ->
            [link] the translation lacks a link of its source, `{ $source }`: `{ $target }`
            [picture] the translation lacks a picture of its source, `{ $source }`: `{ $target }`
           *[component] the translation lacks a component of its source, `{ $source }`: `{ $target }`
        }
    }
    .general = the translation and its source do not have the same links, pictures or components
    .help = give readers of all languages the same links, pictures and components
translation-heading-level = this heading is level { $level }, but in its source, `{ $source }`, it is level { $wanted }
    .help = write as many `#` as in the source
translation-left = this is still in the language of the source, `{ $language }`: “{ $text }”
    .help = translate it; the source is `{ $source }`
translation-copied = this says the same as its source, `{ $source }`, word for word: “{ $text }”
    .help = translate it
translation-length = { $kind ->
        [long] this is much longer than its source, `{ $source }`: { $letters } letters, where about { $expected } would be expected from the rest of the text
       *[short] this is much shorter than its source, `{ $source }`: { $letters } letters, where about { $expected } would be expected from the rest of the text
    }
    .general = a text is much longer or shorter than its source, compared with the rest of the translation
    .help = check whether something was left out, or belongs to another paragraph
place-outside-region = `{ $page }` is { $distance } km away from all other places in the region `{ $region }`
    .help = correct the coordinates or the region: `lat` is degrees north, `lon` degrees east
place-in-water = `{ $page }` is placed in the water of { $lake }
    .help = correct the coordinates; only the page about the lake itself may be placed in its water
map-label-without-name = `{ $name }` on the map has no name in { $languages }
    .help = add `{ $name } = …` to one of the files in `locales/{ $first }/`
event-over = `{ $page }` ended on { $date }, but is still published as an upcoming event
    .help = write the next dates, or set `expires` in the facts: from that day on, the page is shown as past or is removed
facts-old = the facts of `{ $page }` were last changed on { $date }, more than { $days } days ago
    .help = { $reviewer ->
        [none] check them, then write today’s date into `updated`
       *[other] check them with { $reviewer }, then write today’s date into `updated`
    }
host-file-taken = the site has a file `{ $file }` of its own, so the one for { $host } is not written
    .help = remove it from `static/` to get the one that Sapar makes, or leave the host out of `hosts`
compressed-file-taken = the site has a file `{ $file }` of its own, so `{ $other }` is not compressed under that name
    .help = remove it from `static/`: if it is older than the other file, readers get an old version
host-limit = { $what ->
        [files] { $host } accepts { $limit } files, but the site has { $value }
        [size] { $host } accepts { $limit } MiB in all, but the site is { $value } MiB
        [redirects] { $host } accepts { $limit } redirects, but the site has { $value }
       *[header] { $host } accepts { $limit } characters in one header, but the site needs { $value }
    }
    .help = { $what ->
        [files] publish fewer files, ask the host for a larger plan, or choose another host
        [size] publish smaller files, or choose another host
        [redirects] remove old addresses that nobody uses any more, or choose another host
       *[header] move scripts and styles out of the pages into files
    }
host-file-too-large = `{ $file }` is { $size } MiB, but { $host } accepts at most { $limit } MiB per file
    .help = make it smaller, or publish it elsewhere and link to it
link-external-dead = `{ $url }` leads nowhere (checked on { $day }: { $detail })
    .help = { $copy ->
        [archived] correct the address, or link to the archived copy
       *[none] correct the address, or remove the link; no archived copy was found
    }
link-external-moved = `{ $url }` has moved permanently (checked on { $day }): `{ $target }`
    .help = use the new address; the old one may stop working
link-external-unsure = it could not be determined whether `{ $url }` leads anywhere (checked on { $day }: { $detail })
    .help = open it in a browser: some hosts do not answer automated requests
curl-unavailable = the program `curl`, which checks links to other hosts, cannot be started: { $detail }
    .help = install `curl`, or check without `--external`
network-unavailable = none of the { $count } hosts or pages could be found: the network seems to be down
    .help = connect to the network, or check without `--external`

## Where the site is sent

secret-in-configuration = `{ $key }` is a secret, and `sapar.toml` is no place for one
    .help = remove it; if anyone else may have seen the file, revoke it where it was issued. Credentials are read from the environment (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`), from a profile in `~/.aws/credentials` that `profile` names, or from the SSH agent
invalid-duration = `{ $value }` is not a length of time
    .help = write a whole number of days or hours: `7d`, `12h`
invalid-deploy-address = `{ $value }` is not an address that the site can be sent to
    .help = write an address such as `https://storage.example`, or the name of a host
invalid-deploy-command = the command `{ $value }` cannot be understood
    .help = write a program and its arguments as in a shell, with all quotation marks closed: `purge = "./purge --zone altai"`
live-differs = { $what ->
        [unreachable] `{ $url }` does not answer: { $found }
        [status] `{ $url }` answers with the status { $found } instead of { $expected }
        [body] what is live at `{ $url }` is not what was built
        [type] `{ $url }` is sent as `{ $found }` instead of `{ $expected }`
        [cache] `{ $url }` is sent with `Cache-Control: { $found }` instead of `{ $expected }`
        [header] `{ $url }` is sent with `{ $found }` instead of `{ $expected }`
        [redirect] `{ $url }` does not lead to `{ $expected }` but answers with { $found }
        [hreflang] `{ $url }`, which pages give as their version in another language, answers with the status { $found }
       *[not-found] `{ $url }`, where there is no page, answers with the status { $found } instead of 404
    }
    .help = deploy the site if it has changed; otherwise check what lies between the target and its readers: a cache, the host’s settings, another site

## Maps

map-syntax = the GeoJSON cannot be read: { $detail }
    .help = write a `FeatureCollection` as in RFC 7946; editors such as QGIS save one
map-geometry = a feature of kind `{ $kind }` must be a { $expected } or a { $multiple }, and must not be empty
    .help = correct `geometry`, or choose another `kind`
map-coordinates = `{ $value }` is not a place on Earth
    .help = write longitude first, from -180 to 180, then latitude, from -90 to 90

## Templates

template-syntax = the template cannot be read: { $detail }
    .help = correct the template at the marked place
template-missing = the theme has no template `{ $template }`
    .help = create `{ $file }`
template-unknown = there is no template `{ $name }`
    .help = templates of the theme: { $known }
template-cycle = templates extend or include each other in a cycle: { $chain }
    .help = break the cycle
template-unknown-variable = there is no variable `{ $name }` here
    .help = { $known ->
        [none] check first that it exists: `{"{"}% if … %{"}"}`
       *[other] variables here: { $known }
    }
template-unknown-function = there is no function `{ $name }`
    .help = functions: { $known }
template-unknown-filter = there is no filter `{ $name }`
    .help = filters: { $known }
template-unknown-argument = `{ $name }` takes no argument `{ $argument }`
    .help = { $count ->
        [0] it takes no arguments
       *[other] its arguments: { $known }
    }
template-unknown-placement = the theme has no placement `{ $name }` for pictures
    .help = `theme.toml` has these under `[pictures.placements]`: { $known }
template-unknown-test = there is no test `{ $name }`
    .help = tests are `defined`, `undefined`, `string`, `number`, `map`, `array` and the other tests of Tera
template-unknown-component = there is no component `{ $name }`
    .help = components of the theme: { $known }
template-duplicate-component = the component `{ $name }` is defined in `{ $first }` and in `{ $second }`
    .help = keep one of the two
template-unknown-block = no template that this one extends has a block `{ $name }`
    .help = add the block to the template that is extended, or correct the name
template-failed = the template failed at `{ $page }`: { $detail }
    .help = correct the template at the marked place
asset-not-found = there is no static file `{ $path }`
    .help = put it into the `static/` folder of the site or of the theme

## The outside world

page-unknown = the site has no page `{ $path }`
    .help = name a document, a folder within `content/`, or a content path such as `/destinations/markakol/`
requirement-invalid = `{ $part }` is not a requirement
    .help = write it like this: `--require { "zh=100,kk=95" }`, with languages of the site: { $languages }
site-not-found = there is no site in `{ $path }`: `sapar.toml` is missing
    .help = go to the site’s folder, specify it with `--root`, or create one with `sapar new site`
output-is-source = the output folder `{ $path }` would overwrite the site itself
    .help = choose a separate folder with `--out`, such as `public`
output-has-foreign-files = the output folder `{ $path }` holds files that Sapar did not write, such as `{ $file }`
    .help = nothing was touched. Put files that belong to the site into `static/`; then empty the folder yourself, or choose another with `--out`. If an earlier build wrote all of it, add `--adopt`
output-busy = another build is writing to `{ $path }`
    .help = wait until it ends
state-not-folder = `{ $path }` must be a folder of Sapar’s own, but it is a file or a symbolic link
    .help = nothing was touched. Remove it, or choose another output folder with `--out`
manifest-damaged = the manifest `{ $path }` is damaged: it no longer says which files in `{ $folder }` Sapar wrote
    .help = nothing was touched. Add `--adopt` to take the folder over, provided that this build would write exactly the files in it; others are listed
manifest-version = the manifest `{ $path }` of the output folder `{ $folder }` was written by another version of Sapar (format { $version })
    .help = nothing was touched. Use that version of Sapar, or add `--adopt` to take the folder over, provided that this build would write exactly the files in it; others are listed
adopt-refused = the folder `{ $path }` cannot be taken over. Files in it that this build would not write: { $count } ({ $files })
    .help = nothing was touched. Move these files out of the folder or delete them, then build again with `--adopt`
many-removals = this build would remove { $removed } of { $published } published pages
    .help = nothing was removed. Check that nothing is missing from `content/`; if the pages are meant to go, add `--allow-removals`
output-file-found = while the site was being built, somebody put the file `{ $file }` into the output folder; it is now at `{ $path }`
    .help = Sapar does not delete files that it did not write. If the file belongs to the site, move it to `static/`; otherwise delete it
publish-interrupted = the site in `{ $path }` was replaced only in part: { $detail }
    .help = remove the cause and build again; the next build completes it
write-failed = `{ $path }` cannot be written: { $detail }
    .help = check free space and permissions; the last good site is untouched
read-failed = `{ $path }` cannot be read: { $detail }
    .help = check that it exists, and check its permissions
cache-not-writable = the cache `{ $path }` cannot be written: { $detail }
    .help = the site is built all the same, but later builds take longer; check free space and permissions
cache-not-removable = `{ $path }` cannot be removed: { $detail }
    .help = check its permissions; a partly removed cache does no harm
git-failed = Git cannot tell what has changed since `{ $revision }`: { $detail }
    .help = specify a commit, a branch or a tag of the site’s repository
deploy-without-target = `sapar.toml` has no target to send the site to
    .help = add one: `[deploy.production]` with `type = "s3"`, `"sftp"`, `"folder"`, `"rsync"` or `"git"`
deploy-target-not-named = the site can be sent to several targets: { $targets }
    .help = name one of them: `sapar deploy NAME`
deploy-target-unknown = the site has no target `{ $target }`
    .help = it has { $targets }
deploy-not-confirmed = nothing was sent: there is no terminal in which to ask for confirmation
    .help = check with `--dry-run` what would be sent, then send it with `--yes`
deploy-many-removals = this deployment would remove { $removed } of the { $published } pages at the target
    .help = nothing was changed. Check that it is the right target and that nothing is missing from `content/`; if the pages are meant to go, add `--allow-removals`
deploy-locked = another deployment to this target has been running since { $since }; its last sign of life was at { $renewed }
    .help = wait until it has finished. If it was killed, its lock expires ten minutes after the last sign of life; `--take-over` takes its place at once
deploy-busy = another process on this machine is sending the site to `{ $target }`
    .help = wait until it has finished
deploy-lock-lost = another deployment to this target has started or finished in the meantime
    .help = run the command again: it continues from what is at the target now
deploy-took-over = the deployment started at { $since } was interrupted; this one has completed it
    .help = there is nothing to do
deploy-stopped = the deployment was stopped
    .help = readers still see complete pages. Run the command again: it continues where this one stopped
deploy-unconditional = `{ $target }` cannot keep apart two deployments that write at the same time
    .help = make sure that only one runs at a time, for example with a queue in your automation
deploy-without-credentials = { $profile ->
        [none] there are no credentials for the storage
       *[other] there are no credentials for the storage in the profile `{ $profile }`
    }
    .help = set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or write a profile into `~/.aws/credentials` and name it with `profile` or `AWS_PROFILE`. Never write them into `sapar.toml`
deploy-refused = `{ $target }` refused the request: { $detail }
    .help = check that the credentials, the key and the user’s permissions are right for this target
deploy-unreachable = `{ $target }` cannot be reached: { $detail }
    .help = check the address and the network, then run the command again: it continues where it stopped
deploy-failed = `{ $path }` could not be written at `{ $target }`: { $detail }
    .help = run the command again once the cause is gone: it continues where it stopped
deploy-program-missing = the program `{ $program }`, which sends the site, cannot be started: { $detail }
    .help = install `{ $program }`
deploy-manifest-damaged = the manifest at `{ $target }` (`{ $file }`) cannot be read
    .help = nothing was changed. If you remove this file, all files are sent again, and files that the site no longer has stay at the target
deploy-manifest-version = the manifest at `{ $target }` was written by a newer Sapar (version { $version })
    .help = nothing was changed. Update Sapar
deploy-nothing-before = `{ $target }` has no deployment to go back to
    .help = the first deployment has no earlier one to go back to
deploy-before-lost = `{ $file }` of the previous deployment is no longer kept at `{ $target }`
    .help = nothing was changed. Build the older version of the site and deploy that
deploy-no-way-back = a target of the type `{ $type }` keeps no earlier deployment to go back to
    .help = build the older version of the site and deploy that
deploy-purge-failed = the site was deployed, but the command `{ $command }` failed: { $detail }
    .help = caches may still hold old pages: run the command yourself, or clear the cache
machine-time-zone-unknown = the environment variable `TZ` is `{ $zone }`, which is not a time zone; the date in UTC is used instead
    .help = correct it, or set the site’s time zone in `sapar.toml`: `time_zone = "Asia/Almaty"`
port-unavailable = nothing can be served at `{ $host }`, port { $port }: { $detail }
    .help = choose another port with `--port`, or another address with `--host`
watch-failed = the folder `{ $path }` cannot be watched for changes: { $detail }
    .help = try `--poll`, which polls for changes instead
refresh-failed = the preview could not be updated: { $detail }
    .help = this is a bug in the program: please report it. The last state is still shown; everything is read again at the next change, and automatically every few seconds
already-exists = `{ $path }` already exists
    .help = nothing was touched; choose another name
glossary-not-found = the site has no terms in `{ $path }`
    .help = in this file, write what things are called in each language: `[horgos]`, `kk = "Қорғас*"`, `en = "Horgos"`
translation-file-syntax = { $kind ->
        [unclosed] a quotation mark or a block is opened here but not closed
        [unexpected] the { $format } file contains something here that cannot be understood
        [incomplete] the entry that begins here has no source or no place for its translation
        [columns] the table’s first line lacks one of the columns `id`, `source` and `target`
        [truncated] the file ends too early
       *[other] the { $format } file cannot be read: { $detail }
    }
    .help = nothing was imported from this file. Save it again in your translation program, or export it again with `sapar translate export`
translation-file-unreadable = `{ $path }` cannot be read: { $detail }
    .help = check the path and its permissions; the file must be in UTF-8
translation-file-unwritable = `{ $path }` cannot be written: { $detail }
    .help = choose another place with `--out`, or check free space and permissions
translation-file-language = the file is for the language `{ $tag }`, which the site does not have
    .help = specify the language with `--lang`: { $languages }
translation-unit-unknown = the site does not have this text, or no longer has it: { $text }
    .help = the translation was not imported. The source may have changed since the file was exported: export it again, and let your translation program carry over what is already translated
translation-newer = the site has a newer translation, and it was left as it is: { $ours }
    .help = the one in this file was not imported: { $theirs }. Compare the two, and write the one to keep into the page
translation-placeholder = { $kind ->
        [lost] the translation has lost { $placeholder }, which stands for `{ $mark }`
        [unknown] the translation has { $placeholder }, which its source does not have
        [twice] the translation has { $placeholder } twice; it stands for `{ $mark }`
        [order] { $placeholder } is in the wrong place; the parts of a component must keep their order
       *[crossed] { $placeholder } closes something that is not open there
    }
    .help = the translation was not imported; put each placeholder with the words that it belongs to, and import the file again
translation-not-written = { $kind ->
        [waits] not written, because other parts of the same list, table or page are not translated yet: { $text }
        [no-place] not written, because the translation has a different structure from its source: { $text }
        [divided] not written, because the source has several paragraphs, but the translation is not divided in the same way: { $text }
       *[unwritable] not written, because Markdown would read it differently: { $text }
    }
    .help = { $kind ->
        [waits] translate the rest too, and import the file again
        [divided] leave a blank line between the paragraphs, as in the source
       *[other] write it into the page by hand, and record it with `sapar translate accept`
    }
invalid-path = `{ $path }` cannot be the path of a page: { name-reason }
    .help = write folders and a name with slashes between them, such as `destinations/markakol`
internal-error = Sapar itself failed at `{ $page }`: { $detail }
    .help = this is a bug in the program: please report it with the page that caused it

## The command line

cli = Builds tourism sites that speak Kazakh, Russian, Chinese and English as equals
cli-usage = Usage:
cli-commands = Commands
cli-options = Options
cli-arguments = Arguments
cli-help = Show this help
cli-version = Show the version
cli-lang = The language of the program’s messages: kk, ru, zh or en (by default, `program_language` in `sapar.toml`, or else the system’s)
cli-build = Write the site, ready to be uploaded
cli-build-root = The folder of the site, where `sapar.toml` is (by default, the current folder)
cli-build-out = The folder to write to (by default, the site’s `public`)
cli-build-base-url = The address of the site, instead of `base_url`
cli-build-drafts = Include drafts, and pages whose date is still to come or that have expired
cli-build-now = The day that counts as today, such as 2026-05-20
cli-build-strict = Treat warnings as errors
cli-build-format = Output format: human (the default) or json
cli-build-quiet = Print errors and warnings only
cli-build-in-place = Replace the published files one by one instead of swapping folders (for mount points and servers that hold the folder open)
cli-build-adopt = Take over an output folder whose manifest is lost, if this build would write exactly the files in it
cli-build-allow-removals = Allow more than half of the published pages to be removed
cli-build-precompress = Write compressed files (Brotli and gzip) beside the text files
cli-deploy = Build the site and send it to where it is published
cli-deploy-target = The target, as `[deploy.NAME]` in `sapar.toml` names it; it can be left out if there is only one
cli-deploy-root = The folder of the site, where `sapar.toml` is (by default, the current folder)
cli-deploy-dry-run = Say what would be sent and removed, and send nothing
cli-deploy-yes = Do not ask before anything is sent
cli-deploy-allow-removals = Allow more than half of the published pages to be removed
cli-deploy-take-over = Take the place of a deployment that seems to go on, but was killed
cli-deploy-rollback = Go back to the deployment before, without a build
cli-deploy-verify = Ask the live site whether it is as built; sends nothing, unless with `--yes`, and then asks after it
cli-deploy-base-url = The address of the site, instead of `base_url`
cli-deploy-drafts = Include drafts, and pages whose date is still to come or that have expired
cli-deploy-now = The day that counts as today, such as 2026-05-20
cli-deploy-strict = Treat warnings as errors
cli-deploy-format = Output format: human (the default) or json
cli-deploy-quiet = Print errors and warnings only
cli-deploy-precompress = Write compressed files (Brotli and gzip) beside the text files
cli-check = Report all mistakes of the site, without writing it
cli-check-root = The folder of the site, where `sapar.toml` is (by default, the current folder)
cli-check-fix = Fix the mistakes for which it is certain what was meant
cli-check-drafts = Include drafts, and pages whose date is still to come or that have expired
cli-check-now = The day that counts as today, such as 2026-05-20
cli-check-strict = Treat warnings as errors
cli-check-format = Output format: human (the default), json, github (annotations of a workflow), sarif (2.1.0) or markdown
cli-check-external = Ask the hosts of links to other sites whether these still lead anywhere (with `curl`; answers are kept for days)
cli-check-since = Report only on lines that have changed since a revision of Git, such as origin/main
cli-check-quiet = Print errors and warnings only
cli-serve = Show the site in the browser while you write
cli-serve-root = The folder of the site, where `sapar.toml` is (by default, the current folder)
cli-serve-port = The port; if it is taken, the next free one (by default, 1111)
cli-serve-host = The address to listen at (by default, 127.0.0.1: this computer alone)
cli-serve-open = Open the browser
cli-serve-follow = Open the page that was just saved in the browser
cli-serve-drafts = Include drafts, and pages whose date is still to come or that have expired
cli-serve-pseudo = Show all texts in a pseudo-language, longer and with accents: what stays plain is not translatable
cli-serve-poll = Poll for changes where the system sends no notifications (network drives, containers)
cli-serve-editor = What opens a file at a line: a program, or an address such as {"vscode://file{path}:{line}:{column}"}
cli-pictures = Make the pictures that pages need, as a step of its own before a build
cli-pictures-root = The folder of the site, where `sapar.toml` is (by default, the current folder)
cli-pictures-drafts = Include drafts, and pages whose date is still to come or that have expired
cli-pictures-now = The day that counts as today, such as 2026-05-20
cli-pictures-quiet = Print errors and warnings only
cli-explain = Explain what a diagnostic means and what to do about it
cli-explain-code = The code, such as link-not-found; without it, all codes are listed
cli-clean = Remove from the cache what the last build did not use
cli-clean-root = The folder of the site, where `sapar.toml` is (by default, the current folder)
cli-clean-cache = Remove the whole cache: the next build does everything from scratch
cli-new = Create a page or a site
cli-new-page = Create a page, with a document in each language of the site
cli-new-page-path = The page’s path in the content folder, such as destinations/markakol
cli-new-page-kind = The kind of page (by default, that of most pages beside it)
cli-new-page-root = The folder of the site, where `sapar.toml` is (by default, the current folder)
cli-new-site = Create a site
cli-new-site-folder = The folder for the new site: created if it does not exist, otherwise it must be empty
cli-status = Show how far the translations are
cli-status-languages = The languages to report on, such as zh or zh,kk (by default, all of the site)
cli-status-section = The section to report on, such as /news/
cli-status-page = Show one page block by block: its folder, a file of it or its content path
cli-status-require = Fail unless so many percent of the pages are complete, such as zh=100,kk=95
cli-status-since = Report only on pages that have changed since a revision of Git, such as origin/main
cli-status-html = Write a page with bars, what to do first, and links that open the preview
cli-status-format = Output format: human (the default), json or markdown
cli-status-root = The folder of the site, where `sapar.toml` is (by default, the current folder)
cli-translate = Work on translations
cli-translate-accept = Record that translations say what their sources say now
cli-translate-accept-paths = Documents, folders or content paths of pages; of a folder, everything in it
cli-translate-accept-languages = The languages that are accepted, such as zh or zh,kk (by default, that of the document, or all)
cli-translate-accept-blocks = Accept only these blocks: keys of the front matter, or the first digits of what `sapar status --page` shows behind a block
cli-translate-accept-minor = The source was edited, and its meaning was not: accept stale translations as they are
cli-translate-accept-all = Accept all translations of the site, as its first baseline
cli-translate-accept-root = The folder of the site, where `sapar.toml` is (by default, the current folder)
cli-translate-export = Write a file for translation programs, with what is to be translated
cli-translate-export-paths = Documents, folders or content paths of pages; `locales` for the messages (by default, the whole site)
cli-translate-export-language = The language to translate into
cli-translate-export-from = The language to translate from (by default, that of the site)
cli-translate-export-format = Format: po (the default), xliff (1.2), xliff2 (2.0), csv or md
cli-translate-export-out = The file to write (by default, standard output)
cli-translate-export-all = Export what is translated already, too
cli-translate-export-glossary = Write the glossary with all its languages instead: tbx or csv
cli-translate-export-root = The folder of the site, where `sapar.toml` is (by default, the current folder)
cli-translate-import = Bring translations from such files into the site
cli-translate-import-files = The files: PO, XLIFF, CSV or Markdown, as they came back
cli-translate-import-language = The language of the translations (by default, the one that the file names)
cli-translate-import-machine = All of it was translated by a machine: mark it as not yet read
cli-translate-import-root = The folder of the site, where `sapar.toml` is (by default, the current folder)
cli-completions = Print the script by which a shell completes commands, options and values of `sapar`
cli-completions-shell = The shell: bash, zsh, fish, powershell or elvish
cli-man = Print the manual page of the program, or write all manual pages into a folder
cli-man-folder = The folder for the pages of all commands (without it, that of the program itself goes to standard output)
man-name = Name
man-synopsis = Synopsis
man-description = Description
man-version = Version
man-exit-status = Exit status
man-see-also = See also
man-exit-success = Success.
man-exit-site = The site has errors, or its translations are not as complete as `--require` asks for.
man-exit-environment = The command line is wrong, or the system does not allow something: a file that cannot be read, a port that is taken.

## What commands say

build-in-place-mount = `{ $folder }` is a mount point, so files were replaced one by one.
build-in-place-parent = The folder that holds `{ $folder }` cannot be written to, so files were replaced one by one.
build-in-place-repository = `{ $folder }` is the working copy of a repository, so files were replaced one by one.
build-in-place-refused = The system does not let `{ $folder }` be swapped, so files were replaced one by one.
size = { $unit ->
        [bytes] { $number } B
        [kibibytes] { $number } KiB
        [mebibytes] { $number } MiB
       *[gibibytes] { $number } GiB
    }
progress-count = { $done } / { $total }
deploy-progress = Sending
deploy-progress-size = { $sent } / { $total }, { $speed }/s
deploy-plan = { $target }: to send { $put } ({ $size }), to remove { $remove }, to keep for { $keep } and then remove { $retire }, unchanged { $unchanged }
deploy-keep-days = { $count ->
        [one] { $days } day
       *[other] { $days } days
    }
deploy-keep-hours = { $count ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }
deploy-plan-first = There was no deployment to this target yet: files of the same names that stand there are overwritten, all others stay.
deploy-plan-put = { "  " }send    { $path }
deploy-plan-remove = { "  " }remove  { $path }
deploy-plan-retire = { "  " }keep    { $path }
deploy-plan-more = { "  " }… and { $count } more
deploy-ask = Send it? [y/N]
deploy-yes = y yes
deploy-not-sent = Nothing was sent.
deploy-done = Deployed to { $target }: sent { $put } ({ $size }), removed { $remove }, unchanged { $unchanged }, in { $seconds } s
deploy-nothing = { $target } is up to date, unchanged { $unchanged }
deploy-rolled-back = { $target } is again what it was before the last deployment: restored { $put }, removed { $remove }
deploy-purged = Addresses told to `{ $command }`: { $count }
deploy-verified = { $url } is as built; addresses asked: { $count }
deploy-verify-failed = { $url } is not as built; findings: { $findings }, addresses asked: { $count }
build-progress = Building
build-progress-pictures = Making pictures
build-pages = { $language }: { $count ->
        [one] { $own } page
       *[other] { $own } pages
    }{ $borrowed-count ->
        [0] { "" }
        [one] , { $borrowed } borrowed from another language
       *[other] , { $borrowed } borrowed from other languages
    }
serve-ready = Preview: { $url } (Ctrl-C ends it)
serve-port-taken = Port { $taken } is taken, so the preview uses port { $port }.
serve-open-to-network = the preview can be seen by everyone on this network; it is not meant for serving a site in public
serve-polls = too many folders to watch; polling twice a second instead
serve-errors = { $errors ->
        [one] The site has one error
       *[other] The site has { $errors } errors
    }; the preview updates as you fix them.
serve-pseudo = Texts are shown in a pseudo-language: what stays plain on a page is written in a template. A build never publishes it.
serve-healed = All errors are fixed.
pictures-done = { $count ->
        [0] All pictures are there
        [one] { $pictures } picture made
       *[other] { $pictures } pictures made
    }
clean-done = { $count ->
        [0] Nothing to remove
        [one] { $files } file removed ({ $megabytes } MB)
       *[other] { $files } files removed ({ $megabytes } MB)
    }
build-done = { $count ->
        [one] { $files } file
       *[other] { $files } files
    } in { $folder }, { $changed-count ->
        [0] nothing changed
       *[other] { $changed } changed
    }, { $seconds } s
error-count = { $errors ->
        [one] one error
       *[other] { $errors } errors
    }
warning-count = { $warnings ->
        [one] one warning
       *[other] { $warnings } warnings
    }
build-warnings = { warning-count }
build-failed = not built: { $errors ->
        [0] { warning-count }
       *[other] { $warnings ->
            [0] { error-count }
           *[other] { error-count }, { warning-count }
        }
    }; the last good site is left as it was
check-fixed = Fixed in { $count ->
        [one] one place
       *[other] { $places } places
    }: { $file }
check-not-fixed = { $reason ->
        [read-only] `{ $file }` was not fixed: it is write-protected
        [second-name] `{ $file }` was not fixed: it is also known by a second name (a hard link)
       *[io] `{ $file }` was not fixed: it cannot be written: { $detail }
    }
check-done = { $errors ->
        [0] { $warnings ->
            [0] No mistakes found.
           *[other] { warning-count }
        }
       *[other] { $warnings ->
            [0] { error-count }
           *[other] { error-count }, { warning-count }
        }
    }
translate-accepted = { $count ->
        [one] Recorded one block: { $file }
       *[other] Recorded { $blocks } blocks: { $file }
    }
translate-nothing = Nothing new to record.
translate-broken = `{ $file }` was left out: its front matter cannot be read; `sapar check` says why
translate-not-written = { $reason ->
        [changed] `{ $file }` was not written: it has changed meanwhile; run the command again
        [read-only] `{ $file }` was not written: it is write-protected
        [second-name] `{ $file }` was not written: it is also known by a second name (a hard link)
        [not-a-source] `{ $file }` was not written: it is not within the site, or cannot be read as a record
       *[io] `{ $file }` was not written: { $detail }
    }
status-waiting = Held back until they are written and up to date in these languages:
status-title = Translations
status-messages = messages
status-column-page = Page
status-column-state = State
status-preview = The links open the preview; `sapar serve` must be running.
status-column-language = Language
status-column-section = Section
status-column-pages = Pages
status-column-complete = Complete
status-column-stale = Stale
status-column-missing = Gaps
status-column-machine = Machine
status-column-borrowed = Borrowed
status-column-unrecorded = Unrecorded
status-column-words = Words to do
status-percent = { $percent }%
status-work = What to do first:
status-more = { $count ->
        [one] and one more (`--format json` lists all)
       *[other] and { $number } more (`--format json` lists all)
    }
status-comma = {", "}
status-borrowed = not translated
status-stale = { $count ->
        [one] one block is stale
       *[other] { $number } blocks are stale
    }
status-unaccepted = { $count ->
        [one] one is not accepted
       *[other] { $number } are not accepted
    }
status-missing = { $count ->
        [one] one is missing
       *[other] { $number } are missing
    }
status-orphaned = { $count ->
        [one] one has no source any more
       *[other] { $number } have no source any more
    }
status-machine = { $count ->
        [one] one from a machine is unread
       *[other] { $number } from a machine are unread
    }
status-words = { $count ->
        [one] one word to do
       *[other] { $number } words to do
    }
status-in-work = in work
status-nothing-recorded = Nobody has recorded yet what the translations were made from, so it is not known which are stale. If they are up to date, `sapar translate accept --all` records that; commit the files `translations.toml`.
status-some-unrecorded = Of pages that are unrecorded it is not known whether their translations are stale. `sapar translate accept` records those that are up to date.
status-required = { $language }: { $percent }% of the pages are complete, and { $required }% are required
status-page = { $language }, translated from { $source }
status-page-done = Everything is up to date.
status-block-machine = translated by a machine, and read by nobody
status-block-stale = stale: the source has changed
status-block-unaccepted = not accepted
status-block-missing = not translated
status-block-orphaned = has no source any more
translate-glossary-exported = { $count ->
        [one] One term exported.
       *[other] { $terms } terms exported.
    }
translate-exported = { $count ->
        [0] Nothing to translate.
        [one] One text, words to translate or to look at: { $words }.
       *[other] { $texts } texts, words to translate or to look at: { $words }.
    }
translate-unrecorded = { $count ->
        [one] of one translation nobody has recorded what it was made from, so only what it lacks is in the file. If it is up to date, `sapar translate accept` records that; `--all` exports everything
       *[other] of { $pages } translations nobody has recorded what they were made from, so only what they lack is in the file. If they are up to date, `sapar translate accept` records that; `--all` exports everything
    }
translate-other-source = { $count ->
        [one] one page is translated from { $language }, and is not in the file: `--from { $tag }`
       *[other] { $pages } pages are translated from { $language }, and are not in the file: `--from { $tag }`
    }
translate-imported = { $kind ->
        [written] { $count ->
            [one] Wrote one text: { $file }
           *[other] Wrote { $blocks } texts: { $file }
        }
       *[accepted] { $count ->
            [one] Accepted one text: { $file }
           *[other] Accepted { $blocks } texts: { $file }
        }
    }
translate-imported-draft = `{ $file }` is a draft, because not all of the page is translated. Remove `draft = true` from it to publish it.
translate-unfinished = { $count ->
        [one] One translation is marked as not finished, and was left out.
       *[other] { $texts } translations are marked as not finished, and were left out.
    }
translate-nothing-new = Nothing new to take over.
unit-term = glossary: { $term }{ $count ->
        [0] { "" }
       *[other] { " " }→ { $forms }
    }
unit-term-forbidden = not “{ $form }”: { $reason }
unit-page = { $title } ({ $kind }), { $path }
unit-message = message: { $key }
unit-form = the form for { $form ->
        [form-zero] zero
        [form-one] numbers such as 1
        [form-two] numbers such as 2
        [form-few] numbers such as 3
        [form-many] numbers such as 5
        [form-other] all other numbers
       *[number] { $name }
    }
unit-kind-front-matter = front matter
unit-kind-message = message
unit-kind-heading = heading
unit-kind-paragraph = paragraph
unit-kind-item = list item
unit-kind-definition = definition
unit-kind-cell = table cell
unit-kind-caption = caption
unit-kind-component = component
unit-kind-code = code
unit-kind-html = HTML block
new-file = { $file }
new-page-next = The page is a draft in every language. `sapar serve --drafts` shows it. Next: write the titles, descriptions and texts; replace the examples in `facts.toml`, and remove `#` where you have something to say. Remove `draft = true` in a document to publish it.
new-page-required = Required: replace the examples with what is true of the page.
new-page-optional = Optional: remove # from the start of a line, and replace the example.
new-site-next = Next: `sapar serve --open --root { $folder }` shows the site in the browser while you write. Its address is in `sapar.toml`, its name in the files of `locales/`.

## Usage

usage-unknown-argument = unknown argument `{ $argument }`
usage-unknown-command = unknown command `{ $argument }`
usage-invalid-value = `{ $value }` is not a value for `{ $argument }`
usage-missing-value = a value is missing after `{ $argument }`
usage-missing-argument = `{ $argument }` is missing
usage-repeated-argument = `{ $argument }` is given more than once
usage-error = the command was not understood
usage-values = write one of: { $values }
usage-example = write it like this: { $example }
usage-help = for usage, see `{ $command } --help`
