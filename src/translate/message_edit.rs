//! Puts translations into files of messages: a value, an attribute or a form is replaced where it stands, and new messages are
//! written behind those that stand before them in the source. Comments and all other messages stay as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use fluent_syntax::ast::{Comment, Entry, Resource};
use fluent_syntax::parser;
use rustc_hash::FxHashMap;

use super::block_text::BlockText;
use super::exchange::{InlineText, Piece};
use super::hash::BlockHash;
use super::messages::{MessageForms, choice, message_texts, patterns, written};
use super::rewrite::{Refusal, normalised};
use super::units::TextUnit;
use crate::diagnostics::SourceText;

/// The files of messages of two languages.
#[derive(Clone, Copy)]
pub struct MessageFiles<'f> {
    /// Those of the source.
    pub source: &'f [SourceText],
    /// Those of the translation.
    pub target: &'f [SourceText],
    /// The tag of the translation, which is the name of its folder.
    pub tag: &'f str,
    /// The forms that messages are translated in.
    pub forms: &'f MessageForms,
}

/// What was written.
#[derive(Debug, Default)]
pub struct RewrittenMessages {
    /// The files that have changed, by their paths, with their new texts.
    pub files: BTreeMap<String, String>,
    /// The units that were written, by their numbers, with the hash of each.
    pub written: Vec<(usize, BlockHash)>,
    /// The units that were not, and why.
    pub refused: Vec<(usize, Refusal)>,
}

/// Writes translations of messages. `texts` are by the numbers of their units.
pub fn rewrite_messages(
    files: MessageFiles<'_>,
    units: &[TextUnit],
    texts: &FxHashMap<usize, InlineText>,
) -> RewrittenMessages {
    let mut result = RewrittenMessages::default();
    // The new Fluent texts of each message by their keys.
    let mut messages: BTreeMap<&str, BTreeMap<&str, (usize, String)>> = BTreeMap::new();
    for (number, text) in texts {
        let key = units[*number].kind.key().unwrap_or_default();
        let fluent = fluent(text, &units[*number]);
        messages.entry(id_of(key)).or_default().insert(key, (*number, fluent));
    }
    let before: FxHashMap<String, BlockHash> = message_texts(files.target, files.forms)
        .into_iter()
        .filter_map(|text| Some((text.block.kind.key()?.to_owned(), text.block.hash)))
        .collect();
    // What does not say what it should is left out, and the rest is written once more.
    while !messages.is_empty() {
        let mut refused = BTreeMap::new();
        let changed = Writing { files, messages: &messages }.write(&mut refused);
        let after = blocks_of(files, &changed);
        let is_right = |id: &str, texts: &BTreeMap<&str, (usize, String)>| {
            texts.iter().all(|(key, (_, fluent))| after.get(*key).is_some_and(|block| says(block, fluent)))
                && !refused.contains_key(id)
        };
        let mut wrong: BTreeSet<String> = messages
            .iter()
            .filter(|(id, texts)| !is_right(id, texts))
            .map(|(id, _)| (*id).to_owned())
            .collect();
        let is_touched = |key: &str| messages.get(id_of(key)).is_some_and(|texts| texts.contains_key(key));
        let others = before.iter().filter(|(key, hash)| {
            !is_touched(key) && after.get(key.as_str()).map(|block| block.block.hash) != Some(**hash)
        });
        let spoilt: BTreeSet<String> = others.map(|(key, _)| id_of(key).to_owned()).collect();
        wrong.extend(spoilt.iter().filter(|id| messages.contains_key(id.as_str())).cloned());
        if wrong.is_empty() && !spoilt.is_empty() {
            wrong = messages.keys().map(|id| (*id).to_owned()).collect();
        }
        if wrong.is_empty() {
            for (key, (number, _)) in messages.values().flatten() {
                result.written.extend(after.get(*key).map(|block| (*number, block.block.hash)));
            }
            result.files = changed;
            break;
        }
        for id in wrong {
            let refusal = refused.get(&id).copied().unwrap_or(Refusal::Unwritable);
            let texts = messages.remove(id.as_str()).unwrap_or_default();
            result.refused.extend(texts.into_values().map(|(number, _)| (number, refusal)));
        }
    }
    result.written.sort_unstable();
    result.refused.sort_unstable();
    result
}

/// Whether a block is what was written.
fn says(block: &BlockText, fluent: &str) -> bool {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    block.block.text == line(fluent)
}

/// The blocks of a language, with some files changed.
fn blocks_of(files: MessageFiles<'_>, changed: &BTreeMap<String, String>) -> FxHashMap<String, BlockText> {
    let mut sources: Vec<SourceText> =
        files.target.iter().filter(|file| !changed.contains_key(&*file.path)).cloned().collect();
    sources.extend(changed.iter().map(|(path, text)| SourceText::new(path, text)));
    let texts = message_texts(&sources, files.forms);
    texts.into_iter().filter_map(|text| Some((text.block.kind.key()?.to_owned(), text))).collect()
}

