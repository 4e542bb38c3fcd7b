//! Files that somebody may put beside a page as a picture, and what they are told.

use std::fs;
#[cfg(unix)]
use std::process::{Command, Stdio};

use serde_json::Value;

use super::artefacts::without_hashes;
use super::probe;
use super::project::Project;
use super::serve::server::Server;

/// What is told of a file.
#[derive(Clone, Copy)]
enum Told {
    /// Nothing: it is a picture.
    Nothing,
    /// A warning, with words of its message. The picture is published.
    Warning(&'static str),
    /// An error, with words of its message.
    Error(&'static str),
}

use Told::{Error, Nothing, Warning};

/// The name of a file in the folder of a page, its bytes, and what is told of it.
type Odd = (&'static str, Vec<u8>, Told);

/// A JPEG whose frame header was changed: `at` counts from the marker.
fn frame(mut bytes: Vec<u8>, at: usize, new: &[u8]) -> Vec<u8> {
    let header = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("a frame header");
    bytes[header + at..header + at + new.len()].copy_from_slice(new);
    bytes
}

/// A JPEG in the four colours of printing.
fn cmyk() -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    encoder.encode(&[40; 8 * 8 * 4], 8, 8, jpeg_encoder::ColorType::Cmyk).expect("memory takes all");
    bytes
}

/// A PNG of one kind of colour.
fn png_of(colour: png::ColorType, depth: png::BitDepth, row: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 8, 8);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    if colour == png::ColorType::Indexed {
        encoder.set_palette(vec![0, 0, 0, 255, 255, 255]);
    }
    let mut writer = encoder.write_header().expect("memory takes all");
    writer.write_image_data(&vec![0; row * 8]).expect("the size is that of the pixels");
    writer.finish().expect("memory takes all");
    bytes
}

/// A PNG that says another size than it has.
fn png_saying(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = probe::png(8, 8);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    bytes
}

/// The boxes in which AVIF, HEIC and films are stored.
fn iso_box(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&(content.len() as u32 + 8).to_be_bytes()[..], kind, content].concat()
}

fn iso_file(brand: &[u8; 4]) -> Vec<u8> {
    let brands = [brand, &[0; 4][..], brand, b"miaf"].concat();
    let size = iso_box(b"ispe", b"\0\0\0\0\0\0\x02\x80\0\0\x01\xE0");
    let properties = iso_box(b"iprp", &iso_box(b"ipco", &size));
    let about = iso_box(b"meta", &[&[0; 4][..], &properties].concat());
    [iso_box(b"ftyp", &brands), about, iso_box(b"mdat", &[7; 500])].concat()
}

/// A TIFF with one entry of each tag, which most makers of cameras use for their RAW files.
fn tiff(tags: &[u16]) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    bytes.extend((tags.len() as u16).to_le_bytes());
    for tag in tags {
        // Four bytes, which stand in the entry itself.
        bytes.extend(tag.to_le_bytes());
        bytes.extend(b"\x01\0\x04\0\0\0\x01\x04\0\0");
    }
    bytes.extend([0; 64]);
    bytes
}

const MAKE: u16 = 0x010F;
const SUB_IMAGES: u16 = 0x014A;
const DNG_VERSION: u16 = 0xC612;

fn half(bytes: &[u8]) -> Vec<u8> {
    bytes[..bytes.len() / 2].to_vec()
}

fn without_end(bytes: &[u8], count: usize) -> Vec<u8> {
    bytes[..bytes.len() - count].to_vec()
}

