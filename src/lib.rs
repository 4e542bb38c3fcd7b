//! Sapar builds multilingual tourism sites from Markdown.
//!
//! The modules are listed in import order: each imports only from those above it. ARCHITECTURE.md describes how files
//! become a site.

mod id;

pub mod diagnostics;

pub mod artefacts;

pub mod compression;

pub mod data;

pub mod map;

pub mod language;

pub mod svg;

pub mod assets;

#[cfg(feature = "cards")]
pub mod cards;

pub mod pictures;

pub mod content;

pub mod markup;

pub mod config;

pub mod translate;

pub mod text;

pub mod glossary;

pub mod site;

pub mod search;

pub mod theme;

pub mod render;

pub mod hosts;

pub mod publish;

#[cfg(feature = "deploy")]
pub mod deploy;

pub mod load;

pub mod edit;

pub mod project;

pub mod transfer;

pub mod status;

pub mod check;

pub mod serve;

pub mod commands;
