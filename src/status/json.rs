//! The status of a site for machines. Keys are added in later versions, and never renamed.

use serde_json::{Value, json};

use super::filter::Filter;
use super::language_view::BlockView;
use super::message_status::{MessageStatus, messages_asked_for};
use super::page_view::PageView;
use super::summary::{Summary, summaries};
use super::text_state::BlockCounts;
use super::text_status::{SiteStatus, TextStatus};
use crate::config::Config;
use crate::translate::WordChange;

/// The numbers of every language and section, and the status of every page in every language.
pub fn to_json(
    status: &SiteStatus,
    of_messages: &[MessageStatus],
    filter: &Filter,
    config: &Config,
) -> Value {
    let languages = summaries(status, filter).into_iter().map(|(language, (whole, sections))| {
        let mut value = of_summary(&whole);
        value["language"] = config.languages[language].tag.as_str().into();
        let sections = sections.into_iter().map(|(path, summary)| {
            let mut value = of_summary(&summary);
            value["section"] = path.into();
            value
        });
        value["sections"] = sections.collect();
        value
    });
    let texts = status.texts.iter().filter(|text| filter.has(text)).map(|text| of_text(text, config));
    let waiting = status.waiting.iter().filter(|(path, _)| filter.has_page(path)).map(|(path, languages)| {
        let tags: Vec<&str> = languages.iter().map(|it| config.languages[*it].tag.as_str()).collect();
        json!({ "page": path, "languages": tags })
    });
    json!({
        "recorded": status.is_recorded(),
        "languages": languages.collect::<Vec<_>>(),
        "texts": texts.collect::<Vec<_>>(),
        "waiting": waiting.collect::<Vec<_>>(),
        "messages": messages_asked_for(of_messages, filter).map(|it| of_language(it, config)).collect::<Vec<_>>(),
    })
}

fn of_summary(summary: &Summary) -> Value {
    let Summary { pages, complete, stale, missing, machine, borrowed, unrecorded, words } = summary;
    json!({
        "pages": pages,
        "complete": complete,
        "stale": stale,
        "missing": missing,
        "machine": machine,
        "borrowed": borrowed,
        "unrecorded": unrecorded,
        "percent": summary.percent(),
        "words": words,
    })
}

fn of_language(status: &MessageStatus, config: &Config) -> Value {
    json!({
        "language": config.languages[status.language].tag,
        "recorded": status.is_recorded,
        "in_work": status.is_in_work,
        "texts": status.texts,
        "words": status.words,
        "blocks": of_blocks(&status.blocks),
    })
}

fn of_blocks(blocks: &BlockCounts) -> Value {
    json!({
        "current": blocks.current,
        "machine": blocks.machine,
        "stale": blocks.stale,
        "unaccepted": blocks.unaccepted,
        "missing": blocks.missing,
        "orphaned": blocks.orphaned,
    })
}

fn of_text(text: &TextStatus, config: &Config) -> Value {
    json!({
        "page": text.path,
        "section": text.section,
        "language": config.languages[text.language].tag,
        "source": text.source.map(|source| &config.languages[source].tag),
        "file": text.file,
        "source_file": text.source_file,
        "state": text.class.name(),
        "in_work": text.is_in_work,
        "weight": text.weight,
        "words": text.words,
        "blocks": of_blocks(&text.blocks),
    })
}

/// Every block of a page in the languages that are asked about.
pub fn page_to_json(view: &PageView, config: &Config) -> Value {
    let languages = view.languages.iter().map(|of_language| {
        json!({
            "language": config.languages[of_language.language].tag,
            "source": config.languages[of_language.source].tag,
            "file": of_language.file,
            "source_file": of_language.source_file,
            "blocks": of_language.blocks.iter().map(of_block).collect::<Vec<_>>(),
            "orphaned": of_language.orphaned.iter().map(|it| json!({
                "line": it.line,
                "text": it.text,
                "hash": it.hash,
            })).collect::<Vec<_>>(),
        })
    });
    json!({ "page": view.path, "languages": languages.collect::<Vec<_>>() })
}

fn of_block(block: &BlockView) -> Value {
    let difference = block.difference.as_ref().map(|difference| {
        let parts =
            difference.iter().map(|(change, text): &(WordChange, String)| json!([change.name(), text]));
        parts.collect::<Vec<_>>()
    });
    json!({
        "state": block.state,
        "kind": block.kind,
        "key": block.key,
        "hash": block.place.hash,
        "line": block.place.line,
        "text": block.place.text,
        "words": block.words,
        "difference": difference,
        "translations": block.translations.iter().map(|it| json!({
            "line": it.line,
            "text": it.text,
            "hash": it.hash,
        })).collect::<Vec<_>>(),
    })
}
