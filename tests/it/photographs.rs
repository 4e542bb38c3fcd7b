//! Photographs: the variants that pages offer, what they look like, and what is not published of the originals.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;
use std::time::SystemTime;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageEncoder, ImageFormat, Rgb, RgbImage};
use moxcms::ColorProfile;
use regex_lite::Regex;

use super::probe;
use super::project::Project;
use super::serve::server::{Server, eventually};

/// Small widths, and no AVIF: encoding is slow in tests.
const PICTURES: &str = "[pictures]\nformats = [\"webp\", \"jpeg\"]\nwidths = [40, 80]\n[pictures.placements]\ntext = { sizes = \"50vw\" }\n\
                        hero = { sizes = \"100vw\", ratio = \"2:1\" }\n";

const PAGE: &str = "{% if page.facts.hero %}{{ picture(of=page.facts.hero, placement=\"hero\") }}{% endif %}{{ page.content }}\n";

/// What a camera writes that nobody is to read: a text that stands for position and serial number.
pub const SECRET: &[u8] = b"GPS 48.75 85.75 serial 0123456789";

/// A site with a page `lake`, in whose folder photographs lie.
pub fn site() -> Project {
    probe::site("[kinds.page.fields]\nhero = { type = \"image\" }\n")
        .file("themes/probe/theme.toml", PICTURES)
        .template("page.html", PAGE)
}

/// A page `lake` with this text.
fn lake(text: &str) -> Project {
    site().document("lake/index.ru.md", "Lake", text)
}

/// A page `lake` with this text, whose hero has a text in the place of the picture.
fn lake_with_hero(name: &str, text: &str) -> Project {
    let document = format!("+++\ntitle = \"Lake\"\nalt = {{ \"{name}\" = \"Land\" }}\n+++\n{text}");
    site().file("content/lake/index.ru.md", &document)
}

pub trait Photographs {
    fn photograph(self, name: &str, bytes: Vec<u8>) -> Self;
}

impl Photographs for Project {
    fn photograph(self, name: &str, bytes: Vec<u8>) -> Self {
        self.write(&format!("content/lake/{name}"), bytes);
        self
    }
}

/// A picture with structure: a sky that darkens to the right, and noise below.
pub fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let noise =
            (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).wrapping_mul(2_246_822_519) >> 27;
        let (x, y) = (x * 255 / width, y * 255 / height);
        if y < 128 {
            Rgb([90, 140, 255 - (x / 2) as u8])
        } else {
            Rgb([60, 100 + noise as u8, (x / 3) as u8])
        }
    })
}

/// A picture without noise, which the newest format is best at.
fn waves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (x as f32, y as f32);
        let wave = ((x / 23.0).sin() + (y / 17.0).cos() + ((x + y) / 41.0).sin()) * 40.0 + 127.0;
        Rgb([wave as u8, (wave * 0.8 + 20.0) as u8, (255.0 - wave * 0.7) as u8])
    })
}

/// Four colours, one in each corner: red, green, blue and white.
fn corners(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x * 2 < width, y * 2 < height) {
        (true, true) => Rgb([220, 20, 20]),
        (false, true) => Rgb([20, 180, 20]),
        (true, false) => Rgb([20, 20, 220]),
        (false, false) => Rgb([240, 240, 240]),
    })
}

pub fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 95).encode_image(image).expect("a picture");
    bytes
}

pub fn png(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

/// A JPEG with EXIF data: how the camera was held, and what it noted.
pub fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(SECRET);
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
}

/// The addresses that a page offers pictures at.
fn offered(page: &str) -> BTreeSet<String> {
    let attribute = Regex::new("(?:src|srcset)=\"([^\"]*)\"").expect("a pattern");
    let addresses = attribute.captures_iter(page).flat_map(|found| {
        let all = found[1].to_owned();
        all.split(", ").map(|one| one.split(' ').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    });
    addresses.collect()
}

/// The published variants, sorted.
pub fn variants(project: &Project) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(project.path("public/pictures")).sort_by_file_name().into_iter();
    let files = files.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().to_path_buf()).collect()
}

fn variants_ending(project: &Project, ending: &str) -> Vec<PathBuf> {
    variants(project).into_iter().filter(|path| path.to_string_lossy().ends_with(ending)).collect()
}

/// The pixels of a file that is no AVIF.
fn pixels(path: &PathBuf) -> RgbImage {
    let bytes = fs::read(path).expect("it is published");
    image::load_from_memory(&bytes).expect("a picture").into_rgb8()
}

