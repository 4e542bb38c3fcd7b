//! Checks that a tool has built everything before its time is measured: a build that leaves something out must not count as fast.

use std::fs;
use std::path::Path;

use crate::Result;
use crate::generate;
use crate::words::LANGUAGES;

/// Parts of a place's page and their minimum numbers. `LANG` is replaced by the tag of the page's language.
const EXPECTED: [(&str, usize); 14] = [
    (r#"<link rel="alternate" hreflang=""#, 5),
    (r#"<link rel="alternate" type="application/atom+xml""#, 1),
    (r#"<meta property="og:locale:alternate""#, 3),
    (r#"hreflang="zh-Hans" dir="ltr""#, 1),
    (r#"<nav id="TableOfContents">"#, 1),
    (r#"<h2 id=""#, 4),
    (r#"<h3 id=""#, 2),
    (r#"<div class="table" role="region""#, 1),
    ("<blockquote>", 1),
    ("<li>", 20),
    (r#"href="/LANG/tags/"#, 4),
    (r#"href="/LANG/destinations/place-"#, 4),
    (r#"rel="prev""#, 1),
    (r#"rel="next""#, 1),
];

/// The number of places on a page of a list.
const PAGE: usize = 50;

/// The number of places in a feed.
const FEED: usize = 20;

/// Checks a place's page, the lists, the feed and the sitemap in `public` in every language.
pub(crate) fn verify(public: &Path, places: usize) -> Result<()> {
    read(&public.join("sitemap.xml"))?;
    for words in &LANGUAGES {
        let home = public.join(words.tag);
        // Not the first or last place, because those have only one neighbour.
        let page = home.join("destinations").join(generate::name(places / 2)).join("index.html");
        let html = read(&page)?;
        for (text, count) in EXPECTED {
            let text = text.replace("LANG", words.tag);
            let found = html.matches(&text).count();
            if found < count {
                return Err(
                    format!("`{}` has {found} times `{text}`, expected {count}", page.display()).into()
                );
            }
        }
        let list = read(&home.join("destinations/index.html"))?;
        if places > PAGE {
            read(&public.join(linked(&list, r#"rel="next" href="/"#)?).join("index.html"))?;
        }
        read(&home.join("tags/index.html"))?;
        read(&home.join("404.html"))?;

        let feed = read(&public.join(linked(&list, r#"type="application/atom+xml" href="/"#)?))?;
        let entries = feed.matches("<entry").count();
        if entries != places.min(FEED) {
            return Err(format!("the feed in `{}` has {entries} entries, expected {FEED}", words.tag).into());
        }
    }
    Ok(())
}

/// The address after `start` in `html`, without its leading slash.
fn linked<'a>(html: &'a str, start: &str) -> Result<&'a str> {
    let (_, rest) = html.split_once(start).ok_or_else(|| format!("a list of places has no `{start}`"))?;
    Ok(rest.split('"').next().unwrap_or_default())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()).into())
}
