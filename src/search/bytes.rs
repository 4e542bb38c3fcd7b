//! How files of the index are written: numbers in as few bytes as they need, lists of pages, compression.

use miniz_oxide::deflate::compress_to_vec_zlib;

/// How hard files are compressed, 0 to 10. Beyond this they take much longer and get hardly smaller.
const COMPRESSION_LEVEL: u8 = 6;

/// A page by its number, and how much it is about a word.
pub(super) type Posting = (u32, u8);

/// Appends a number: seven bits a byte, the lowest first; the highest bit says that more follow.
pub(super) fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Appends a text with its length in front.
pub(super) fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_number(bytes, text.len() as u32);
    bytes.extend(text.as_bytes());
}

/// Appends pages in the order of their numbers: how many they are, the distances between their numbers, their weights.
pub(super) fn push_postings(bytes: &mut Vec<u8>, postings: &[Posting]) {
    push_number(bytes, postings.len() as u32);
    let mut last = 0;
    for (number, _) in postings {
        push_number(bytes, number - last);
        last = *number;
    }
    bytes.extend(postings.iter().map(|(_, weight)| weight));
}

/// Compresses a file (zlib, which browsers call `deflate`): hosts do not compress files of unknown types.
pub(super) fn compress(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec_zlib(bytes, COMPRESSION_LEVEL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_distances_and_weights() {
        let mut bytes = Vec::new();
        push_postings(&mut bytes, &[(3, 9), (203, 8), (204, 7)]);
        assert_eq!(bytes, [3, 3, 0xC8, 1, 1, 9, 8, 7]);
        assert_eq!(
            miniz_oxide::inflate::decompress_to_vec_zlib(&compress(&bytes)).expect("it was just compressed"),
            bytes
        );
    }
}
