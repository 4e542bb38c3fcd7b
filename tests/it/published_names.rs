//! Names with a hash of what is published, what keeps its name, `integrity`, and what is made smaller.

use std::fs;

use base64::prelude::{BASE64_STANDARD, Engine};
use regex_lite::Regex;
use sapar::artefacts::Digest;
use sha2::{Digest as _, Sha384};

use super::artefacts::without_hashes;
use super::html::Html;
use super::outputs::files;
use super::probe;
use super::project::Project;

const FRAME: &str = "<!DOCTYPE html>\n<html lang=\"{{ lang.tag }}\" dir=\"{{ lang.dir }}\">\n<head>\n<title>{{ page.title }}</title>\n\
    <link rel=\"stylesheet\" href=\"{{ asset(path=\"css/main.css\") }}\">\n{% block head %}{% endblock head %}\n</head>\n<body>\n\
    {% block main %}{{ page.content | safe }}{% endblock main %}\n</body>\n</html>\n";

/// A site whose frame loads a style sheet and has something in its head.
fn site(head: &str) -> Project {
    Project::with_theme().file(
        "themes/tiny/templates/base.html",
        &FRAME.replace("{% block head %}", &format!("{{% block head %}}{head}")),
    )
}

fn page(project: &Project) -> String {
    project.output("en/index.html")
}

/// The paths of all files with a hash in their names, without it.
fn hashed(project: &Project) -> Vec<String> {
    let names = Regex::new(r"\.[0-9a-f]{10}\.").expect("a pattern");
    let all = files(&project.path("public"));
    let mut paths: Vec<String> = all
        .iter()
        .map(|file| file.strip_prefix(project.path("public")).expect("it is in there").display().to_string())
        .filter(|path| names.is_match(path))
        .map(|path| without_hashes(&path))
        .collect();
    paths.sort_unstable();
    paths
}

/// The part of a published name that is the hash.
fn hash_of(project: &Project, path: &str) -> String {
    let url = project.published_url(path);
    url.rsplit('.').nth(1).expect("a hash").to_owned()
}

#[test]
fn a_name_has_the_hash_of_what_is_published_and_everything_that_names_it_follows() {
    let project = site("<script src=\"{{ asset(path=\"js/app.js\") }}\" type=\"module\"></script><link rel=\"manifest\" href=\"{{ asset(path=\"site.webmanifest\") }}\">\
                        <img src=\"{{ url(path=\"/img/map.svg\") }}\" alt=\"\">")
        .file("themes/tiny/static/css/main.css", "@import \"parts/text.css\";\np { background: url(../img/sand.png) }\n")
        .file("themes/tiny/static/css/parts/text.css", "@font-face { font-family: a; src: url('../../fonts/a.woff2?x#y') }\n")
        .file("themes/tiny/static/fonts/a.woff2", "font")
        .file("themes/tiny/static/js/app.js", "import { a } from \"./a.js\";\nconst b = () => import('../js/b.js');\na(b);\n")
        .file("themes/tiny/static/js/a.js", "export const a = (x) => x;\n")
        .file("themes/tiny/static/js/b.js", "export default 1;\n")
        .file("static/site.webmanifest", "{ \"icons\": [{ \"src\": \"/img/icon.png\" }] }\n")
        .file("static/img/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"sand.png\"/></svg>\n");
    project.write("static/img/sand.png", probe::png(3, 2));
    project.write("static/img/icon.png", probe::png(2, 2));
    let project = project.built();
    assert_eq!(
        hashed(&project),
        [
            "css/main.css",
            "css/parts/text.css",
            "fonts/a.woff2",
            "img/icon.png",
            "img/map.svg",
            "img/sand.png",
            "js/a.js",
            "js/app.js",
            "js/b.js"
        ]
    );
    for path in hashed(&project) {
        let digest = Digest::of(&project.output_bytes(&path)).to_string();
        assert!(digest.starts_with(&hash_of(&project, &path)), "{path}: the hash is that of the bytes");
    }
    let name = |path: &str| project.published_url(path).rsplit('/').next().expect("a name").to_owned();
    let css = project.output("css/main.css");
    assert!(css.contains(&format!("parts/{}", name("css/parts/text.css"))), "{css}");
    assert!(css.contains(&format!("url(../img/{})", name("img/sand.png"))), "{css}");
    let css = project.output("css/parts/text.css");
    assert!(css.contains(&format!("../../fonts/{}?x#y", name("fonts/a.woff2"))), "{css}");
    let script = project.output("js/app.js");
    assert!(script.contains(&format!("from \"./{}\"", name("js/a.js"))), "{script}");
    assert!(script.contains(&format!("import('../js/{}')", name("js/b.js"))), "{script}");
    assert!(project.output("site.webmanifest").contains(&format!("\"/img/{}\"", name("img/icon.png"))));
    assert!(project.output("img/map.svg").contains(&format!("href=\"{}\"", name("img/sand.png"))));
    let html = page(&project);
    for path in ["css/main.css", "js/app.js", "img/map.svg"] {
        assert!(html.contains(&format!("\"{}\"", project.published_url(path))), "{path}: {html}");
    }
    assert!(html.contains("href=\"/site.webmanifest\""), "{html}");
}

