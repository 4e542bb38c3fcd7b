//! Photographs, whatever happens while they are made: every file can be decoded, and nothing is lost or wrong.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Stdio;

use image::DynamicImage;

use super::photographs::{Photographs, SECRET, jpeg, png, scene, site, stored, with_exif};
use super::probe;
use super::project::{Project, Run};
use super::serve::server::eventually;

/// A lake with photographs of many kinds, each in AVIF, too.
fn lake() -> Project {
    let names = [
        "a.jpg",
        "b.jpg",
        "grey.jpg",
        "deep.png",
        "clear.png",
        "few.png",
        "c.webp",
        "moving.gif",
        "named.jpg",
    ];
    let text: String = names.iter().map(|name| format!("![Lake]({name})\n\n")).collect();
    let theme = "[pictures]\nwidths = [24, 48]\n[pictures.placements]\ntext = { sizes = \"50vw\" }\n";
    let grey = DynamicImage::from(scene(60, 40)).into_luma8();
    let deep = DynamicImage::from(scene(60, 40)).into_rgb16();
    let mut clear = DynamicImage::from(scene(60, 40)).into_rgba8();
    clear.enumerate_pixels_mut().for_each(|(x, _, pixel)| pixel.0[3] = (x * 4) as u8);
    let mut grey_bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut grey_bytes).encode_image(&grey).expect("a picture");
    site()
        .file("themes/probe/theme.toml", theme)
        .document("lake/index.ru.md", "Lake", &text)
        .photograph("a.jpg", with_exif(&jpeg(&scene(60, 40)), 6))
        .photograph("b.jpg", jpeg(&scene(50, 40)))
        .photograph("grey.jpg", grey_bytes)
        .photograph("deep.png", png(&DynamicImage::from(deep)))
        .photograph("clear.png", png(&DynamicImage::from(clear)))
        .photograph("few.png", probe::png(60, 40))
        .photograph("c.webp", probe::webp(60, 40))
        .photograph("moving.gif", probe::gif(20, 10, 3))
        .photograph("named.jpg", probe::png(30, 20))
}

/// All published files of a folder with their bytes.
fn published(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("within").to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

/// Width and height of a picture by another decoder than that of its encoder.
fn decoded(name: &str, bytes: &[u8]) -> (u32, u32) {
    let what = |error: &dyn std::fmt::Debug| -> ! { panic!("{name}: {error:?}") };
    match bytes {
        [0xFF, 0xD8, ..] => {
            let mut decoder = zune_jpeg::JpegDecoder::new(Cursor::new(bytes));
            decoder.decode().unwrap_or_else(|error| what(&error));
            let (width, height) = decoder.dimensions().expect("it was decoded");
            (width as u32, height as u32)
        }
        [0x89, ..] => {
            let mut reader =
                png::Decoder::new(Cursor::new(bytes)).read_info().unwrap_or_else(|error| what(&error));
            let mut pixels = vec![0; reader.output_buffer_size().expect("it is small")];
            let frame = reader.next_frame(&mut pixels).unwrap_or_else(|error| what(&error));
            (frame.width, frame.height)
        }
        [b'R', ..] => {
            let mut decoder =
                image_webp::WebPDecoder::new(Cursor::new(bytes)).unwrap_or_else(|error| what(&error));
            let mut pixels = vec![0; decoder.output_buffer_size().expect("it is small")];
            decoder.read_image(&mut pixels).unwrap_or_else(|error| what(&error));
            decoder.dimensions()
        }
        [b'G', ..] => {
            let mut decoder = gif::DecodeOptions::new().read_info(bytes).unwrap_or_else(|error| what(&error));
            while decoder.read_next_frame().unwrap_or_else(|error| what(&error)).is_some() {}
            (decoder.width().into(), decoder.height().into())
        }
        // No decoder of AVIF is without C: the browser's tests decode it. Here its boxes have to be whole.
        _ => {
            let original = sapar::pictures::original::read(Cursor::new(bytes)).expect("memory can be read");
            assert_eq!((original.format.name(), original.damage), ("AVIF", None), "{name}");
            original.size.expect("a size")
        }
    }
}

#[test]
fn every_published_picture_is_decoded_by_another_decoder_and_has_the_size_that_its_name_says() {
    let project = lake();
    project.build(&[]).exits(0);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (name, bytes) in published(&project.path("public")) {
        let ending = name.rsplit('.').next().unwrap_or_default();
        if !["avif", "gif", "jpg", "png", "webp"].contains(&ending) {
            continue;
        }
        let (width, height) = decoded(&name, &bytes);
        if let Some(variant) = name.strip_prefix("pictures/") {
            assert!(variant.contains(&format!("-{width}x{height}-")), "{name} has {width} × {height}");
        }
        assert!(!bytes.windows(SECRET.len()).any(|window| window == SECRET), "{name}");
        *seen.entry(ending.to_owned()).or_default() += 1;
    }
    // Pictures as small as these are not smaller as AVIF.
    for ending in ["gif", "jpg", "png", "webp"] {
        assert!(seen.contains_key(ending), "{ending}: {seen:?}");
    }
}

#[test]
fn two_builds_at_a_time_share_a_cache() {
    let project = lake();
    let start = |out: &str| {
        let mut command = project.command(&["build", "--out", out]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
    };
    for child in [start("one"), start("two")] {
        Run::new(child.wait_with_output().expect("it ends")).exits(0);
    }
    assert!(published(&project.path("one")) == published(&project.path("two")), "the outputs differ");
}

#[test]
fn a_damaged_cache_is_made_again() {
    let project = lake();
    project.build(&[]).exits(0);
    let good = published(&project.path("public"));
    let mut random = 7_u32;
    let mut number = |below: usize| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) as usize % below.max(1)
    };
    for _ in 0..3 {
        for (path, _) in stored(&project) {
            let mut bytes = fs::read(&path).expect("a file of the cache");
            match number(4) {
                0 => bytes.truncate(number(bytes.len())),
                1 if !bytes.is_empty() => {
                    let at = number(bytes.len());
                    bytes[at] ^= 1 << number(8);
                }
                2 => bytes.clear(),
                _ => continue,
            }
            fs::write(&path, bytes).expect("it can be written");
        }
        fs::remove_dir_all(project.path("public")).expect("it was published");
        let _ = fs::remove_file(project.path(".sapar/last-build"));
        project.build(&[]).exits(0);
        assert!(published(&project.path("public")) == good, "the output differs");
    }
}

#[test]
fn a_build_that_was_killed_goes_on_where_it_was() {
    let project = lake();
    project.build(&["--out", "whole"]).exits(0);
    let all = stored(&project).len();
    fs::remove_dir_all(project.path(".sapar")).expect("it was made");
    let mut command = project.command(&["build"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    // On any machine, however busy, it is killed after the first files were made; on a fast one it may have ended.
    eventually(|| stored(&project).len() > 2 || child.try_wait().expect("a child").is_some());
    let _ = child.kill();
    child.wait().expect("it has ended");
    // Files that were being written are under other names, and stay until they are pruned.
    let finished = || {
        let is_finished = |path: &Path| {
            path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with("writing-"))
        };
        stored(&project).into_iter().filter(move |(path, _)| is_finished(path)).collect::<Vec<_>>()
    };
    let kept = finished();
    project.build(&[]).exits(0);
    let after = finished();
    assert_eq!(after.len(), all);
    // Nothing that was there is made again.
    for file in &kept {
        assert!(after.contains(file), "{file:?}");
    }
    assert!(published(&project.path("public")) == published(&project.path("whole")), "the outputs differ");
}