/// The files of the cache, with the times at which they were written.
pub fn stored(project: &Project) -> Vec<(PathBuf, SystemTime)> {
    let entries = walkdir::WalkDir::new(project.path(".sapar/cache")).sort_by_file_name().into_iter();
    let files = entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    // A build that is running renames its files between the listing and the question for the time.
    let modified = |entry: &walkdir::DirEntry| entry.metadata().ok().and_then(|it| it.modified().ok());
    files.filter_map(|entry| Some((entry.path().to_path_buf(), modified(&entry)?))).collect()
}

#[track_caller]
fn assert_near(pixel: Rgb<u8>, wanted: [u8; 3], tolerance: u8, what: &str) {
    let is_near = pixel.0.iter().zip(wanted).all(|(value, wanted)| value.abs_diff(wanted) <= tolerance);
    assert!(is_near, "{what}: {:?} instead of {wanted:?}", pixel.0);
}

#[test]
fn a_photograph_in_a_text_is_offered_in_all_sizes_and_formats() {
    let project = lake("![A lake](shore.jpg)\n\n![The same](shore.jpg \"Title\")\n")
        .file(
            "themes/probe/theme.toml",
            &PICTURES
                .replace("[\"webp\", \"jpeg\"]", "[\"jpeg\", \"webp\", \"avif\"]")
                .replace("[40, 80]", "[240, 480]"),
        )
        .photograph("shore.jpg", jpeg(&waves(480, 240)))
        .built();
    let page = project.output("ru/lake/index.html");
    let without_keys = Regex::new("-[0-9a-f]{16}").expect("a pattern").replace_all(&page, "").into_owned();
    let without_color = Regex::new("r[0-9a-f] g[0-9a-f] b[0-9a-f]")
        .expect("a pattern")
        .replace_all(&without_keys, "#")
        .into_owned();
    let candidates = |format: &str| {
        format!(
            "srcset=\"/pictures/lake/shore-240x120.{format} 240w, /pictures/lake/shore-480x240.{format} 480w\" sizes=\"50vw\""
        )
    };
    let sources = format!(
        "<picture><source type=\"image/avif\" {}><source type=\"image/webp\" {}><img src=\"/pictures/lake/shore-480x240.jpg\" {}",
        candidates("avif"),
        candidates("webp"),
        candidates("jpg")
    );
    assert_eq!(
        without_color,
        format!(
            "<p>{sources} data-color=\"#\" alt=\"A lake\" width=\"480\" height=\"240\" fetchpriority=\"high\" decoding=\"async\"></picture></p>\n\
             <figure>\n{sources} data-color=\"#\" alt=\"The same\" width=\"480\" height=\"240\" loading=\"lazy\" decoding=\"async\"></picture>\n\
             <figcaption>Title</figcaption>\n</figure>\n"
        )
    );
    let wanted: Vec<String> = offered(&page).into_iter().collect();
    assert_eq!(wanted.len(), 6);
    for address in &wanted {
        assert!(project.has_output(address.trim_start_matches('/')), "{address}");
    }
    assert_eq!(variants(&project).len(), 6, "nothing else is made");
    // The newer format is the smaller one.
    let length = |ending: &str| fs::metadata(&variants_ending(&project, ending)[1]).expect("a file").len();
    assert!(length(".avif") < length(".webp") && length(".webp") < length(".jpg"));
}

