//! Tests of the program as its users meet it: files in, files, messages and exit codes out.

mod html;
mod probe;
mod modules;
mod project;
mod tiny;

mod build;
mod content;
mod templates;
mod lists;