#[test]
fn a_change_gives_other_names_to_what_names_it_and_to_nothing_else() {
    let project = site("<script src=\"{{ asset(path=\"js/app.js\") }}\"></script>")
        .file(
            "themes/tiny/static/css/main.css",
            "@font-face { font-family: a; src: url(../fonts/a.woff2) }\n",
        )
        .file("themes/tiny/static/fonts/a.woff2", "font")
        .file("themes/tiny/static/js/app.js", "go();\n")
        .built();
    let hashes =
        |project: &Project| ["fonts/a.woff2", "css/main.css", "js/app.js"].map(|path| hash_of(project, path));
    let before = hashes(&project);
    project.write("themes/tiny/static/fonts/a.woff2", "another");
    let project = project.built();
    let after = hashes(&project);
    assert!(before[0] != after[0] && before[1] != after[1] && before[2] == after[2], "{before:?} {after:?}");
    assert!(page(&project).contains(&project.published_url("css/main.css")));
    assert_eq!(hashed(&project), ["css/main.css", "fonts/a.woff2", "js/app.js"], "the old ones are gone");
}

#[test]
fn modules_that_import_each_other_have_names_too() {
    let circle = |a: &str| {
        site("<script type=\"module\" src=\"{{ asset(path=\"js/app.js\") }}\"></script>")
            .file("themes/tiny/static/js/app.js", "import \"./a.js\";\n")
            .file("themes/tiny/static/js/a.js", a)
            .file("themes/tiny/static/js/b.js", "import \"./a.js\";\nimport \"./leaf.js\";\n")
            .file("themes/tiny/static/js/leaf.js", "1;\n")
            .built()
    };
    let names = ["app", "a", "b", "leaf"].map(|name| format!("js/{name}.js"));
    let one = circle("import \"./b.js\";\n");
    for (path, imported) in [(&names[0], "a"), (&names[1], "b"), (&names[2], "a"), (&names[2], "leaf")] {
        let url = one.published_url(&format!("js/{imported}.js"));
        assert!(one.output(path).contains(&url.replace("/js/", "./")), "{path}: {}", one.output(path));
    }
    let other = circle("import \"./b.js\";\n2;\n");
    let is_same = names.each_ref().map(|path| hash_of(&one, path) == hash_of(&other, path));
    assert_eq!(is_same, [false, false, false, true]);
}

#[test]
fn what_is_known_by_its_address_keeps_its_name() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let kept = [
        "favicon.ico",
        ".well-known/logo.svg",
        "sw.js",
        "downloads/route.svg",
        "press/photo.svg",
        "guide.pdf",
        "track.gpx",
        "data/lakes.json",
        "robots.txt",
        "panorama/index.html",
        "panorama/tile-1.svg",
        "img/pin.svg",
        "img/named-in-html.svg",
        "img/nobody.svg",
        "img/inline.svg",
    ];
    let mut project = site(
        "<script src=\"{{ asset(path=\"js/app.js\") }}\"></script><script>load(\"/img/inline.svg\")</script>\
         {{ asset(path=\"img/logo.svg\") }} favicon.ico logo.svg sw.js route.svg photo.svg tile-1.svg pin.svg",
    )
    .with_options("stable_addresses = [\"/downloads/\", \"/press/*.svg\"]\n")
    .file("themes/tiny/static/js/app.js", "const icon = base + \"img/pin.svg\";\n")
    .file("static/img/logo.svg", picture);
    for path in kept {
        let text = match path {
            "panorama/index.html" => "<!DOCTYPE html><img src=\"/img/named-in-html.svg\" alt=\"\">",
            path if path.ends_with(".svg") => picture,
            _ => "text",
        };
        project = project.file(&format!("static/{path}"), text);
    }
    project.write("static/apple-touch-icon.png", probe::png(4, 4));
    let project = project.built();
    for path in kept {
        assert!(project.path("public").join(path).exists(), "{path}");
    }
    assert!(project.path("public/apple-touch-icon.png").exists());
    assert_eq!(hashed(&project), ["css/main.css", "img/logo.svg", "js/app.js"]);
}