fn good() -> Vec<Odd> {
    let jpeg = probe::jpeg(40, 30);
    let grey = png_of(png::ColorType::Grayscale, png::BitDepth::One, 1);
    let alpha = png_of(png::ColorType::Rgba, png::BitDepth::Eight, 32);
    let mut moving_webp =
        b"RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\x02\0\0\0\x07\0\0\x07\0\0ANIM\x06\0\0\0\0\0\0\0\0\0ANMF".to_vec();
    moving_webp.extend([48, 0, 0, 0].into_iter().chain([0; 48]));
    moving_webp[4] = moving_webp.len() as u8 - 8;
    vec![
        ("plain.jpg", jpeg.clone(), Nothing),
        ("camera.JPG", jpeg.clone(), Nothing),
        ("windows.jfif", jpeg.clone(), Nothing),
        // A short film behind a photograph, as phones store it.
        ("motion.jpg", [&jpeg[..], &iso_file(b"isom")].concat(), Nothing),
        ("garbage.jpg", [&jpeg[..20], b"\0\0garbage", &jpeg[20..]].concat(), Nothing),
        ("filled.jpg", [&jpeg[..2], &[0xFF; 9], &jpeg[2..]].concat(), Nothing),
        ("plain.png", probe::png(40, 30), Nothing),
        ("tiny.png", probe::png(1, 1), Nothing),
        ("tall.png", probe::png(1, 9000), Nothing),
        ("bilevel.png", grey, Nothing),
        ("alpha.png", alpha, Nothing),
        ("palette.png", png_of(png::ColorType::Indexed, png::BitDepth::Eight, 8), Nothing),
        ("deep.png", png_of(png::ColorType::Rgb, png::BitDepth::Sixteen, 48), Nothing),
        (
            "chunk.png",
            [&probe::png(8, 8)[..33], b"\0\0\0\x04teXt1234crc!", &probe::png(8, 8)[33..]].concat(),
            Nothing,
        ),
        ("plain.gif", probe::gif(8, 8, 1), Nothing),
        ("moving.gif", probe::gif(8, 8, 5), Nothing),
        ("endless.gif", without_end(&probe::gif(8, 8, 1), 1), Nothing),
        ("plain.webp", probe::webp(40, 30), Nothing),
        ("moving.webp", moving_webp, Nothing),
        ("drawing.svg", probe::svg(30, 20).into_bytes(), Nothing),
        (
            "page-in-drawing.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><!-- <html> --></svg>"
                .to_vec(),
            Nothing,
        ),
    ]
}

fn doubtful() -> Vec<Odd> {
    let jpeg = probe::jpeg(40, 30);
    vec![
        (
            "screenshot.jpg",
            probe::png(40, 30),
            Warning("has the format PNG, but its name has the wrong ending"),
        ),
        ("photo.png", jpeg.clone(), Warning("has the format JPEG, but")),
        ("messenger.jpg", probe::webp(40, 30), Warning("has the format WebP, but")),
        ("joke.png", probe::gif(8, 8, 3), Warning("has the format GIF, but")),
        ("exported.heic", jpeg.clone(), Warning("has the format JPEG, but")),
        ("scan.tif", jpeg, Warning("has the format JPEG, but")),
        ("modern.avif", iso_file(b"avif"), Warning("is an AVIF file")),
        ("modern.jpg", iso_file(b"avif"), Warning("is an AVIF file")),
        ("print.jpg", cmyk(), Warning("print colours")),
    ]
}