/// The id of the message that a key belongs to.
fn id_of(key: &str) -> &str {
    key.split(['.', '[']).next().unwrap_or(key)
}

/// The key of the pattern that a key belongs to, and the form.
fn form_of(key: &str) -> (&str, Option<&str>) {
    match key.strip_suffix(']').and_then(|key| key.split_once('[')) {
        Some((key, form)) => (key, Some(form)),
        None => (key, None),
    }
}

/// A translation as Fluent. Braces among its words are written as texts.
fn fluent(text: &InlineText, unit: &TextUnit) -> String {
    if unit.marks.is_empty() && text.words().contains("->") {
        return text.words();
    }
    let piece = |piece: &Piece| match piece {
        Piece::Text(words) => {
            let braces = |c: char| match c {
                '{' | '}' => format!("{{ \"{c}\" }}"),
                c => c.to_string(),
            };
            words.chars().map(braces).collect::<String>()
        }
        Piece::Open(number) | Piece::Protected(number) | Piece::Close(number) => {
            unit.marks[number - 1].open.clone()
        }
    };
    normalised(text).pieces().iter().map(piece).collect::<String>().trim().to_owned()
}

struct Writing<'w> {
    files: MessageFiles<'w>,
    messages: &'w BTreeMap<&'w str, BTreeMap<&'w str, (usize, String)>>,
}

/// A message in a file.
struct Found<'f> {
    file: &'f SourceText,
    resource: &'f Resource<&'f str>,
    entry: usize,
}

