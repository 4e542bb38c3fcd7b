//! What a build writes for hosts: files, limits, compressed files, the manifest of all files.

use std::fs;

use serde_json::Value;

use super::probe;
use super::project::Project;

/// A site with an old address, one that is gone and a style in an attribute, for some hosts.
pub fn site(hosts: &str) -> Project {
    Project::new()
        .page("markakol", "Markakol", "Text.\n")
        .file("content/markakol/facts.toml", "aliases = [\"/old/\", \"/map (1).html\"]\n")
        .file("static/notes.txt", &"Markakol, a lake in the mountains.\n".repeat(80))
        .file("static/short.txt", "short")
        .config("")
        .with_options(&format!("hosts = [{hosts}]\ngone = [\"/lost/\"]\n"))
}

const ALL: &str = "\"netlify\", \"github\", \"vercel\", \"nginx\", \"caddy\", \"apache\", \"s3\"";

fn aside(project: &Project, name: &str) -> String {
    fs::read_to_string(project.path(".sapar").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn a_site_without_hosts_has_nothing_for_them() {
    let plain = site("").built();
    for name in ["_headers", "_redirects", ".nojekyll", "CNAME", "vercel.json", ".htaccess", "notes.txt.br"] {
        assert!(!plain.has_output(name), "{name}");
    }
    assert!(!plain.path(".sapar/hosts").exists() && !plain.path(".sapar/build-manifest.json").exists());
    let hosted = site(ALL).built();
    let differing: Vec<String> = files(&plain)
        .into_iter()
        .filter(|file| plain.output_bytes(file) != hosted.output_bytes(file))
        .collect();
    assert!(differing.is_empty(), "hosts change no file of the site itself: {differing:?}");
}

#[test]
fn netlify_gets_redirects_that_precede_pages_and_chooses_languages() {
    let site = site("\"netlify\"").built();
    let redirects = site.output("_redirects");
    for line in [
        "/kk/old/ /kk/markakol/ 301!",
        "/zh/old/ /zh/markakol/ 301!",
        "/ru/map%20(1).html /ru/markakol/ 301!",
        "/ /zh/ 302! Language=zh",
        "/kk/* /kk/404.html 404",
    ] {
        assert!(redirects.lines().any(|it| it == line), "{line}: {redirects}");
    }
    let headers = site.output("_headers");
    assert!(headers.starts_with("/*\n  Content-Security-Policy: default-src 'none'; "), "{headers}");
    assert!(
        headers.contains("\n/pictures/*\n  Cache-Control: public, max-age=31536000, immutable\n"),
        "{headers}"
    );
}

#[test]
fn cloudflare_gets_only_what_it_understands() {
    for hosts in ["\"cloudflare\"", "\"netlify\", \"cloudflare\""] {
        let redirects = site(hosts).built().output("_redirects");
        // A source, a target and a status that Cloudflare Pages has.
        for line in redirects.lines() {
            assert!(line.split(' ').count() == 3 && line.ends_with(" 301"), "{line}");
        }
        assert!(redirects.contains("/kk/old/ /kk/markakol/ 301\n"));
    }
}

#[test]
fn no_folder_of_pictures_of_the_site_itself_is_kept_for_a_year() {
    let site = site("\"netlify\"").file("static/pictures/map.txt", "x").built();
    assert!(!site.output("_headers").contains("/pictures/"));
}

#[test]
fn what_has_a_hash_in_its_name_is_kept_for_a_year_by_folders_and_by_files() {
    let site = site("\"netlify\", \"cloudflare\"")
        .file("content/markakol/lake.svg", &probe::svg(30, 20))
        .file("content/markakol/index.en.md", "+++\ntitle = \"M\"\n+++\n![Lake](lake.svg) [Map](map.pdf)\n")
        .file("content/markakol/map.pdf", "%PDF")
        .built();
    let headers = site.output("_headers");
    let rule = |path: &str| {
        headers.contains(&format!("\n{path}\n  Cache-Control: public, max-age=31536000, immutable\n"))
    };
    assert!(rule("/css/*") && rule("/js/*") && rule("/pictures/*"), "{headers}");
    // The licence of the fonts has no hash.
    let font = site.published_url("fonts/commissioner-text-latin.woff2");
    assert!(rule(&font) && !rule("/fonts/*"), "{headers}");
    assert!(rule(&site.published_url("markakol/lake.svg")) && !rule("/markakol/*"), "{headers}");
    assert!(rule(&site.published_url("favicon.svg")) && !rule("/*") && !rule("/en/*"), "{headers}");
}

#[test]
fn github_gets_the_name_of_the_host_if_the_site_has_it_to_itself() {
    let site = site("\"github\"").built();
    assert_eq!((site.output(".nojekyll").as_str(), site.output("CNAME").as_str()), ("", "altai.example\n"));
    for base_url in ["https://someone.github.io/", "https://altai.example/folder/", "http://127.0.0.1/"] {
        site.build(&["--base-url", base_url]).succeeds();
        assert!(site.has_output(".nojekyll") && !site.has_output("CNAME"), "{base_url}");
    }
}

#[test]
fn vercel_gets_valid_json_with_patterns_that_stand_for_addresses() {
    let vercel: Value =
        serde_json::from_str(&site("\"vercel\"").built().output("vercel.json")).expect("JSON");
    let redirects = vercel["redirects"].as_array().expect("a list");
    let of = |source: &str| redirects.iter().find(|redirect| redirect["source"] == source);
    let old = of("/ru/map%20\\(1\\).html").expect("an old address");
    assert_eq!((&old["destination"], &old["statusCode"]), (&"/ru/markakol/".into(), &301.into()));
    let root = of("/").expect("the choice of a language");
    assert_eq!(
        (&root["destination"], &root["has"][0]["key"]),
        (&"/:language/".into(), &"accept-language".into())
    );
    assert_eq!(vercel["trailingSlash"], true);
}

#[test]
fn s3_gets_a_redirect_for_each_old_address_and_types_for_all_objects() {
    let site = site("\"s3\"").built();
    let website: Value = serde_json::from_str(&aside(&site, "hosts/s3-website.json")).expect("JSON");
    assert_eq!(website["ErrorDocument"]["Key"], "404.html");
    let objects: Vec<Value> = serde_json::from_str(&aside(&site, "hosts/s3-objects.json")).expect("JSON");
    let of =
        |key: &str| objects.iter().find(|object| object["Key"] == key).unwrap_or_else(|| panic!("{key}"));
    assert_eq!(of("kk/old/index.html")["WebsiteRedirectLocation"], "/kk/markakol/");
    assert_eq!(of("ru/map (1).html")["WebsiteRedirectLocation"], "/ru/markakol/");
    assert_eq!(of("kk/markakol/index.html").get("WebsiteRedirectLocation"), None);
    assert_eq!(of("notes.txt")["ContentType"], "text/plain; charset=utf-8");
    assert_eq!(of("kk/index.html")["CacheControl"], "public, max-age=0, must-revalidate");
}

#[test]
fn a_site_in_a_folder_has_that_folder_in_all_rules() {
    let site = site(ALL);
    site.build(&["--base-url", "https://example.org/altai/"]).succeeds();
    assert!(site.output("_redirects").contains("/altai/kk/old/ /altai/kk/markakol/ 301!"));
    assert!(site.output(".htaccess").contains("RewriteRule \"^kk/old/$\" \"/altai/kk/markakol/\""));
    assert!(aside(&site, "hosts/nginx.conf").contains("location = \"/altai/kk/old/\""));
    assert!(aside(&site, "hosts/Caddyfile").contains("{$SITE_ADDRESS:https://example.org} {"));
}

#[test]
fn the_policy_allows_what_pages_load_and_no_more() {
    let site = site("\"netlify\"").built();
    let policy = |site: &Project| {
        let headers = site.output("_headers");
        let line = headers.lines().find_map(|line| line.strip_prefix("  Content-Security-Policy: "));
        line.expect("a policy").to_owned()
    };
    let plain = policy(&site);
    assert!(plain.contains("script-src 'self';") && plain.contains("style-src 'self';"), "{plain}");
    assert!(!plain.contains("unsafe") && !plain.contains("https:"), "{plain}");
    // An edit of one page is enough to allow more, and to allow it no longer.
    let text = fs::read_to_string(site.path("content/markakol/index.kk.md")).expect("a page");
    site.write("content/markakol/index.kk.md", format!("{text}\n<p style=\"color: red\">Red</p>\n"));
    site.build(&[]);
    let styled = policy(&site);
    assert!(styled.contains("style-src-attr 'unsafe-hashes' 'sha256-"), "{styled}");
    site.write("content/markakol/index.kk.md", text);
    site.build(&[]);
    assert_eq!(policy(&site), plain);
    // HTML that is copied counts, too, now and when it is left as it is.
    site.write("static/film.html", "<iframe src=\"https://films.example.org/1\"></iframe>");
    site.build(&[]);
    assert!(policy(&site).contains("frame-src https://films.example.org"), "{}", policy(&site));
    site.write("static/short.txt", "longer");
    site.build(&[]);
    assert!(policy(&site).contains("frame-src https://films.example.org"), "{}", policy(&site));
}

#[test]
fn the_search_compiles_no_web_assembly_so_that_no_policy_allows_it() {
    let site = site("\"netlify\"");
    let config = fs::read_to_string(site.path("sapar.toml")).expect("a configuration");
    site.write("sapar.toml", format!("{config}\n[search]\n"));
    site.build(&[]).succeeds();
    let scripts = files(&site).into_iter().filter(|file| file.ends_with(".js") || file.ends_with(".mjs"));
    let scripts: Vec<String> = scripts.collect();
    assert!(scripts.len() > 3, "{scripts:?}");
    assert!(scripts.iter().all(|file| !site.output(file).contains("WebAssembly")));
    assert!(!site.output("_headers").contains("wasm"));
}

#[test]
fn an_unknown_host_is_told_with_the_nearest_one() {
    let site = site("\"netlify\", \"cadddy\"");
    let run = site.build(&[]).exits(1);
    assert!(run.stderr.contains("cadddy") && run.stderr.contains("`caddy`"), "{run:?}");
}

#[test]
fn a_file_of_the_site_wins_and_that_is_told_in_every_language() {
    let site = site("\"netlify\", \"apache\"").file("static/_redirects", "/x /y 301\n");
    assert_eq!(site.findings(), ["sapar.toml host-file-taken"]);
    assert_eq!(site.output("_redirects"), "/x /y 301\n");
    assert!(site.has_output("_headers") && site.has_output(".htaccess"));
    for (tag, part) in [
        ("kk", "сайттың өзінде"),
        ("ru", "собственный файл"),
        ("zh", "网站自己已有文件"),
        ("en", "of its own"),
    ] {
        let run = site.run(&["build", "--now", "2026-06-01", "--lang", tag]);
        let text = format!("{}{}", run.stdout, run.stderr);
        assert!(text.contains(part) && text.contains("Netlify"), "{tag}: {text}");
    }
    // An alias can be in the way, too.
    let site = self::site("\"vercel\"").file("content/markakol/facts.toml", "");
    let site =
        site.file("content/markakol/index.kk.md", "+++\ntitle = \"M\"\naliases = [\"/vercel.json\"]\n+++\n");
    assert_eq!(site.findings(), ["sapar.toml host-file-taken"]);
}

#[test]
fn what_a_host_does_not_accept_is_told_before_anything_is_sent() {
    let aliases: Vec<String> = (0..520).map(|number| format!("\"/old{number}/\"")).collect();
    let site = site("\"cloudflare\", \"vercel\", \"nginx\"")
        .file("content/markakol/facts.toml", &format!("aliases = [{}]\n", aliases.join(", ")));
    let found = site.diagnostics();
    let messages: Vec<&str> = found.iter().map(|it| it["message"].as_str().expect("a text")).collect();
    assert_eq!(
        messages,
        [
            "Cloudflare Pages accepts 2000 redirects, but the site has 2080",
            "Vercel accepts 2048 redirects, but the site has 2081",
        ]
    );
    for (tag, part) in
        [("kk", "2000 қайта бағыттау"), ("ru", "2000 перенаправлений"), ("zh", "2000 条重定向")]
    {
        let run = site.run(&["build", "--now", "2026-06-01", "--lang", tag]);
        assert!(format!("{}{}", run.stdout, run.stderr).contains(part), "{tag}: {run:?}");
    }
    site.build(&["--strict"]).exits(1);
}

#[test]
fn a_file_that_is_too_large_for_a_host_is_named() {
    let site = site("\"cloudflare\"");
    let file = fs::File::create(site.path("static/film.bin")).expect("a file");
    file.set_len(25 * 1024 * 1024 + 1).expect("a length");
    assert_eq!(site.findings(), ["sapar.toml host-file-too-large"]);
    file.set_len(25 * 1024 * 1024).expect("a length");
    assert!(site.findings().is_empty());
}

#[test]
fn text_is_compressed_beside_the_files_and_is_the_same_text() {
    let site = site("");
    site.build(&["--precompress"]).succeeds();
    let css = site.published_url("css/main.css");
    for file in ["notes.txt", "kk/markakol/index.html", css.trim_start_matches('/')] {
        let text = site.output_bytes(file);
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &*site.output_bytes(&format!("{file}.br")), &mut plain)
            .expect("Brotli");
        assert!(plain == text, "{file}");
        let mut plain = Vec::new();
        let compressed = site.output_bytes(&format!("{file}.gz"));
        std::io::copy(&mut flate2::read::GzDecoder::new(&*compressed), &mut plain).expect("gzip");
        assert!(plain == text && compressed.len() < text.len(), "{file}");
    }
    assert!(!site.has_output("short.txt.br") && !site.has_output("notes.txt.br.gz"));
    // The next build of the site alone takes them away.
    site.build(&[]).succeeds();
    assert!(!site.has_output("notes.txt.br") && site.has_output("notes.txt"));
}

#[test]
fn a_build_compresses_only_what_has_changed() {
    let site = site("");
    let precompress = "precompress = true\n";
    let config = fs::read_to_string(site.path("sapar.toml")).expect("a configuration");
    site.write("sapar.toml", format!("{precompress}{config}"));
    site.build(&[]).succeeds();
    let keys = || files_in(&site.path(".sapar/cache/keys")).len();
    let made = keys();
    assert!(made > 20, "{made}");
    fs::remove_dir_all(site.path("public")).expect("the output goes");
    site.build(&["--allow-removals"]);
    assert_eq!(keys(), made, "a whole build finds all in the store");
    let mtime = |file: &str| fs::metadata(site.path("public").join(file)).and_then(|it| it.modified());
    let before = mtime("kk/index.html.br").expect("a time");
    site.write("static/notes.txt", "Other notes of the lake.\n".repeat(90));
    site.build(&[]).succeeds();
    assert_eq!(keys(), made + 2, "one file, by Brotli and gzip");
    assert_eq!(mtime("kk/index.html.br").expect("a time"), before, "it is published as it was");
    let mut plain = Vec::new();
    brotli::BrotliDecompress(&mut &*site.output_bytes("notes.txt.br"), &mut plain).expect("Brotli");
    assert!(plain == site.output_bytes("notes.txt"), "it is that of the new file");
    // What is kept is what a build used.
    site.run(&["clean"]);
    site.write("static/notes.txt", "Notes once more of the lake.\n".repeat(90));
    site.build(&[]).succeeds();
    assert_eq!(keys(), made + 2, "cleaning took the old form of one file, and nothing else");
}

#[test]
fn a_compressed_file_of_the_site_itself_is_left_alone() {
    let site = site("").file("static/notes.txt.br", "mine");
    site.build(&["--precompress"]);
    assert_eq!(site.output("notes.txt.br"), "mine");
    let run = site.build(&["--precompress", "--format", "json"]);
    assert_eq!(run.json()["diagnostics"][0]["code"], "compressed-file-taken");
    // Once it is gone, the name is that of what is made.
    site.remove("static/notes.txt.br");
    site.build(&["--precompress"]).succeeds();
    assert_ne!(site.output_bytes("notes.txt.br"), b"mine");
}

#[test]
fn the_manifest_has_every_file_of_the_output_and_is_no_part_of_it() {
    let site = site("\"netlify\", \"nginx\"");
    site.build(&["--precompress"]).succeeds();
    let text = aside(&site, "build-manifest.json");
    let manifest: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((&manifest["version"], &manifest["hash"]), (&1.into(), &"blake3".into()));
    let listed: Vec<&Value> = manifest["files"].as_array().expect("a list").iter().collect();
    let paths: Vec<String> =
        listed.iter().map(|file| file["path"].as_str().expect("a path").to_owned()).collect();
    assert_eq!(paths, files(&site));
    for file in &listed {
        let bytes = site.output_bytes(file["path"].as_str().expect("a path"));
        assert_eq!(file["size"], bytes.len());
        assert_eq!(file["hash"], blake3::hash(&bytes).to_hex().as_str());
    }
    let of = |path: &str| listed.iter().find(|file| file["path"] == path).unwrap_or_else(|| panic!("{path}"));
    assert_eq!(of("kk/old/index.html")["redirect"], "/kk/markakol/");
    assert_eq!(of("kk/index.html").get("redirect"), None);
    assert!(manifest["headers"]["Content-Security-Policy"].is_string());
    let about =
        |path: &str| (of(path)["type"].clone(), of(path)["cache"].clone(), of(path)["encoding"].clone());
    let expected = |kind: &str, cache: &str, encoding: Value| (kind.into(), cache.into(), encoding);
    assert_eq!(about("kk/index.html"), expected("text/html; charset=utf-8", "revalidate", Value::Null));
    let css = format!("{}.br", site.published_url("css/main.css").trim_start_matches('/'));
    assert_eq!(about(&css), expected("text/css; charset=utf-8", "immutable", "br".into()));
    assert_eq!(about("notes.txt"), expected("text/plain; charset=utf-8", "revalidate", Value::Null));
    assert_eq!(about("_headers"), expected("application/octet-stream", "host", Value::Null));
    // Another output of the same site is another manifest; going back to the first writes that again.
    site.build(&["--out", "other"]).succeeds();
    assert_ne!(aside(&site, "build-manifest.json"), text);
    site.build(&["--precompress"]).succeeds();
    assert_eq!(aside(&site, "build-manifest.json"), text);
}

#[test]
fn what_was_written_aside_goes_with_its_host_and_comes_back_if_it_was_deleted() {
    let site = site("\"nginx\", \"caddy\"").built();
    let snippet = aside(&site, "hosts/nginx.conf");
    fs::remove_file(site.path(".sapar/hosts/nginx.conf")).expect("it goes");
    site.build(&[]).succeeds();
    assert_eq!(aside(&site, "hosts/nginx.conf"), snippet);
    let config = fs::read_to_string(site.path("sapar.toml")).expect("a configuration");
    site.write("sapar.toml", config.replace("\"nginx\", ", ""));
    site.build(&[]).succeeds();
    assert!(!site.path(".sapar/hosts/nginx.conf").exists() && site.path(".sapar/hosts/Caddyfile").exists());
}

#[test]
fn a_site_whose_state_cannot_be_written_is_published_with_what_hosts_read_from_it() {
    let site = site("\"nginx\", \"apache\"").file(".sapar", "no folder");
    let run = site.build(&["--precompress"]).exits(0);
    assert!(run.stderr.contains("cache-not-writable"), "{run:?}");
    assert!(site.has_output(".htaccess") && site.has_output("notes.txt.br"));
}

#[test]
fn in_place_and_after_an_edit_the_output_is_that_of_a_whole_build() {
    let site = site(ALL);
    let precompressed = &["--precompress", "--in-place"];
    site.build(precompressed).succeeds();
    let text = format!("+++\ntitle = \"Markakol ru\"\n+++\n{}", "Озеро в горах. ".repeat(150));
    site.write("content/markakol/index.ru.md", text);
    site.build(precompressed).succeeds();
    site.build(&["--precompress", "--out", "whole"]).succeeds();
    let whole = files_in(&site.path("whole"));
    assert_eq!(whole, files(&site));
    for file in whole {
        let bytes = fs::read(site.path("whole").join(&file)).expect("a file");
        assert!(bytes == site.output_bytes(&file), "{file}");
    }
}

/// The files of the output, sorted.
fn files(project: &Project) -> Vec<String> {
    files_in(&project.path("public"))
}

fn files_in(folder: &std::path::Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("it can be listed"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    let paths = files.map(|entry| entry.path().strip_prefix(folder).expect("it is below").to_owned());
    let mut paths: Vec<String> = paths.map(|path| path.display().to_string().replace('\\', "/")).collect();
    paths.sort();
    paths
}