fn bad() -> Vec<Odd> {
    let jpeg = probe::jpeg(40, 30);
    let (png, webp, gif) = (probe::png(40, 30), probe::webp(40, 30), probe::gif(40, 30, 4));
    let zeros = [half(&jpeg), vec![0; jpeg.len()]].concat();
    let html = b"\n<!-- mirror -->\n<!DOCTYPE html><html><svg></svg></html>".to_vec();
    let bitmap = b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
    let raw = Error("is a RAW file from a camera");
    vec![
        ("half.jpg", half(&jpeg), Error("`content/lake/half.jpg` is not complete")),
        ("filled-up.jpg", zeros, Error("is not complete")),
        ("beginning.jpg", jpeg[..3].to_vec(), Error("is not complete")),
        ("no-end.jpg", without_end(&jpeg, 2), Error("is not complete")),
        ("half.png", half(&png), Error("is not complete")),
        ("no-end.png", without_end(&png, 12), Error("is not complete")),
        ("filled-up.png", [half(&png), vec![0; 900]].concat(), Error("is not complete")),
        ("half.webp", half(&webp), Error("is not complete")),
        ("half.gif", half(&gif), Error("is not complete")),
        ("half.avif", half(&iso_file(b"avif")), Error("is not complete")),
        ("empty.jpg", Vec::new(), Error("is empty")),
        ("zeros.png", vec![0; 4096], Error("is empty")),
        ("no-size.jpg", frame(jpeg.clone(), 5, &[0; 4]), Error("(JPEG) is damaged")),
        ("twelve-bits.jpg", frame(jpeg.clone(), 4, &[12]), Error("is damaged")),
        ("lossless.jpg", frame(jpeg.clone(), 1, &[0xC3]), Error("is damaged")),
        ("no-size.png", png_saying(0, 8), Error("(PNG) is damaged")),
        ("huge-side.png", png_saying(u32::MAX, 8), Error("is damaged")),
        ("bomb.png", png_saying(60_000, 60_000), Error("60000 × 60000 pixels (3600 million)")),
        ("bomb.gif", [&gif[..6], &[0xFF; 4], &gif[10..]].concat(), Error("pixels (4294 million)")),
        ("bomb.jpg", frame(jpeg.clone(), 5, &[0xFF; 4]), Error("pixels (4294 million)")),
        ("page.jpg", html.clone(), Error("is a web page")),
        ("windows-1251.jpg", [&html[..], b"\xCE\xF8\xE8\xE1\xEA\xE0"].concat(), Error("is a web page")),
        ("drawing.png", probe::svg(30, 20).into_bytes(), Error("is a drawing (SVG), but")),
        ("picture.svg", png.clone(), Error("but the file has the format PNG")),
        (
            "pointer.jpg",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a".to_vec(),
            Error("Git LFS"),
        ),
        ("answer.jpg", "{\"error\": \"Табылмады\"}".into(), Error("is a text file")),
        ("IMG_1.heic", iso_file(b"heic"), Error("is a photograph in the HEIC format")),
        ("IMG_2.jpg", iso_file(b"mif1"), Error("is a photograph in the HEIC format")),
        ("film.jpg", iso_file(b"isom"), Error("is a video")),
        ("film.mp4", iso_file(b"isom"), Error("is a video")),
        ("film.png", b"\x1A\x45\xDF\xA3webm".to_vec(), Error("is a video")),
        ("canon.cr2", b"II*\0\x10\0\0\0CR\x02\0\0\0\0\0".to_vec(), raw),
        ("canon.cr3", iso_file(b"crx "), raw),
        ("nikon.nef", tiff(&[MAKE, SUB_IMAGES]), raw),
        ("sony.arw", tiff(&[]), raw),
        ("adobe.dng", tiff(&[MAKE, DNG_VERSION]), raw),
        ("renamed.jpg", tiff(&[DNG_VERSION]), raw),
        ("fujifilm.raf", b"FUJIFILMCCD-RAW 0201".to_vec(), raw),
        ("olympus.orf", b"IIRO\x08\0\0\0".to_vec(), raw),
        ("panasonic.rw2", b"IIU\0\x08\0\0\0".to_vec(), raw),
        ("scan.tiff", tiff(&[MAKE]), Error("is a TIFF file")),
        ("large.tif", b"MM\0\x2B\0\x08\0\0".to_vec(), Error("is a TIFF file")),
        ("paint.bmp", bitmap, Error("is a BMP file")),
        ("layers.psd", b"8BPS\0\x01\0\0".to_vec(), Error("is a PSD file")),
        ("next.jxl", b"\xFF\x0A\xFA\x1F".to_vec(), Error("is a JPEG XL file")),
        ("old.jp2", b"\0\0\0\x0CjP  \r\n\x87\n".to_vec(), Error("is a JPEG 2000 file")),
        ("leaflet.jpg", b"%PDF-1.7\n".to_vec(), Error("is a PDF document")),
        ("archive.jpg", b"PK\x03\x04\0\0".to_vec(), Error("is not in a picture format that Sapar knows")),
        (
            "utf-16.jpg",
            b"\xFF\xFE<\0h\0t\0m\0l\0".to_vec(),
            Error("is not in a picture format that Sapar knows"),
        ),
        ("cut-chunk.webp", [&webp[..16], &[0xFF; 4], &webp[20..]].concat(), Error("(WebP) is damaged")),
        ("no-blocks.gif", [&gif[..19], b"garbage"].concat(), Error("(GIF) is damaged")),
    ]
}