#[test]
fn a_photograph_is_turned_upright_and_what_the_camera_noted_is_gone() {
    // Where the corners of the upright picture are in what the camera stores, by EXIF's eight orientations.
    type Transform = fn(&DynamicImage) -> DynamicImage;
    let stored: [Transform; 8] = [
        |it| it.clone(),
        DynamicImage::fliph,
        DynamicImage::rotate180,
        DynamicImage::flipv,
        |it| it.rotate90().fliph(),
        DynamicImage::rotate270,
        |it| it.rotate270().fliph(),
        DynamicImage::rotate90,
    ];
    let text: String = (1..=8).map(|number| format!("![Lake](lake{number}.jpg)\n")).collect();
    let mut project = lake(&text);
    let upright = DynamicImage::from(corners(96, 64));
    for (index, transform) in stored.into_iter().enumerate() {
        let number = index as u8 + 1;
        let bytes = with_exif(&jpeg(&transform(&upright).into_rgb8()), number);
        project = project.photograph(&format!("lake{number}.jpg"), bytes);
    }
    let project = project.built();
    for number in 1..=8 {
        let copy = project.published(&format!("lake/lake{number}.jpg"));
        let mut files = variants_ending(&project, ".webp");
        files.retain(|path| path.to_string_lossy().contains(&format!("lake{number}-")));
        assert_eq!(files.len(), 2);
        for file in files.into_iter().chain([copy]) {
            let pixels = pixels(&file);
            let (width, height) = pixels.dimensions();
            assert!(width.abs_diff(height * 3 / 2) <= 1, "{width} × {height}");
            let what = |corner: &str| format!("{corner} of {}", file.display());
            let (left, top, right, bottom) = (width / 8, height / 8, width * 7 / 8, height * 7 / 8);
            assert_near(*pixels.get_pixel(left, top), [220, 20, 20], 12, &what("top left"));
            assert_near(*pixels.get_pixel(right, top), [20, 180, 20], 12, &what("top right"));
            assert_near(*pixels.get_pixel(left, bottom), [20, 20, 220], 12, &what("bottom left"));
            assert_near(*pixels.get_pixel(right, bottom), [240, 240, 240], 12, &what("bottom right"));
        }
    }
    for entry in walkdir::WalkDir::new(project.path("public")).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).expect("it can be read");
            for noted in [SECRET, b"Exif", b"EXIF"] {
                let has_it = bytes.windows(noted.len()).any(|window| window == noted);
                assert!(!has_it, "{}", entry.path().display());
            }
        }
    }
}

#[test]
fn a_crop_shows_what_the_picture_is_about() {
    // A white square in green land, at the right edge.
    let land = RgbImage::from_fn(300, 100, |x, y| {
        if x >= 250 && (25..75).contains(&y) {
            Rgb([250, 250, 250])
        } else {
            Rgb([30, 120, 30 + (y % 7) as u8])
        }
    });
    let project = lake_with_hero("land.jpg", "")
        .file("content/lake/facts.toml", "hero = { file = \"land.jpg\", focus = [0.9, 0.5] }\n")
        .photograph("land.jpg", jpeg(&land))
        .built();
    let page = project.output("ru/lake/index.html");
    assert!(page.contains("/pictures/lake/land-80x40-at900x500-"), "{page}");
    let shown = pixels(&variants_ending(&project, ".webp")[1]);
    assert_eq!(shown.dimensions(), (80, 40));
    // The crop is 200 × 100 pixels at the right edge: the square begins at three quarters of it.
    assert_near(*shown.get_pixel(70, 20), [250, 250, 250], 10, "the square");
    assert_near(*shown.get_pixel(50, 20), [30, 120, 33], 16, "the land beside it");
}

#[test]
fn colours_are_the_same_whatever_space_they_are_stored_in() {
    // The same colour in three spaces: sRGB 200, 120, 60.
    let profiled = |pixel: [u8; 3], profile: Option<ColorProfile>| {
        let image = RgbImage::from_fn(90, 60, |x, y| {
            // Some noise, so that it is no drawing.
            let noise = ((x * 31 + y * 17) % 5) as u8;
            Rgb([pixel[0] - 2 + noise, pixel[1] - 2 + noise, pixel[2] - 2 + noise])
        });
        let mut bytes = Vec::new();
        let mut encoder = PngEncoder::new(&mut bytes);
        if let Some(profile) = profile {
            encoder.set_icc_profile(profile.encode().expect("a profile")).expect("PNG has profiles");
        }
        encoder.write_image(&image, 90, 60, image::ExtendedColorType::Rgb8).expect("a picture");
        bytes
    };
    let project = lake("![a](srgb.png) ![b](p3.png) ![c](adobe.png)\n")
        .photograph("srgb.png", profiled([200, 120, 60], None))
        .photograph("p3.png", profiled([190, 123, 71], Some(ColorProfile::new_display_p3())))
        .photograph("adobe.png", profiled([178, 120, 67], Some(ColorProfile::new_adobe_rgb())))
        .built();
    let files = variants_ending(&project, ".webp");
    assert_eq!(files.len(), 6);
    for file in files {
        assert_near(*pixels(&file).get_pixel(20, 13), [200, 120, 60], 5, &file.display().to_string());
    }
}