#[test]
fn a_pattern_of_addresses_begins_with_a_slash() {
    let project = site("").with_options("stable_addresses = [\"downloads/*\", \"/[\"]\n");
    assert_eq!(
        project.findings(),
        ["sapar.toml:1:21 invalid-address-pattern", "sapar.toml:1:36 invalid-address-pattern"]
    );
}

#[test]
fn an_address_that_a_template_writes_itself_is_corrected_in_the_page() {
    for base in ["https://altai.example/", "https://altai.example/altai/"] {
        let project = site(
            "<script src=\"{{ config.base_path }}js/app.js\" defer></script>\
             <meta property=\"og:image\" content=\"{{ config.base_url }}img/card.svg\">\
             <img src='{{ config.base_path }}img/card.svg#top' srcset=\"{{ config.base_path }}img/card.svg 1x, {{ config.base_path }}img/card.svg 2x\" alt=\"\">",
        )
        .file("themes/tiny/static/js/app.js", "go();\n")
        .file("static/img/card.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        project.build(&["--base-url", base]).succeeds();
        let html = page(&project);
        let (script, card) = (project.published_url("js/app.js"), project.published_url("img/card.svg"));
        let (script, card) = (script.trim_start_matches('/'), card.trim_start_matches('/'));
        let path = base.strip_prefix("https://altai.example").expect("that host");
        assert!(html.contains(&format!("<script src=\"{path}{script}\" defer integrity=")), "{html}");
        assert!(html.contains(&format!("content=\"{base}{card}\"")), "{html}");
        assert!(html.contains(&format!("src='{path}{card}#top'")), "{html}");
        assert!(html.contains(&format!("srcset=\"{path}{card} 1x, {path}{card} 2x\"")), "{html}");
    }
}

#[test]
fn browsers_can_check_styles_and_scripts() {
    let project = site(
        "<link rel=\"modulepreload\" href=\"{{ asset(path=\"js/a.js\") }}\"><script type=\"module\" src=\"{{ asset(path=\"js/app.js\") }}\"></script>\
         <link rel=\"preload\" as=\"font\" href=\"{{ asset(path=\"fonts/a.woff2\") }}\" crossorigin>\
         <script src=\"https://other.example/x.js\"></script><script>go()</script>",
    )
    .with_options("allowed_hosts = [\"other.example\"]\n")
    .file("themes/tiny/static/js/app.js", "import \"./a.js\";\n")
    .file("themes/tiny/static/js/a.js", "1;\n")
    .file("themes/tiny/static/fonts/a.woff2", "font")
    .built();
    let html = Html::parse(&page(&project));
    let mut checked = Vec::new();
    for element in html.elements.iter().filter(|element| element.attribute("integrity").is_some()) {
        let url = element.attribute("href").or(element.attribute("src")).expect("an address");
        let bytes = project.output_bytes(url.trim_start_matches('/'));
        let expected = format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)));
        assert_eq!(element.attribute("integrity"), Some(expected.as_str()), "{url}");
        assert_eq!(element.attribute("crossorigin"), None, "they are of the site itself");
        checked.push(without_hashes(url));
    }
    assert_eq!(checked, ["/css/main.css", "/js/a.js", "/js/app.js"]);
}

#[test]
fn style_sheets_become_smaller() {
    let css = "/* Colours */\np {\n  color: #ff0000;\n  color: oklch(60% 0.2 30);\n}\n\n.x::after { content: \"马尔卡\"; }\n";
    let project = site("<style>\np  { color : #ffffff }\n</style>")
        .file("themes/tiny/static/css/main.css", css)
        .built();
    let small = project.output("css/main.css");
    assert!(small.len() < css.len() - 20 && !small.contains("Colours"), "{small}");
    assert!(small.contains("color:red") && small.contains("oklch") && small.contains("马尔卡"), "{small}");
    assert!(page(&project).contains("<style>p{color:#fff}</style>"), "{}", page(&project));
    let project = project.with_options("minify = false\n").built();
    assert_eq!(project.output("css/main.css"), css);
    assert_eq!(hashed(&project), ["css/main.css"]);
    assert!(page(&project).contains("<style>\np  { color : #ffffff }\n</style>"));
}

