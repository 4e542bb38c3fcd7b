//! Takes out of a picture's file what is not the picture, and leaves every pixel as it is: the position, the camera and its
//! serial number, thumbnails, comments, and whatever stands behind the end. Colour profiles stay.

/// The file without metadata. Returns `None` if it is no JPEG, PNG, GIF or WebP, or is damaged.
pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    match bytes {
        [0xFF, 0xD8, ..] => jpeg(bytes),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => png(bytes),
        [b'G', b'I', b'F', b'8', ..] => gif(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(bytes),
        _ => None,
    }
}

fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    const APPLICATION_0: u8 = 0xE0;
    const APPLICATION_15: u8 = 0xEF;
    const COMMENT: u8 = 0xFE;
    const START_OF_SCAN: u8 = 0xDA;
    const END: u8 = 0xD9;
    let mut kept = bytes.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        while bytes.get(at) == Some(&0xFF) && bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        let (0xFF, marker) = (*bytes.get(at)?, *bytes.get(at + 1)?) else { return None };
        if marker == END {
            kept.extend_from_slice(&[0xFF, END]);
            return Some(kept);
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        let segment = bytes.get(at..at + 2 + length.max(2))?;
        let is_kept = match marker {
            // JFIF, and Adobe's note on how colours are stored, are needed to read the pixels.
            APPLICATION_0 | 0xEE => true,
            0xE2 => segment[4..].starts_with(b"ICC_PROFILE\0"),
            APPLICATION_0..=APPLICATION_15 | COMMENT => false,
            _ => true,
        };
        if is_kept {
            kept.extend_from_slice(segment);
        }
        at += segment.len();
        if marker == START_OF_SCAN {
            // Pixels, up to the next marker that is not part of them.
            let start = at;
            loop {
                at += memchr::memchr(0xFF, bytes.get(at..)?)?;
                match bytes.get(at + 1)? {
                    0x00 | 0xD0..=0xD7 => at += 2,
                    _ => break,
                }
            }
            kept.extend_from_slice(&bytes[start..at]);
        }
    }
}

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    const KEPT: [&[u8; 4]; 15] = [
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"sBIT", b"bKGD",
        b"cICP", b"acTL", b"fcTL", b"fdAT",
    ];
    let mut kept = bytes.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
        let chunk = bytes.get(at..at.checked_add(usize::try_from(length).ok()?)?.checked_add(12)?)?;
        let kind: &[u8; 4] = chunk[4..8].try_into().ok()?;
        if KEPT.contains(&kind) {
            kept.extend_from_slice(chunk);
        }
        if kind == b"IEND" {
            return Some(kept);
        }
        at += chunk.len();
    }
}

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    /// The flags of EXIF and XMP data in the header of the extended format.
    const METADATA_FLAGS: u8 = 0b1100;
    let end = 8 + usize::try_from(u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?)).ok()?;
    let bytes = bytes.get(..end)?;
    let mut kept = bytes.get(..12)?.to_vec();
    let mut at = 12;
    while at < bytes.len() {
        let length = usize::try_from(u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?)).ok()?;
        let length = length.checked_add(length % 2)?.checked_add(8)?;
        // The padding of the last chunk is often left out.
        let chunk = bytes.get(at..at.checked_add(length)?.min(bytes.len()))?;
        match chunk.get(..4)? {
            b"VP8X" => {
                let start = kept.len();
                kept.extend_from_slice(chunk);
                *kept.get_mut(start + 8)? &= !METADATA_FLAGS;
            }
            b"VP8 " | b"VP8L" | b"ALPH" | b"ICCP" | b"ANIM" | b"ANMF" => kept.extend_from_slice(chunk),
            _ => {}
        }
        at += chunk.len();
    }
    let length = u32::try_from(kept.len() - 8).ok()?;
    kept[4..8].copy_from_slice(&length.to_le_bytes());
    Some(kept)
}

fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    const EXTENSION: u8 = 0x21;
    const IMAGE: u8 = 0x2C;
    const END: u8 = 0x3B;
    const GRAPHIC_CONTROL: u8 = 0xF9;
    const APPLICATION: u8 = 0xFF;
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3usize << ((flags & 7) + 1) };
    /// The end of the blocks that begin at `at`: each has its length in front, and the last is empty.
    fn blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            if length == 0 {
                return Some(at);
            }
        }
    }
    let mut at = 13 + table(*bytes.get(10)?);
    let mut kept = bytes.get(..at)?.to_vec();
    loop {
        let start = at;
        let is_kept = match *bytes.get(at)? {
            END => {
                kept.push(END);
                return Some(kept);
            }
            EXTENSION => {
                let label = *bytes.get(at + 1)?;
                at = blocks(bytes, at + 2)?;
                // Of the extensions of programs, only the number of repetitions is part of the picture.
                let name = bytes.get(start + 3..start + 14).unwrap_or_default();
                label == GRAPHIC_CONTROL
                    || label == APPLICATION && matches!(name, b"NETSCAPE2.0" | b"ANIMEXTS1.0")
            }
            IMAGE => {
                at = blocks(bytes, at + 10 + table(*bytes.get(at + 9)?) + 1)?;
                true
            }
            _ => return None,
        };
        if is_kept {
            kept.extend_from_slice(bytes.get(start..at)?);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jpeg_keeps_what_its_pixels_need() {
        let segment = |marker: u8, data: &[u8]| {
            let length = u16::try_from(data.len() + 2).expect("short").to_be_bytes();
            [&[0xFF, marker], &length[..], data].concat()
        };
        let start = [0xFF, 0xD8];
        let jfif = segment(0xE0, b"JFIF\0");
        let profile = segment(0xE2, b"ICC_PROFILE\0\x01\x01p");
        let table = segment(0xDB, b"table");
        let scan = [&segment(0xDA, b"scan")[..], b"pixels\xFF\0\xFF\xD0more"].concat();
        let metadata = [
            segment(0xE1, b"Exif\0\0"),
            segment(0xE2, b"MPF\0"),
            segment(0xED, b"IPTC"),
            segment(0xFE, b"!"),
        ];
        let written = [
            &start[..],
            &jfif,
            &metadata.concat(),
            &profile,
            &table,
            &scan,
            &segment(0xC4, b"t"),
            &scan,
            b"\xFF\xD9Samsung",
        ]
        .concat();
        let kept =
            [&start[..], &jfif, &profile, &table, &scan, &segment(0xC4, b"t"), &scan, b"\xFF\xD9"].concat();
        assert_eq!(strip(&written), Some(kept));
        for end in 0..written.len() - 9 {
            assert_eq!(strip(&written[..end]), None, "cut at {end}");
        }
    }

    #[test]
    fn a_webp_says_no_longer_that_it_has_metadata() {
        let chunk = |name: &[u8; 4], data: &[u8]| {
            let length = u32::try_from(data.len()).expect("short").to_le_bytes();
            [&name[..], &length, data, &vec![0; data.len() % 2]].concat()
        };
        let file = |chunks: &[Vec<u8>]| {
            let chunks = chunks.concat();
            let length = u32::try_from(chunks.len() + 4).expect("short").to_le_bytes();
            [b"RIFF", &length[..], b"WEBP", &chunks].concat()
        };
        let written = file(&[
            chunk(b"VP8X", &[0b0010_1110, 0, 0, 0, 1, 0, 0, 1, 0, 0]),
            chunk(b"VP8 ", b"pixel"),
            chunk(b"EXIF", b"here"),
            chunk(b"XMP ", b"there"),
        ]);
        let kept =
            file(&[chunk(b"VP8X", &[0b0010_0010, 0, 0, 0, 1, 0, 0, 1, 0, 0]), chunk(b"VP8 ", b"pixel")]);
        assert_eq!(strip(&written), Some(kept));
    }

    #[test]
    fn a_gif_keeps_its_frames_and_how_often_they_are_repeated() {
        let header = [&b"GIF89a\x01\0\x01\0\x80\0\0"[..], &[0; 6]].concat();
        let repeat = b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0";
        let frame = b"\x21\xF9\x04\0\0\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0";
        let written = [
            &header[..],
            repeat,
            b"\x21\xFE\x03abc\0",
            b"\x21\xFF\x0BXMP DataXMP\x01x\0",
            frame,
            frame,
            b"\x3Btail",
        ]
        .concat();
        assert_eq!(strip(&written), Some([&header[..], repeat, frame, frame, b"\x3B"].concat()));
    }

    proptest::proptest! {
        #[test]
        fn whatever_a_file_holds_stripping_it_ends(
            start in proptest::sample::select(vec![
                &b"\xFF\xD8"[..], b"\x89PNG\r\n\x1A\n", b"GIF89a", b"RIFF\x40\0\0\0WEBP",
            ]),
            rest in proptest::collection::vec(proptest::num::u8::ANY, 0..200),
        ) {
            let stripped = strip(&[start, &rest[..]].concat());
            proptest::prop_assert!(stripped.is_none_or(|kept| kept.len() <= start.len() + rest.len()));
        }
    }
}