/// A page that shows all of the files, each in a sentence of its own.
fn gallery(odd: &[Odd]) -> Project {
    let text: String = odd.iter().map(|(name, ..)| format!("See ![A lake]({name}) here.\n\n")).collect();
    let project = Project::new().document("lake/index.en.md", "Lake", &text);
    for (name, bytes, _) in odd {
        project.write(&format!("content/lake/{name}"), bytes);
    }
    project
}

#[test]
fn every_file_is_shown_or_told_for_what_it_is() {
    let odd = [good(), doubtful(), bad()].concat();
    assert!(odd.len() > 50);
    let project = gallery(&odd);
    let check = project.run(&["check", "--format", "json"]).exits(1).json();
    let found = check["diagnostics"].as_array().expect("a list");
    // Twice is told once more, and of the pages around them there is something to be said, too.
    let is_of_file = |code: &Value| code != "image-twice" && code != "page-description-missing";
    let found: Vec<_> = found.iter().filter(|one| is_of_file(&one["code"])).collect();
    for (number, (name, _, told)) in odd.iter().enumerate() {
        let line = number * 2 + 4;
        let of_line: Vec<_> = found.iter().filter(|one| one["line"] == line).collect();
        let (severity, words) = match told {
            Nothing => {
                assert!(of_line.is_empty(), "{name}: {of_line:#?}");
                continue;
            }
            Warning(words) => ("warning", words),
            Error(words) => ("error", words),
        };
        assert_eq!(of_line.len(), 1, "{name}: {of_line:#?}");
        assert_eq!(of_line[0]["severity"], severity, "{name}");
        let message = of_line[0]["message"].as_str().expect("a text");
        assert!(message.contains(words), "{name}: {message}");
        assert!(!of_line[0]["help"].as_str().expect("a text").is_empty(), "{name}");
    }
    // Of a file nothing more is told if a page shows it.
    let elsewhere: Vec<_> = found.iter().filter(|one| one["file"] != "content/lake/index.en.md").collect();
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");

    // A build tells the same, and publishes nothing.
    let build = project.build(&["--format", "json"]).exits(1).json();
    let told = build["diagnostics"].as_array().expect("a list");
    let told: Vec<_> = told.iter().filter(|one| is_of_file(&one["code"])).collect();
    assert_eq!(told, found);
    assert!(!project.has_output("en/index.html"));
}

#[test]
fn pictures_that_are_only_misnamed_are_published() {
    let odd = [good(), doubtful()].concat();
    let project = gallery(&odd);
    project.build(&[]).exits(0);
    let html = without_hashes(&project.output("en/lake/index.html"));
    for (name, ..) in &odd {
        // What can be decoded is offered in several sizes.
        let stem = name.rsplit_once('.').map_or(*name, |(stem, _)| stem);
        let shown = [format!("/lake/{name}"), format!("/pictures/lake/{stem}-")];
        assert!(shown.iter().any(|address| html.contains(address)), "{name}: {html}");
        assert!(project.has_output(&format!("lake/{name}")), "{name}");
    }
    // Nothing is read again, and the same is told: what was found out is remembered.
    let first = project.build(&["--format", "json"]).json()["diagnostics"].clone();
    assert_eq!(project.build(&["--format", "json"]).json()["diagnostics"], first);
}

#[test]
fn a_preview_shows_the_alternative_text_of_what_is_no_picture() {
    let project = gallery(&bad());
    let server = Server::start(&project, &[]);
    let page = server.get("/en/lake/");
    assert_eq!(page.status, 200);
    let html = String::from_utf8(page.body).expect("UTF-8");
    assert_eq!(html.matches("<p>See A lake here.</p>").count(), bad().len(), "{html}");
    let panel = server.panel("/en/lake/", "en");
    assert_eq!(panel["diagnostics"]["errors"], bad().len(), "{panel:#}");
}