impl Writing<'_> {
    /// Writes all messages, and returns the files that have changed.
    fn write(&self, refused: &mut BTreeMap<String, Refusal>) -> BTreeMap<String, String> {
        let targets: Vec<(&SourceText, Resource<&str>)> = self.files.target.iter().map(resource).collect();
        let sources: Vec<(&SourceText, Resource<&str>)> = self.files.source.iter().map(resource).collect();
        let mut edits: BTreeMap<String, Vec<(Range<usize>, String)>> = BTreeMap::new();
        let in_source = found_by_id(&sources);
        let in_target = found_by_id(&targets);
        // Several that are new at one place stand in the order of the source.
        let mut messages: Vec<_> = self.messages.iter().collect();
        messages.sort_by_key(|(id, _)| in_source.get(**id).map(|found| (&*found.file.path, found.entry)));
        for (id, texts) in messages {
            let Some(source) = in_source.get(*id) else {
                refused.insert((*id).to_owned(), Refusal::NoPlace);
                continue;
            };
            let outcome = match in_target.get(*id) {
                Some(target) => self.change(target, source, texts),
                None => self.addition(source, &in_target, texts),
            };
            match outcome {
                Ok((path, own)) => edits.entry(path).or_default().extend(own),
                Err(refusal) => {
                    refused.insert((*id).to_owned(), refusal);
                }
            }
        }
        edits.into_iter().map(|(path, edits)| (path.clone(), self.applied(&path, edits))).collect()
    }

    fn applied(&self, path: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
        let file = self.files.target.iter().find(|file| *file.path == *path);
        let old = file.map_or("", |file| &*file.text);
        edits.sort_by_key(|(range, _)| range.start);
        let mut text = String::with_capacity(old.len());
        let mut from = 0;
        for (range, written) in edits {
            text.push_str(&old[from..range.start.max(from)]);
            text.push_str(&written);
            from = range.end.max(from);
        }
        text.push_str(&old[from..]);
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text
    }

    /// What changes a message that is there.
    fn change(
        &self,
        target: &Found<'_>,
        source: &Found<'_>,
        texts: &BTreeMap<&str, (usize, String)>,
    ) -> Result<(String, Vec<(Range<usize>, String)>), Refusal> {
        let entry = &target.resource.body[target.entry];
        let regions = regions(target);
        let own = patterns(entry);
        let of_source = patterns(&source.resource.body[source.entry]);
        let mut by_pattern: BTreeMap<&str, Vec<(Option<&str>, &str)>> = BTreeMap::new();
        for (key, (_, text)) in texts {
            let (pattern, form) = form_of(key);
            by_pattern.entry(pattern).or_default().push((form, text));
        }
        let mut edits = Vec::new();
        for (key, forms) in by_pattern {
            let model = of_source.iter().find(|(own, _)| own == key).ok_or(Refusal::NoPlace)?.1;
            let existing = own.iter().find(|(own, _)| own == key).map(|(_, pattern)| *pattern);
            let indentation = if key.contains('.') { 8 } else { 4 };
            let pattern = self.pattern(key, existing, model, &forms, indentation)?;
            match regions.iter().find(|(own, _)| own == key) {
                Some((_, range)) => edits.push((range.clone(), pattern)),
                None => {
                    let attribute = key.split_once('.').ok_or(Refusal::NoPlace)?.1;
                    let end = regions.last().ok_or(Refusal::NoPlace)?.1.end;
                    edits.push((end..end, format!("\n    .{attribute} ={pattern}")));
                }
            }
        }
        Ok((target.file.path.to_string(), edits))
    }

    /// What adds a message that is not there.
    fn addition(
        &self,
        source: &Found<'_>,
        in_target: &FxHashMap<String, Found<'_>>,
        texts: &BTreeMap<&str, (usize, String)>,
    ) -> Result<(String, Vec<(Range<usize>, String)>), Refusal> {
        let entry = &source.resource.body[source.entry];
        let id = match entry {
            Entry::Message(message) => message.id.name.to_owned(),
            Entry::Term(term) => format!("-{}", term.id.name),
            _ => return Err(Refusal::NoPlace),
        };
        let mut message = format!("{id} =");
        for (key, model) in patterns(entry) {
            let forms: Vec<(Option<&str>, &str)> = texts
                .iter()
                .filter_map(|(own, (_, text))| {
                    let (pattern, form) = form_of(own);
                    (pattern == key).then_some((form, text.as_str()))
                })
                .collect();
            match key.split_once('.') {
                Some(_) if forms.is_empty() => continue,
                Some((_, attribute)) => message.push_str(&format!("\n    .{attribute} =")),
                None if forms.is_empty() => return Err(Refusal::Waits),
                None => {}
            }
            let indentation = if key.contains('.') { 8 } else { 4 };
            message.push_str(&self.pattern(&key, None, model, &forms, indentation)?);
        }
        let name = source.file.path.rsplit('/').next().unwrap_or("site.ftl");
        let path = format!("locales/{}/{name}", self.files.tag);
        // Behind the nearest message before it that is in the same file.
        let before = source.resource.body[..source.entry].iter().rev().find_map(|entry| {
            let (id, _) = patterns(entry).into_iter().next()?;
            in_target.get(id_of(&id)).filter(|found| *found.file.path == *path)
        });
        let file = self.files.target.iter().find(|file| *file.path == *path);
        Ok(match (before, file) {
            (Some(before), _) => {
                let end = entry_range(before).end;
                (path, vec![(end..end, format!("\n{message}"))])
            }
            (None, Some(file)) => {
                let end = file.text.len();
                let gap = if file.text.is_empty() || file.text.ends_with('\n') { "" } else { "\n" };
                (path, vec![(end..end, format!("{gap}{message}\n"))])
            }
            (None, None) => (path, vec![(0..0, format!("{message}\n"))]),
        })
    }

    /// A pattern with some of its forms replaced, as it stands behind `=`. `model` is that of the source.
    fn pattern(
        &self,
        key: &str,
        existing: Option<&fluent_syntax::ast::Pattern<&str>>,
        model: &fluent_syntax::ast::Pattern<&str>,
        forms: &[(Option<&str>, &str)],
        indentation: usize,
    ) -> Result<String, Refusal> {
        if let [(None, text)] = forms {
            let is_block = text.contains('\n') || text.starts_with("{ $") && text.contains("->");
            let margin = " ".repeat(indentation);
            return Ok(match is_block {
                true => format!("\n{margin}{}", text.replace('\n', &format!("\n{margin}"))),
                false => format!(" {text}"),
            });
        }
        let of_model = choice(model).ok_or(Refusal::NoPlace)?;
        let wanted = self.files.forms.of_key(key).ok_or(Refusal::NoPlace)?;
        let line = |pattern: &_| written(pattern).split_whitespace().collect::<Vec<_>>().join(" ");
        let own = existing.and_then(choice);
        let mut variants: Vec<(String, String)> = match (&own, existing) {
            (Some(own), _) => {
                own.variants.iter().map(|(name, text)| ((*name).to_owned(), line(text))).collect()
            }
            // It says the same in all forms.
            (None, Some(existing)) => wanted.iter().map(|form| (form.clone(), line(existing))).collect(),
            (None, None) => Vec::new(),
        };
        for (form, text) in forms {
            let form = form.ok_or(Refusal::NoPlace)?;
            match variants.iter_mut().find(|(name, _)| name == form) {
                Some((_, own)) => (*text).clone_into(own),
                // The default stands last.
                None => {
                    let at = variants.len() - usize::from(own.is_some());
                    variants.insert(at, (form.to_owned(), (*text).to_owned()));
                }
            }
        }
        let selector = own.as_ref().map_or(&of_model.selector, |own| &own.selector);
        let default = match &own {
            Some(own) => own.default.to_owned(),
            None => {
                if wanted.iter().any(|form| !variants.iter().any(|(name, _)| name == form)) {
                    return Err(Refusal::Waits);
                }
                if variants.iter().all(|(_, text)| *text == variants[0].1) {
                    return Ok(format!(" {}", variants[0].1));
                }
                if of_model.is_of_number && !variants.iter().any(|(name, _)| name == "other") {
                    // Fractions, which no form is asked for, take the form of small numbers in the languages that have one.
                    let few = variants.iter().find(|(name, _)| name == "few").or(variants.last());
                    let text = few.map(|(_, text)| text.clone()).ok_or(Refusal::Waits)?;
                    variants.push(("other".to_owned(), text));
                }
                if of_model.is_of_number { "other".to_owned() } else { of_model.default.to_owned() }
            }
        };
        let margin = " ".repeat(indentation);
        let mut text = format!("\n{margin}{{ {selector} ->");
        for (name, variant) in &variants {
            let sign = if *name == default { "   *" } else { "    " };
            text.push_str(&format!("\n{margin}{sign}[{name}] {variant}"));
        }
        text.push_str(&format!("\n{margin}}}"));
        Ok(text)
    }
}

