//! Photographs in every kind of colour that files may have: what is published of them looks the same.

use std::fs;
use std::path::{Path, PathBuf};

use image::{DynamicImage, GrayImage, ImageBuffer, Luma, Rgb, RgbImage};
use jpeg_encoder::ColorType;
use moxcms::ColorProfile;

use super::photographs::{Photographs, png, site, variants};
use super::probe;
use super::project::Project;

/// Width and height of the originals in pixels.
const SIZE: (u16, u16) = (90, 60);

/// A real photograph with a free licence; `README.md` beside it says whose.
const COFFEE: &[u8] = include_bytes!("../photographs/coffee.jpg");

fn lake(names: &[&str]) -> Project {
    let text: String = names.iter().map(|name| format!("![Lake]({name})\n\n")).collect();
    site().document("lake/index.ru.md", "Lake", &text)
}

/// Some noise, so that no picture is a drawing of a few colours.
fn noise(x: u32, y: u32) -> u8 {
    ((x * 31 + y * 17) % 5) as u8
}

/// A JPEG whose components are all near one value, in any kind of colour, with a profile.
fn jpeg_of<const N: usize>(pixel: [u8; N], kind: ColorType, profile: Option<&ColorProfile>) -> Vec<u8> {
    let (width, height) = SIZE;
    let mut pixels = Vec::new();
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            pixels.extend(pixel.map(|value| value.saturating_sub(2).saturating_add(noise(x, y))));
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    if let Some(profile) = profile {
        encoder.add_icc_profile(&profile.encode().expect("a profile")).expect("it is short");
    }
    encoder.encode(&pixels, width, height, kind).expect("memory takes all");
    bytes
}

/// The published copy of an original and its variants but AVIF.
fn published(project: &Project, name: &str) -> Vec<PathBuf> {
    let stem = name.rsplit_once('.').expect("a file").0;
    let mut files = variants(project);
    files.retain(|path| path.to_string_lossy().contains(&format!("/{stem}-")));
    assert!(files.len() >= 2, "{name}: {files:?}");
    files.push(project.published(&format!("lake/{name}")));
    files
}

fn pixels(path: &Path) -> RgbImage {
    let bytes = fs::read(path).expect("it is published");
    image::load_from_memory(&bytes).expect("a picture").into_rgb8()
}

/// Everything that is published of an original is of this colour.
#[track_caller]
fn assert_colour(project: &Project, name: &str, wanted: [u8; 3]) {
    for path in published(project, name) {
        let pixels = pixels(&path);
        let (x, y) = (pixels.width() / 3, pixels.height() / 3);
        let found = pixels.get_pixel(x, y).0;
        let is_near = found.iter().zip(wanted).all(|(value, wanted)| value.abs_diff(wanted) <= 6);
        assert!(is_near, "{}: {found:?} instead of {wanted:?}", path.display());
    }
}

#[test]
fn phones_and_cameras_store_colours_in_spaces_of_their_own() {
    let project = lake(&["srgb.jpg", "p3.jpg", "adobe.jpg"])
        .photograph("srgb.jpg", jpeg_of([200, 120, 60], ColorType::Rgb, Some(&ColorProfile::new_srgb())))
        .photograph("p3.jpg", jpeg_of([190, 123, 71], ColorType::Rgb, Some(&ColorProfile::new_display_p3())))
        .photograph(
            "adobe.jpg",
            jpeg_of([178, 120, 67], ColorType::Rgb, Some(&ColorProfile::new_adobe_rgb())),
        )
        .built();
    for name in ["srgb.jpg", "p3.jpg", "adobe.jpg"] {
        let variants = published(&project, name);
        // The copy at the original's own address may keep its profile, which says what its numbers mean.
        let (copy, variants) = variants.split_last().expect("there is a copy");
        assert!(copy.exists());
        for path in variants {
            let found = pixels(path).get_pixel(13, 13).0;
            let is_near = found.iter().zip([200, 120, 60]).all(|(value, wanted)| value.abs_diff(wanted) <= 6);
            assert!(is_near, "{}: {found:?}", path.display());
            let bytes = fs::read(path).expect("it is published");
            assert!(!bytes.windows(4).any(|window| window == b"ICCP" || window == b"ICC_"), "{name}");
        }
    }
}

#[test]
fn the_colours_of_printing_become_those_of_screens() {
    // No cyan, some magenta, much yellow, a little black: an orange.
    let inks = [2, 100, 200, 20];
    let orange = [233, 143, 51];
    let project = lake(&["cmyk.jpg", "ycck.jpg"])
        .photograph("cmyk.jpg", jpeg_of(inks, ColorType::Cmyk, None))
        .photograph("ycck.jpg", jpeg_of(inks, ColorType::CmykAsYcck, None));
    project.build(&[]).exits(0);
    for name in ["cmyk.jpg", "ycck.jpg"] {
        assert_colour(&project, name, orange);
    }
    let found = project.diagnostics();
    let codes: Vec<_> = found.iter().map(|one| one["code"].as_str().expect("a code")).collect();
    assert_eq!(codes, ["image-cmyk", "image-cmyk"]);
}