#[test]
fn what_no_page_shows_is_told_of_the_file() {
    let project = Project::new().document("lake/index.en.md", "Lake", "[Download](lake.jpg)\n");
    project.write("content/lake/lake.jpg", half(&probe::jpeg(40, 30)));
    project.write("static/photo.png", probe::jpeg(8, 8));
    // Large or unusual originals may be offered for download.
    project.write("content/lake/film.mp4", iso_file(b"isom"));
    project.write("static/press.jpg", png_saying(60_000, 60_000));
    project.write("static/raw.nef", tiff(&[DNG_VERSION]));
    assert_eq!(
        project.findings(),
        [
            "content/lake files-unnamed",
            "content/lake/lake.jpg image-broken",
            "static/photo.png image-mislabelled",
        ]
    );
}

#[test]
fn pictures_of_facts_and_of_html_are_told_where_they_are_named() {
    let project = probe::site("[kinds.place.fields]\nphotos = { type = \"image\", list = true }\n")
        .document("lake/index.en.md", "Lake", "<img src=\"a.jpg\" alt=\"A lake\">\n\n![A lake](a.jpg)\n")
        .file("content/lake/facts.toml", "kind = \"place\"\nphotos = [\"b.jpg\", \"c.png\"]\n");
    project.write("content/lake/a.jpg", iso_file(b"heic"));
    project.write("content/lake/b.jpg", Vec::new());
    project.write("content/lake/c.png", probe::jpeg(8, 8));
    let findings = project.findings();
    let findings: Vec<_> = findings.iter().filter(|finding| !finding.ends_with("without-alt")).collect();
    assert_eq!(
        findings,
        [
            "content/lake/facts.toml:2:11 image-broken",
            "content/lake/facts.toml:2:20 image-mislabelled",
            "content/lake/index.en.md:4:11 image-format",
            "content/lake/index.en.md:6:11 image-format",
        ]
    );
}

#[test]
fn a_site_may_raise_the_limit_of_pixels() {
    let big = || {
        let project = gallery(&[("big.png", probe::png(400, 300), Nothing)]);
        (project, "[pictures]\nmax_pixels = ")
    };
    let (project, key) = big();
    let project = project.config(&format!("{key}120_000\n")).built();
    let project = project.config(&format!("{key}119_999\n"));
    assert_eq!(project.finding(), "content/lake/index.en.md:4:15 image-too-large");
    for (value, expected) in [
        ("0", "out-of-range"),
        ("-1", "out-of-range"),
        ("1_000_000_001", "out-of-range"),
        ("\"many\"", "wrong-type"),
    ] {
        let (project, key) = big();
        let findings = project.config(&format!("{key}{value}\n")).findings();
        assert!(findings[0].starts_with("sapar.toml:") && findings[0].ends_with(expected), "{findings:?}");
    }
    let (project, _) = big();
    assert!(project.config("[pictures]\nmax_pixel = 1\n").finding().ends_with("unknown-key"));
}