#[test]
fn what_can_be_seen_through_or_has_few_colours_is_a_png_in_the_last_resort() {
    let gray = DynamicImage::from(scene(90, 60)).into_luma8();
    let deep = DynamicImage::from(scene(90, 60)).into_rgb16();
    let mut glass = DynamicImage::from(scene(90, 60)).into_rgba8();
    glass.enumerate_pixels_mut().for_each(|(x, _, pixel)| pixel.0[3] = (x * 2) as u8);
    let project = lake("![a](gray.png) ![b](deep.png) ![c](glass.png) ![d](plan.png)\n")
        .photograph("gray.png", png(&gray.into()))
        .photograph("deep.png", png(&deep.into()))
        .photograph("glass.png", png(&glass.into()))
        .photograph("plan.png", png(&corners(90, 60).into()))
        .built();
    let formats = |name: &str| -> BTreeSet<String> {
        let files = variants(&project).into_iter();
        let own = files.filter(|path| path.to_string_lossy().contains(&format!("/{name}-")));
        own.filter_map(|path| Some(path.extension()?.to_string_lossy().into_owned())).collect()
    };
    let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<String>>();
    assert!(formats("gray").contains("webp"), "{:?}", formats("gray"));
    assert!(formats("deep").contains("jpg") && formats("deep").contains("webp"), "{:?}", formats("deep"));
    assert!(formats("glass").contains("png") && !formats("glass").contains("jpg"), "{:?}", formats("glass"));
    assert_eq!(formats("plan"), of(&["png", "webp"]));
    // The edges of a drawing stay sharp, and what is transparent stays so.
    let plan =
        variants_ending(&project, ".webp").into_iter().find(|it| it.to_string_lossy().contains("plan-80"));
    let plan = pixels(&plan.expect("it is published"));
    assert_near(*plan.get_pixel(5, 5), [220, 20, 20], 0, "the corner of the drawing");
    let glass =
        variants_ending(&project, ".png").into_iter().find(|it| it.to_string_lossy().contains("glass-80"));
    let bytes = fs::read(glass.expect("it is published")).expect("it can be read");
    let alpha = image::load_from_memory(&bytes).expect("a picture").into_rgba8().get_pixel(40, 26).0[3];
    assert!(alpha.abs_diff(91) <= 3, "{alpha}");
}

#[test]
fn no_picture_is_larger_than_its_original() {
    let project = lake("![Small](small.jpg)\n").photograph("small.jpg", jpeg(&scene(60, 30))).built();
    let names: BTreeSet<String> = variants_ending(&project, ".webp")
        .iter()
        .map(|path| path.file_name().unwrap_or_default().to_string_lossy()[..11].to_owned())
        .collect();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["small-40x20", "small-60x30"]);
}

#[test]
fn the_same_bytes_come_out_on_one_thread_and_on_two() {
    let project = lake("![One](one.jpg)\n\n![Two](two.jpg)\n")
        .photograph("one.jpg", jpeg(&scene(120, 80)))
        .photograph("two.jpg", with_exif(&jpeg(&scene(150, 80)), 6));
    let files = |threads: &str| -> Vec<(PathBuf, Vec<u8>)> {
        let _ = fs::remove_dir_all(project.path("public"));
        let _ = fs::remove_dir_all(project.path(".sapar"));
        let output = project.command(&["build"]).env("RAYON_NUM_THREADS", threads).output().expect("it runs");
        assert!(output.status.success());
        let entries = walkdir::WalkDir::new(project.path("public")).sort_by_file_name().into_iter();
        let files = entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        files.map(|entry| (entry.path().to_path_buf(), fs::read(entry.path()).expect("a file"))).collect()
    };
    assert!(files("1") == files("2"), "the outputs differ");
}

#[test]
fn what_was_made_once_is_not_made_again() {
    let project = lake("![One](one.jpg)\n").photograph("one.jpg", jpeg(&scene(120, 80))).built();
    let first = stored(&project);
    let page = project.output("ru/lake/index.html");
    let published = variants(&project);
    // A text is edited, the page with the photograph stays.
    let project = project.document("_index.ru.md", "Home", "Another text.\n").built();
    assert_eq!(stored(&project), first);
    assert_eq!((project.output("ru/lake/index.html"), variants(&project)), (page.clone(), published.clone()));
    // The output is gone, and then the record too: the cache is enough.
    for gone in ["public", ".sapar/last-build"] {
        let path = project.path(gone);
        if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) }.expect("it was there");
        let _ = fs::remove_dir_all(project.path("public"));
        project.build(&[]).succeeds();
        assert_eq!(stored(&project), first, "without {gone}");
        assert_eq!(
            (project.output("ru/lake/index.html"), variants(&project)),
            (page.clone(), published.clone())
        );
    }
    // Without the cache, what is published is enough.
    fs::remove_dir_all(project.path(".sapar/cache")).expect("it was there");
    let project = project.document("_index.ru.md", "Home", "A third text.\n").built();
    assert_eq!(variants(&project), published);
    assert!(stored(&project).is_empty());
    // A picture that no page shows any more is no longer published.
    let project = project.document("lake/index.ru.md", "Lake", "[One](one.jpg)\n").built();
    assert!(variants(&project).is_empty() && project.has_output("lake/one.jpg"));
}