#[test]
fn a_style_sheet_that_is_no_css_is_published_as_it_is_and_told() {
    let css = "@font-face { src: url(../fonts/a.woff2) }\np { color: red }\n}\nq { }\n";
    let project = site("")
        .file("themes/tiny/static/css/main.css", css)
        .file("themes/tiny/static/fonts/a.woff2", "font");
    assert_eq!(project.finding(), "themes/tiny/static/css/main.css:3:1 style-sheet-syntax");
    assert_eq!(without_hashes(&project.output("css/main.css")), css, "what it names has its published name");
    assert_eq!(hashed(&project), ["css/main.css", "fonts/a.woff2"]);
    for (tag, part) in
        [("kk", "стильдер кестесі"), ("ru", "таблицу стилей"), ("zh", "样式表"), ("en", "style sheet")]
    {
        assert!(project.build(&["--lang", tag]).stderr.contains(part), "{tag}");
    }
}

#[test]
fn spaces_of_pages_are_collapsed_where_nobody_sees_them() {
    let head = "</head>\n\n<body  class=\"a\"\n   id='b'>\n\n   <p>马尔卡\n     科尔湖   a</p>\n<pre>\n  a\n\n  b</pre><p><code>x  y</code></p>\
                <textarea>\n  t  t\n</textarea><script>\n  go( );\n\n</script>";
    let project = site(head).built();
    let html = page(&project);
    for part in [
        "</head>\n<body class=\"a\" id='b'>\n<p>马尔卡\n科尔湖 a</p>\n<pre>\n  a\n\n  b</pre>",
        "<code>x  y</code>",
        "<textarea>\n  t  t\n</textarea><script>\n  go( );\n\n</script>",
    ] {
        assert!(html.contains(part), "{html}");
    }
    for options in ["", "minify = false\n"] {
        let project = site(head).with_options(options);
        if options.is_empty() {
            project.write("themes/tiny/static/css/main.css", ".poem { white-space: pre-line }\n");
        }
        let project = project.built();
        assert!(page(&project).contains("\n\n   <p>马尔卡\n     科尔湖   a</p>"), "{}", page(&project));
    }
}

#[test]
fn drawings_become_smaller_and_look_the_same() {
    let drawing = "<?xml version=\"1.0\"?>\n<!-- Made by hand -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\n  <title> A  lake </title>\n  <path\n     d=\"M0 0\n        L9 9\" />\n</svg>\n";
    let project = site("{{ asset(path=\"img/lake.svg\") }}").file("static/img/lake.svg", drawing).built();
    assert_eq!(
        project.output("img/lake.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><title> A  lake </title><path d=\"M0 0 L9 9\"/></svg>"
    );
    let project = project.with_options("minify = false\n").built();
    assert_eq!(project.output("img/lake.svg"), drawing);
}

#[test]
fn scripts_of_the_program_are_published_minified_and_others_as_they_were_written() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let menu =
        fs::read_to_string(root.join("themes/steppe/static/js/menu.js")).expect("a script of the theme");
    let own = "// Mine\nconst a  =  1;\n";
    let head = "<script src=\"{{ asset(path=\"js/menu.js\") }}\"></script><script src=\"{{ asset(path=\"js/own.js\") }}\"></script>";
    let project = site(head).file("static/js/menu.js", &menu).file("static/js/own.js", own).built();
    assert!(project.output("js/menu.js").len() < menu.len() * 3 / 4);
    assert_eq!(project.output("js/own.js"), own);
    let changed = format!("{menu}// changed\n");
    let project = project.file("static/js/menu.js", &changed).built();
    assert_eq!(project.output("js/menu.js"), changed);
}

#[test]
fn a_style_sheet_that_was_made_smaller_before_is_not_made_again() {
    let project = site("").built();
    let folder = project.path(".sapar/cache");
    let cache = || files(&folder);
    let before = cache();
    assert!(!before.is_empty());
    let small = project.output("css/main.css");
    // Everything is written anew, from what is kept.
    fs::remove_dir_all(project.path("public")).expect("it is there");
    let project = project.built();
    assert_eq!(project.output("css/main.css"), small);
    assert_eq!(cache(), before);
    // Another style sheet is another artefact.
    project.write("themes/tiny/static/css/main.css", "q { margin: 0 }\n");
    let _project = project.built();
    assert!(cache().len() > before.len());
}