/// The theme `steppe` wants 704 pixels in a text, 1280 at the top of a page and 480 in a gallery.
#[cfg(feature = "pictures")]
#[test]
fn a_picture_that_is_narrower_than_its_place_is_told() {
    let text = "![Small](small.jpg)\n\n![Enough](enough.jpg)\n\nA sign ![Sign](small.jpg) in a sentence.\n\n\
        :::gallery\n![Small](small.jpg)\n![Less](less.jpg)\n:::\n";
    let alt = "alt = { \"hero.jpg\" = \"Land\", \"upright.jpg\" = \"Tree\", \"less.jpg\" = \"Ice\" }";
    let project = Project::new()
        .document("lakes/_index.ru.md", "Lakes", "")
        .file("content/lakes/lake/index.ru.md", &format!("+++\ntitle = \"Lake\"\n{alt}\n+++\n{text}"))
        .file(
            "content/lakes/lake/facts.toml",
            "kind = \"destination\"\nlocation = { lat = 48.7, lon = 85.7 }\nhero = \"hero.jpg\"\ngallery = [\"upright.jpg\", \"less.jpg\"]\n",
        );
    for (name, width, height) in [
        ("small.jpg", 700, 60),
        ("enough.jpg", 704, 60),
        ("less.jpg", 479, 60),
        ("hero.jpg", 1279, 640),
        ("upright.jpg", 480, 900),
    ] {
        project.write(&format!("content/lakes/lake/{name}"), probe::jpeg(width, height));
    }
    let found = project.run(&["check", "--format", "json"]).exits(0).json();
    let found: Vec<String> = found["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|one| one["code"] == "image-too-narrow")
        .map(|one| {
            format!("{}:{}:{} {}", one["file"], one["line"], one["column"], one["arguments"]["wanted"])
        })
        .collect();
    assert_eq!(
        found,
        [
            "\"content/lakes/lake/facts.toml\":3:8 1280",
            "\"content/lakes/lake/facts.toml\":4:27 480",
            "\"content/lakes/lake/index.ru.md\":5:10 704",
            "\"content/lakes/lake/index.ru.md\":13:9 480",
        ]
    );
}

/// Most of the file is a hole, which takes no room on the disk.
#[test]
fn a_file_over_the_limit_is_told_and_not_looked_into() {
    let project = gallery(&[("huge.jpg", probe::jpeg(8, 8), Nothing)]);
    let file = fs::File::options().write(true).open(project.path("content/lake/huge.jpg")).expect("a file");
    file.set_len(200_000_001).expect("files may have holes");
    assert_eq!(project.finding(), "content/lake/index.en.md:4:15 image-too-large");
    let run = project.build(&[]);
    assert!(run.stderr.contains("is 200 MB in size"), "{run:?}");
}

/// Files that say that they are large, and files that are.
#[cfg(unix)]
#[test]
fn no_picture_takes_much_memory() {
    let jpeg = probe::jpeg(8, 8);
    let long_chunk = |kind: &[u8; 4]| {
        let chunk = [&[0x0B, 0xEB, 0, 0][..], kind].concat();
        [&probe::png(8, 8)[..33], &chunk].concat()
    };
    let files = [
        ("pixels.jpg", without_end(&jpeg, 2)),
        ("segments.jpg", jpeg[..20].to_vec()),
        ("exif.png", long_chunk(b"eXIf")),
        ("text.png", long_chunk(b"teXt")),
        ("exif.webp", [&b"RIFF\xF0\xC1\xEB\x0BWEBP"[..], b"EXIF\xE0\xC1\xEB\x0B"].concat()),
        ("blocks.gif", probe::gif(8, 8, 1)[..13].to_vec()),
        ("boxes.avif", iso_box(b"ftyp", b"avif\0\0\0\0")),
        ("text.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\">".to_vec()),
    ];
    let project = gallery(&files.clone().map(|(name, bytes)| (name, bytes, Nothing)));
    let peak = || {
        let mut command = project.command(&["check", "--quiet"]);
        let (code, peak) = peak_memory(command.stdout(Stdio::null()).stderr(Stdio::null()));
        assert_eq!(code, 1);
        peak
    };
    // How much of the program itself is in memory depends on the machine.
    let peak_of_small_files = peak();
    for (name, _) in &files[..7] {
        let path = project.path(&format!("content/lake/{name}"));
        let file = fs::File::options().write(true).open(path).expect("a file");
        file.set_len(199_999_999).expect("files may have holes");
    }
    let added = peak().saturating_sub(peak_of_small_files);
    assert!(added < 100_000_000, "{added} bytes");
}

/// Runs a program, and hands out its exit code and the most memory that it had, in bytes.
#[cfg(unix)]
#[allow(unsafe_code, reason = "the standard library does not say how much memory a process had")]
#[allow(clippy::zombie_processes, reason = "`wait4` waits for it")]
fn peak_memory(command: &mut Command) -> (i32, u64) {
    let child = command.spawn().expect("the program starts");
    let mut usage = std::mem::MaybeUninit::<libc::rusage>::zeroed();
    let mut status = 0;
    let process = i32::try_from(child.id()).expect("the number of a process");
    // SAFETY: the process is a child that was not waited for yet.
    assert_eq!(unsafe { libc::wait4(process, &raw mut status, 0, usage.as_mut_ptr()) }, process);
    // SAFETY: zeros are a valid `rusage`, and `wait4` has filled it in.
    let usage = unsafe { usage.assume_init() };
    // Kilobytes, but on macOS bytes.
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    (libc::WEXITSTATUS(status), usage.ru_maxrss as u64 * unit)
}