#[test]
fn grey_stays_grey_and_deep_colours_are_rounded() {
    let (width, height) = (u32::from(SIZE.0), u32::from(SIZE.1));
    let deep: ImageBuffer<Rgb<u16>, Vec<u16>> = ImageBuffer::from_fn(width, height, |x, y| {
        let noise = u16::from(noise(x, y)) * 200;
        Rgb([51_400 + noise, 30_840 + noise, 15_420 + noise])
    });
    let deep_grey: ImageBuffer<Luma<u16>, Vec<u16>> =
        ImageBuffer::from_fn(width, height, |x, y| Luma([25_700 + u16::from(noise(x, y)) * 200 + x as u16]));
    let grey = GrayImage::from_fn(width, height, |x, y| Luma([98 + noise(x, y)]));
    let project = lake(&["grey.jpg", "grey.png", "deep.png", "dusk.png"])
        .photograph("grey.jpg", jpeg_of([100], ColorType::Luma, None))
        .photograph("grey.png", png(&DynamicImage::from(grey)))
        .photograph("deep.png", png(&DynamicImage::from(deep)))
        .photograph("dusk.png", png(&DynamicImage::from(deep_grey)))
        .built();
    assert_colour(&project, "grey.jpg", [100; 3]);
    assert_colour(&project, "grey.png", [100; 3]);
    assert_colour(&project, "deep.png", [200, 120, 60]);
    assert_colour(&project, "dusk.png", [101; 3]);
}

#[test]
fn what_moves_is_published_whole() {
    let original = probe::gif(40, 20, 4);
    let project = lake(&["moving.gif"]).photograph("moving.gif", original.clone()).built();
    let frames = |bytes: &[u8]| {
        let mut decoder = gif::DecodeOptions::new().read_info(bytes).expect("a GIF");
        let mut frames: Vec<Vec<u8>> = Vec::new();
        while let Some(frame) = decoder.read_next_frame().expect("it is whole") {
            frames.push(frame.buffer.to_vec());
        }
        frames
    };
    let bytes = fs::read(project.published("lake/moving.gif")).expect("it is published");
    let (shown, wanted) = (frames(&bytes), frames(&original));
    assert_eq!(shown.len(), 4);
    assert!(shown == wanted, "the frames differ");
    let page = project.output("ru/lake/index.html");
    assert!(
        page.contains("<img src=\"/lake/moving.") && page.contains("width=\"40\" height=\"20\""),
        "{page}"
    );
    assert!(variants(&project).is_empty(), "no variant would move");
}

#[test]
fn a_real_photograph_looks_the_same_in_all_its_variants() {
    let project = lake(&["coffee.jpg"])
        .file(
            "themes/probe/theme.toml",
            "[pictures]\nwidths = [150, 300]\n[pictures.placements]\ntext = { sizes = \"50vw\" }\n",
        )
        .photograph("coffee.jpg", COFFEE.to_vec())
        .built();
    let original = image::load_from_memory(COFFEE).expect("a photograph");
    let mut formats = Vec::new();
    for path in variants(&project) {
        let ending = path.extension().expect("a format").to_string_lossy().into_owned();
        formats.push(ending.clone());
        // The browser's tests decode AVIF.
        if ending == "avif" {
            continue;
        }
        let shown = pixels(&path);
        let (width, height) = shown.dimensions();
        let wanted = original.resize_exact(width, height, image::imageops::FilterType::Lanczos3).into_rgb8();
        let difference: u64 = shown
            .as_raw()
            .iter()
            .zip(wanted.as_raw())
            .map(|(one, other)| u64::from(one.abs_diff(*other)))
            .sum();
        let mean = difference as f64 / shown.as_raw().len() as f64;
        // One is scaled in linear light, the other is not.
        assert!(mean < 8.0, "{}: the pixels differ by {mean:.1}", path.display());
    }
    formats.sort();
    assert_eq!(formats, ["avif", "avif", "jpg", "jpg", "webp", "webp"]);
    let length = |ending: &str| -> u64 {
        let files = variants(&project).into_iter().filter(|path| path.to_string_lossy().ends_with(ending));
        files.map(|path| fs::metadata(path).expect("it is published").len()).sum()
    };
    assert!(length(".avif") < length(".webp") && length(".webp") < length(".jpg"));
}
