//! The sites that are built: a page for each photograph, with it or without it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;

use crate::Result;
use crate::photograph;

/// The first argument of the process that writes the photographs, which only [`write_photographs`] starts.
pub(crate) const ARGUMENT: &str = "--write-photographs";

const CONFIG: &str =
    "base_url = \"https://altai.example/\"\ndefault_language = \"en\"\nsocial_cards = false\n";

const LANGUAGES: &str = "[languages.en]\nname = \"English\"\n";

/// Writes the pages of a site. Each has a photograph at its top, or none.
pub(crate) fn write(site: &Path, pages: u32, has_photographs: bool) -> Result<()> {
    fs::create_dir_all(site.join("content"))?;
    configure(site, "")?;
    write_home(site, "Text.")?;
    for number in 0..pages {
        let name = name(number);
        let folder = site.join("content").join(&name);
        fs::create_dir_all(&folder)?;
        let alt = format!("alt = {{ \"{name}.jpg\" = \"Land {number}\" }}\n");
        let hero = format!("hero = \"{name}.jpg\"\n");
        let (alt, hero) = if has_photographs { (alt, hero) } else { (String::new(), String::new()) };
        fs::write(folder.join("facts.toml"), hero)?;
        fs::write(folder.join("index.en.md"), format!("+++\ntitle = \"Page {number}\"\n{alt}+++\nText.\n"))?;
    }
    Ok(())
}

/// Writes `sapar.toml` with some more of it.
pub(crate) fn configure(site: &Path, more: &str) -> Result<()> {
    Ok(fs::write(site.join("sapar.toml"), format!("{CONFIG}{LANGUAGES}{more}"))?)
}

/// Writes the home page with a text.
pub(crate) fn write_home(site: &Path, text: &str) -> Result<()> {
    Ok(fs::write(site.join("content/_index.en.md"), format!("+++\ntitle = \"Home\"\n+++\n{text}\n"))?)
}

/// Writes the photographs that are not there yet, in a process of its own: the peak memory that the system reports for a process is
/// at least that of its parent when it was started.
pub(crate) fn write_photographs(site: &Path, photographs: u32) -> Result<()> {
    let program = std::env::current_exe()?;
    let status = Command::new(program).arg(ARGUMENT).arg(site).arg(photographs.to_string()).status()?;
    if status.success() { Ok(()) } else { Err("the photographs could not be written".into()) }
}

/// The process that [`write_photographs`] starts.
pub(crate) fn write_photographs_here(site: &Path, photographs: u32) -> Result<()> {
    let missing = (0..photographs).filter(|number| !path(site, *number).exists());
    missing
        .collect::<Vec<_>>()
        .into_par_iter()
        .try_for_each(|number| photograph::write(&path(site, number), number))
}

/// The path of a photograph.
pub(crate) fn path(site: &Path, number: u32) -> PathBuf {
    let name = name(number);
    site.join("content").join(&name).join(format!("{name}.jpg"))
}

fn name(number: u32) -> String {
    format!("photo{number:04}")
}

/// Removes what builds have left.
pub(crate) fn clean(site: &Path) -> Result<()> {
    for folder in ["public", ".sapar", ".public.sapar"] {
        let folder = site.join(folder);
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
    }
    Ok(())
}
