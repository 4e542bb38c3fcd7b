//! Sapar builds multilingual tourism sites from Markdown.
//!
//! The modules stand in their order of import: each knows only those above it. See ARCHITECTURE.md for the way from
//! files to a site.

mod id;

pub mod diagnostics;

pub mod artefacts;

pub mod data;

pub mod map;

pub mod language;

pub mod content;

pub mod config;

pub mod site;

pub mod theme;

pub mod render;

pub mod load;

pub mod publish;

pub mod serve;

pub mod commands;