#[test]
fn the_preview_makes_what_pages_ask_for_and_nothing_else() {
    let project = lake_with_hero("two.jpg", "![One](one.jpg)\n")
        .photograph("one.jpg", jpeg(&scene(120, 80)))
        .photograph("two.jpg", jpeg(&scene(90, 80)))
        .file("content/lake/facts.toml", "hero = \"two.jpg\"\n");
    let server = Server::start(&project, &[]);
    let page = server.get("/ru/lake/").page(&server.base_path);
    // One format, which is made within a moment.
    assert!(!page.contains("<picture>") && !page.contains(".avif"), "{page}");
    let wanted = offered(&page);
    assert_eq!(wanted.len(), 4, "{page}");
    for address in &wanted {
        let answer = server.get(address);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("image/webp")), "{address}");
        assert!(image::load_from_memory(&answer.body).is_ok(), "{address}");
    }
    let one = wanted.iter().find(|address| address.contains("one-80")).expect("it is offered");
    for stranger in [
        one.replace("80x", "79x"),
        one.replace("one", "two"),
        one.replace(".webp", ".avif"),
        "/pictures/lake/one-80x53-0123456789abcdef.webp".to_owned(),
    ] {
        assert_eq!(server.get(&stranger).status, 404, "{stranger}");
    }
    // A photograph that is replaced has other addresses; the old one shows nothing.
    project.write("content/lake/one.jpg", jpeg(&scene(100, 90)));
    eventually(|| !server.get("/ru/lake/").page(&server.base_path).contains(one.as_str()));
    assert_eq!(server.get(one).status, 404);
    // What a build has made is offered whole.
    project.build(&[]).succeeds();
    drop(server);
    let server = Server::start(&project, &[]);
    let page = server.get("/ru/lake/").page(&server.base_path);
    assert_eq!(page, project.output("ru/lake/index.html"));
    for address in offered(&page) {
        let built = fs::read(project.path(&format!("public{address}"))).expect("it was built");
        assert!(server.get(&address).body == built, "{address}");
    }
}

#[test]
fn pictures_can_be_made_as_a_step_of_its_own() {
    let project = lake_with_hero("two.jpg", "![One](one.jpg)\n")
        .photograph("one.jpg", jpeg(&scene(120, 80)))
        .photograph("two.jpg", jpeg(&scene(90, 80)))
        .file("content/lake/facts.toml", "hero = \"two.jpg\"\n");
    let pictures =
        || project.run(&["pictures", "--root", &project.root().to_string_lossy()]).succeeds().stdout;
    // Two sets of variants, and two copies.
    assert!(pictures().contains("4 pictures made"));
    assert!(pictures().contains("All pictures are there"));
    let kept = stored(&project);
    assert!(!project.has_output("ru/lake/index.html"));
    project.build(&[]).succeeds();
    assert_eq!(stored(&project), kept, "the build makes nothing more");
    // What was lost is made again, and nothing else.
    let variant = kept.iter().find(|(path, _)| fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"RIFF")));
    let (lost, _) = variant.expect("there is a WebP");
    fs::write(lost, b"damaged").expect("it can be written");
    fs::remove_dir_all(project.path("public")).expect("it was built");
    project.build(&[]).succeeds();
    assert!(fs::read(lost).is_ok_and(|bytes| bytes.starts_with(b"RIFF")));
    // A photograph that cannot be decoded is an error, and nothing is published.
    let mut broken = jpeg(&scene(120, 80));
    let middle = broken.len() / 2;
    broken[20..middle].fill(0);
    project.write("content/lake/one.jpg", &broken);
    let diagnostics = project.diagnostics();
    assert!(diagnostics.iter().any(|it| it["code"] == "image-broken"), "{diagnostics:#?}");
}
