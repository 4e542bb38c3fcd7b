//! Tests of the program as its users meet it: files in, files, messages and exit codes out.

mod html;
mod modules;
mod probe;
mod project;
mod tiny;

mod build;
mod components;
mod content;
mod languages;
mod lists;
mod markdown;
mod messages;
mod outputs;
mod templates;