fn resource(file: &SourceText) -> (&SourceText, Resource<&str>) {
    let (Ok(resource) | Err((resource, _))) = parser::parse(&*file.text);
    (file, resource)
}

fn found_by_id<'f>(files: &'f [(&'f SourceText, Resource<&'f str>)]) -> FxHashMap<String, Found<'f>> {
    let mut found = FxHashMap::default();
    for (file, resource) in files {
        for (entry, own) in resource.body.iter().enumerate() {
            if let Some((key, _)) = patterns(own).into_iter().next() {
                // Of several of one id, the last one counts, as in `message_texts`.
                found.insert(id_of(&key).to_owned(), Found { file, resource, entry });
            }
        }
    }
    found
}

/// Where a text that is a part of a file begins.
fn offset(file: &SourceText, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(file.text.as_ptr() as usize).min(file.text.len())
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// The bytes of a message, from its id to its end, without comments and white space behind it.
fn entry_range(found: &Found<'_>) -> Range<usize> {
    let text = &found.file.text;
    let start = entry_start(found.file, &found.resource.body[found.entry], false).unwrap_or(0);
    let next = found.resource.body[found.entry + 1..].iter().find_map(|it| entry_start(found.file, it, true));
    let end = next.unwrap_or(text.len()).max(start);
    start..start + text[start..end].trim_end().len()
}

/// Where an entry begins, with or without its comment.
fn entry_start(file: &SourceText, entry: &Entry<&str>, with_comment: bool) -> Option<usize> {
    let of_comment =
        |comment: &Comment<&str>| Some(line_start(&file.text, offset(file, comment.content.first()?)));
    match entry {
        Entry::Message(message) => {
            let comment = message.comment.as_ref().filter(|_| with_comment).and_then(of_comment);
            comment.or_else(|| Some(line_start(&file.text, offset(file, message.id.name))))
        }
        Entry::Term(term) => {
            let comment = term.comment.as_ref().filter(|_| with_comment).and_then(of_comment);
            comment.or_else(|| Some(line_start(&file.text, offset(file, term.id.name))))
        }
        Entry::Comment(comment) | Entry::GroupComment(comment) | Entry::ResourceComment(comment) => {
            of_comment(comment)
        }
        Entry::Junk { content } => Some(offset(file, content)),
    }
}

/// The bytes behind the `=` of each pattern of a message, by its key.
fn regions(found: &Found<'_>) -> Vec<(String, Range<usize>)> {
    let text = &found.file.text;
    let whole = entry_range(found);
    let (id, has_value, attributes) = match &found.resource.body[found.entry] {
        Entry::Message(message) => (message.id.name.to_owned(), message.value.is_some(), &message.attributes),
        Entry::Term(term) => (format!("-{}", term.id.name), true, &term.attributes),
        _ => return Vec::new(),
    };
    let lines: Vec<usize> =
        attributes.iter().map(|attribute| line_start(text, offset(found.file, attribute.id.name))).collect();
    let behind_equals = |from: usize, end: usize| {
        let start = text[from..end].find('=').map_or(end, |at| from + at + 1);
        start..start + text[start..end].trim_end().len()
    };
    let mut regions = Vec::new();
    let end = lines.first().copied().unwrap_or(whole.end);
    if has_value {
        regions.push((id.clone(), behind_equals(whole.start, end)));
    }
    for (index, attribute) in attributes.iter().enumerate() {
        let end = lines.get(index + 1).copied().unwrap_or(whole.end);
        regions.push((format!("{id}.{}", attribute.id.name), behind_equals(lines[index], end)));
    }
    regions
}
