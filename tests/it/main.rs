//! Tests of the program as its users meet it: files in, files, messages and exit codes out.

mod html;
mod modules;
mod probe;
mod project;
mod tiny;

mod build;
mod command;
mod components;
mod configuration;
mod content;
mod determinism;
mod facts;
mod files;
mod front_matter;
mod golden;
mod guide;
mod html_in_text;
mod languages;
mod links;
mod lists;
mod maps;
mod markdown;
mod messages;
mod output;
mod outputs;
mod pictures;
mod places;
mod program_messages;
mod reports;
mod second_theme;
mod serve;
mod structured_data;
mod tables;
mod templates;
mod urls;
