//! Walks through a file of which only small parts are of interest.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

/// A file that is read in small pieces, with long ones in between that are passed over unread. Whatever would lie behind its end
/// is an error of the kind `UnexpectedEof`.
pub(super) struct HeaderReader<R> {
    reader: BufReader<R>,
    position: u64,
    length: u64,
}

impl<R: Read + Seek> HeaderReader<R> {
    /// Begins at the start of a file of this length in bytes.
    pub fn new(file: R, length: u64) -> Self {
        Self { reader: BufReader::new(file), position: 0, length }
    }

    /// How many bytes are left.
    pub fn remaining(&self) -> u64 {
        self.length.saturating_sub(self.position)
    }

    /// The next bytes.
    pub fn take<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.reader.read_exact(&mut bytes)?;
        self.position += N as u64;
        Ok(bytes)
    }

    /// The next byte.
    pub fn byte(&mut self) -> io::Result<u8> {
        let [byte] = self.take()?;
        Ok(byte)
    }

    /// A number of bytes, which must be small enough to be held in memory.
    pub fn bytes(&mut self, count: usize) -> io::Result<Vec<u8>> {
        self.require(count as u64)?;
        let mut bytes = vec![0; count];
        self.reader.read_exact(&mut bytes)?;
        self.position += count as u64;
        Ok(bytes)
    }

    /// Passes over bytes.
    pub fn skip(&mut self, count: u64) -> io::Result<()> {
        self.require(count)?;
        self.position += count;
        match i64::try_from(count) {
            Ok(count) => self.reader.seek_relative(count),
            Err(_) => self.reader.seek(SeekFrom::Start(self.position)).map(drop),
        }
    }

    /// Passes over everything up to and including one byte, or two that follow each other.
    pub fn skip_past(&mut self, wanted: &[u8]) -> io::Result<()> {
        let mut is_after_first = false;
        loop {
            let buffer = self.reader.fill_buf()?;
            let Some(&last) = buffer.last() else { return Err(io::ErrorKind::UnexpectedEof.into()) };
            let end = match wanted {
                // The first of two was the last byte of the buffer before.
                [_, second] if is_after_first && buffer[0] == *second => Some(1),
                _ => memchr::memmem::find(buffer, wanted).map(|at| at + wanted.len()),
            };
            let length = end.unwrap_or(buffer.len());
            is_after_first = last == wanted[0];
            self.reader.consume(length);
            self.position += length as u64;
            if end.is_some() {
                return Ok(());
            }
        }
    }

    fn require(&self, count: u64) -> io::Result<()> {
        match count <= self.remaining() {
            true => Ok(()),
            false => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}
