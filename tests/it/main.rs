//! Tests of the program as its users meet it: files in, files, messages and exit codes out.

mod html;
mod modules;
mod probe;
mod project;
mod time_zones;
mod tiny;

mod addresses;
mod artefacts;
mod build;
#[cfg(feature = "cards")]
mod cards;
mod checks;
mod command;
#[cfg(unix)]
mod completions;
mod components;
mod configuration;
mod content;
mod days;
#[cfg(feature = "deploy")]
mod deploy;
mod determinism;
mod drawings;
mod edit_cost;
mod events;
mod facts;
mod files;
mod fixes;
mod front_matter;
mod glossary;
mod golden;
mod guide;
mod guides;
mod hosts;
#[cfg(target_os = "linux")]
mod hosts_served;
mod html_in_text;
mod languages;
mod links;
mod lists;
mod manual_pages;
mod maps;
mod markdown;
mod menus;
mod messages;
mod names;
mod odd_pictures;
mod old_addresses;
mod output;
mod outputs;
mod own_fields;
mod pasted;
#[cfg(feature = "pictures")]
mod photographs;
#[cfg(feature = "pictures")]
mod photographs_in_colour;
#[cfg(feature = "pictures")]
mod photographs_under_stress;
#[cfg(all(feature = "pictures", target_os = "linux"))]
mod photographs_unopened;
mod pictures;
mod pictures_elsewhere;
mod places;
mod program_messages;
mod published_names;
mod publishing;
mod publishing_chaos;
mod rebuilds;
mod reports;
mod search;
mod search_page;
mod search_words;
mod second_theme;
mod serve;
mod steppe;
mod stored_texts;
mod structured_data;
mod tables;
mod templates;
mod text_languages;
mod texts;
mod translation_files;
mod translations;
mod translators_programs;
mod unnamed_files;
mod urls;
#[cfg(unix)]
mod workflow_action;
