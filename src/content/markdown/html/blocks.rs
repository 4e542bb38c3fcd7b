//! Blocks of a text.

use std::ops::Range;

use pulldown_cmark_escape::escape_html;

use super::address_fix::address_fix;
use super::{FrameKind, Writer};
use crate::content::markdown::pasted::margin;
use crate::content::markdown::tree::{Alert, Alignment, Component, Kind, Node};
use crate::content::markdown::{Argument, Arguments, LineError, Name, alert_of};
use crate::diagnostics::{Code, Diagnostic, Fix, list_names, nearest};

/// The alerts, as they are written.
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// The length in bytes of the longest name that is taken for one of an alert.
const MAX_ALERT_NAME: usize = 40;

impl<'t> Writer<'t, '_> {
    pub(super) fn enter_block(&mut self, node: &Node<'t>) {
        let pictures = match node.kind {
            Kind::Paragraph | Kind::Item => self.tree.pictures_alone(node.id).unwrap_or_default(),
            _ => Vec::new(),
        };
        self.holds_pictures = !pictures.is_empty();
        self.has_captions = pictures.iter().any(|picture| !picture.title.is_empty());
        match node.kind {
            Kind::Paragraph if self.has_captions => {}
            Kind::Paragraph => {
                self.push_line("<p>");
                if self.parents.is_empty() {
                    self.summary.paragraph = self.html.len() - "<p>".len();
                    self.summary.has_words = false;
                }
            }
            Kind::Heading { .. } => {
                let id = self.headings.next().expect("every heading has an id");
                self.open(FrameKind::Heading { node: node.clone(), id });
                return;
            }
            Kind::Quotation(None) => {
                self.report_alert(node);
                self.push_line("<blockquote>\n");
            }
            Kind::Quotation(Some(alert)) => self.start_alert(alert),
            Kind::CodeBlock { info } => {
                self.push_line("<pre><code");
                let language = info.split(' ').next().unwrap_or_default();
                if !language.is_empty() {
                    self.push(" class=\"language-");
                    self.push_escaped(language);
                    self.push("\"");
                }
                self.push(">");
            }
            Kind::List(None) => self.push_line("<ul>\n"),
            Kind::List(Some(1)) => self.push_line("<ol>\n"),
            Kind::List(Some(start)) => self.push_line(&format!("<ol start=\"{start}\">\n")),
            Kind::Item => self.push_line("<li>"),
            Kind::Footnote(label) => self.open(FrameKind::Footnote(label)),
            Kind::DefinitionList => self.push_line("<dl>\n"),
            Kind::DefinitionTitle => self.push_line("<dt>"),
            Kind::Definition => self.push_line("<dd>"),
            Kind::Table(columns) => self.start_table(columns),
            Kind::TableHead => {
                self.is_in_table_head = true;
                self.column = 0;
                self.push("<thead><tr>");
            }
            Kind::TableRow => {
                self.column = 0;
                self.push("<tr>");
            }
            Kind::TableCell => {
                self.push(if self.is_in_table_head { "<th" } else { "<td" });
                self.push(match self.columns.get(self.column) {
                    // By the direction of the text: Markdown's left is where a line begins.
                    Some(Alignment::Left) => " style=\"text-align: start\">",
                    Some(Alignment::Center) => " style=\"text-align: center\">",
                    Some(Alignment::Right) => " style=\"text-align: end\">",
                    Some(Alignment::None) | None => ">",
                });
                return;
            }
            Kind::Component(component) => self.start_component(component),
            Kind::StrayEnd => {
                let place = self.place(node.range.clone());
                self.diagnostics.push(Diagnostic::new(Code::ComponentUnopened).at(place));
            }
            Kind::Rule => {
                self.push_line("<hr />\n");
                return;
            }
            // A block of HTML is written when it ends; the others are inlines.
            _ => {}
        }
        self.begins_line = true;
    }

    pub(super) fn leave_block(&mut self, node: Node<'t>) {
        let had_captions = std::mem::take(&mut self.has_captions);
        match node.kind {
            Kind::Paragraph if had_captions => {}
            Kind::Paragraph => {
                self.push("</p>\n");
                // A picture alone says nothing of what the text is about.
                if self.parents.is_empty() && self.summary.is_empty() && self.summary.has_words {
                    self.summary.range = self.summary.paragraph..self.html.len();
                }
            }
            Kind::HtmlBlock => self.end_html(),
            Kind::Quotation(None) => self.push("</blockquote>\n"),
            Kind::Quotation(Some(_)) => self.push("</div>\n"),
            Kind::CodeBlock { .. } => self.push("</code></pre>\n"),
            Kind::List(None) => self.push("</ul>\n"),
            Kind::List(Some(_)) => self.push("</ol>\n"),
            Kind::Item => self.push("</li>\n"),
            Kind::DefinitionList => self.push("</dl>\n"),
            Kind::DefinitionTitle => self.push("</dt>\n"),
            Kind::Definition => self.push("</dd>\n"),
            Kind::Table(_) => self.push("</tbody></table>\n</div>\n"),
            Kind::TableHead => {
                self.is_in_table_head = false;
                self.push("</tr></thead><tbody>\n");
            }
            Kind::TableRow => self.push("</tr>\n"),
            Kind::TableCell => {
                self.push(if self.is_in_table_head { "</th>" } else { "</td>" });
                self.column += 1;
            }
            Kind::Heading { .. } | Kind::Footnote(_) | Kind::Component(_) => match self.close() {
                Some((FrameKind::Heading { node, id }, inner)) => self.end_heading(&node, id, &inner),
                Some((FrameKind::Footnote(label), html)) => self.footnotes.add(label, html),
                Some((FrameKind::Component(component), body)) => {
                    self.typographer.begin_block(&node.range);
                    self.end_component(component, &body);
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn start_alert(&mut self, alert: Alert) {
        let name = match alert {
            Alert::Note => "note",
            Alert::Tip => "tip",
            Alert::Important => "important",
            Alert::Warning => "warning",
            Alert::Caution => "caution",
        };
        let title = self.resolver.message(&format!("alert-{name}"));
        self.push(&format!("<div class=\"alert alert-{name}\" role=\"note\">\n<p class=\"alert-title\">"));
        self.push_escaped(&title);
        self.push("</p>\n");
    }

    /// Reports a quotation that begins like an alert and is none.
    fn report_alert(&mut self, quotation: &Node<'t>) {
        let Some((first, second)) = self.tree.first_children(quotation.id) else { return };
        // A link that looks like it is a link.
        if !matches!((&first.kind, second.kind), (Kind::Paragraph, Kind::Text(_))) {
            return;
        }
        let start = first.range.start;
        let line = self.tree.source.text[start..first.range.end].lines().next().unwrap_or_default();
        let Some((name, behind)) = line.strip_prefix("[!").and_then(|rest| rest.split_once(']')) else {
            return;
        };
        if name.is_empty() || name.len() > MAX_ALERT_NAME || name.contains('[') {
            return;
        }
        let is_known = ALERTS.iter().any(|alert| alert.eq_ignore_ascii_case(name));
        let name_range = start + "[!".len()..start + "[!".len() + name.len();
        let place = self.place(start..name_range.end + "]".len());
        let suggestion = (!is_known).then(|| nearest(name, ALERTS));
        let source = &self.tree.source;
        let words = behind.trim();
        let fix = match (is_known, words.is_empty()) {
            (false, true) => Some(Fix::suggested(source, name_range)),
            (true, false) => margin(&source.text, start).map(|margin| {
                let gap = name_range.end + 1..start + line.trim_end().len() - words.len();
                Fix::new(source, [(gap, format!("\n{margin}"))])
            }),
            _ => None,
        };
        let diagnostic = Diagnostic::new(Code::AlertSyntax)
            .at(place)
            .with("name", name)
            .with("reason", if is_known && !behind.trim().is_empty() { "behind" } else { "name" })
            .with("known", list_names(ALERTS.map(|alert| format!("[!{alert}]"))));
        self.diagnostics.push(diagnostic.suggest(suggestion).fix(fix));
    }

    /// Tables can be scrolled, for which they have to be a region with a name.
    fn start_table(&mut self, columns: &'t [Alignment]) {
        self.columns = columns;
        self.tables += 1;
        self.push("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.push_escaped(&self.resolver.message("table"));
        if self.tables > 1 {
            self.push(&format!(" {}", self.tables));
        }
        self.push("\">\n<table>");
    }

    fn start_component(&mut self, component: &'t Component) {
        if let Err(error) = &component.opening {
            let is_unknown = self.report_unknown(error.name.as_ref());
            let name = error.name.as_ref().map_or("name", |name| name.text.as_str());
            // `:::tip[Title]` is the note of other generators: how it is written here was told.
            let is_aside = is_unknown && error.reason == "title" && alert_of(name).is_some();
            if !is_aside {
                let place = self.place(error.range.clone());
                let fix = self.title_fix(error);
                let diagnostic = Diagnostic::new(Code::ComponentSyntax).at(place).fix(fix);
                let diagnostic = diagnostic
                    .with("reason", error.reason)
                    .with("detail", error.detail.as_str())
                    .with("name", name);
                self.diagnostics.push(diagnostic);
            }
        }
        self.open(FrameKind::Component(component));
    }

    /// Makes a title that stands bare behind the name of a component the argument that it is meant as, if the component takes
    /// it.
    fn title_fix(&self, error: &LineError) -> Option<Fix> {
        let name = error.name.as_ref().filter(|_| error.reason == "title")?;
        let title = Some(&error.detail).filter(|title| !title.contains(['"', '\\', '=']))?;
        let argument = ("title".to_owned(), Argument::Text(title.clone()), error.range.clone());
        let arguments = Arguments { entries: vec![argument] };
        self.resolver.component(&name.text, &arguments, "").ok()?;
        Some(Fix::new(&self.tree.source, [(error.range.clone(), format!("title=\"{title}\""))]))
    }

    /// Reports the name of a component whose arguments cannot be read, if the theme does not know it either.
    fn report_unknown(&mut self, name: Option<&Name>) -> bool {
        let Some(name) = name else { return false };
        let problems =
            self.resolver.component(&name.text, &Arguments::default(), "").err().unwrap_or_default();
        let unknown = problems.into_iter().find(|(diagnostic, _)| diagnostic.code == Code::ComponentUnknown);
        let Some((diagnostic, _)) = unknown else { return false };
        let fix = Fix::suggested(&self.tree.source, name.range.clone());
        self.diagnostics.push(diagnostic.at(self.place(name.range.clone())).fix(fix));
        true
    }

    /// A component that cannot be rendered is reported, and its body is shown.
    fn end_component(&mut self, component: &Component, body: &str) {
        let Ok((name, arguments)) = &component.opening else { return self.push(body) };
        if !component.is_closed {
            let place = self.place(component.line.clone());
            let diagnostic = Diagnostic::new(Code::ComponentUnclosed).at(place);
            self.diagnostics.push(diagnostic.with("name", name.text.as_str()));
            return self.push(body);
        }
        match self.resolver.component(&name.text, arguments, body) {
            Ok(html) => self.push(&html),
            Err(problems) => {
                for (diagnostic, argument) in problems {
                    // What is wrong in the component's own file has its place already.
                    let diagnostic = match diagnostic.location {
                        Some(_) => diagnostic,
                        None => {
                            let argument = argument.and_then(|index| arguments.entries.get(index));
                            let range = argument.map_or(&name.range, |(.., range)| range);
                            let fix = self.component_fix(&diagnostic, name, argument);
                            diagnostic.at(self.place(range.clone())).fix(fix)
                        }
                    };
                    self.diagnostics.push(diagnostic);
                }
                self.push(body);
            }
        }
    }

    /// What mends the name of a component, or one of its arguments, which is written `key="value"`.
    fn component_fix(
        &self,
        diagnostic: &Diagnostic,
        name: &Name,
        argument: Option<&(String, Argument, Range<usize>)>,
    ) -> Option<Fix> {
        let source = &self.tree.source;
        let Some((key, value, range)) = argument else {
            let is_name = diagnostic.code == Code::ComponentUnknown;
            return is_name.then(|| Fix::suggested(source, name.range.clone()));
        };
        let written = range.start + key.len() + 1..range.end;
        let text = source.text.get(written.clone())?;
        let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        match diagnostic.code {
            Code::ComponentUnknownArgument => {
                Some(Fix::suggested(source, range.start..range.start + key.len()))
            }
            Code::ComponentArgumentType => {
                let is_expected = |expected: &str| {
                    diagnostic
                        .arguments
                        .iter()
                        .any(|(name, value)| name == "expected" && *value == expected.into())
                };
                let mended = match value {
                    Argument::Text(text) if is_expected("bool") => {
                        matches!(text.as_str(), "true" | "false").then(|| text.clone())
                    }
                    Argument::Text(text) if is_expected("integer") => {
                        text.parse::<i64>().ok().map(|it| it.to_string())
                    }
                    Argument::Text(text) if is_expected("number") || is_expected("float") => {
                        text.parse::<f64>().is_ok_and(f64::is_finite).then(|| text.clone())
                    }
                    Argument::Integer(_) | Argument::Float(_) | Argument::Boolean(_)
                        if is_expected("string") =>
                    {
                        Some(format!("\"{text}\""))
                    }
                    _ => None,
                };
                mended.map(|mended| Fix::new(source, [(written, mended)]))
            }
            // What the component does with it went wrong: an address that leads nowhere.
            _ => {
                let inner = inner?;
                address_fix(source, diagnostic, inner, written.start + 1..written.end - 1)
            }
        }
    }

    /// Reports a line that begins with colons and is none of a component, such as one that is indented below a paragraph:
    /// the reader would see the colons.
    pub(super) fn report_misplaced(&mut self, text: &str, range: &Range<usize>) {
        let is_escaped = || self.tree.source.text[..range.start].ends_with('\\');
        if self.begins_line && text.starts_with(":::") && !is_escaped() {
            let place = self.place(range.clone());
            self.diagnostics.push(Diagnostic::new(Code::ComponentMisplaced).at(place));
        }
    }

    /// Adds text to the value of an attribute, or to a text whose quotation marks are escaped.
    pub(super) fn push_escaped(&mut self, text: &str) {
        escape_html(&mut self.html, text).expect("a String takes all text");
    }
}
