//! Bare addresses that end before Chinese characters which may belong to them.

use super::{CONTEXT, Finding};
use crate::content::markdown::characters::is_wide;
use crate::content::markdown::tree::{Node, Tree};
use crate::diagnostics::Code;

/// Words that a sentence goes on with behind an address.
const OF_SENTENCES: &str = "的是在有和与及或等并也都就即可能会将被把为对从到于中上下里后前，查看获取下载了解访问注册登录进行提供支持使用参见参考网站官网页面主页链接地址购买预订预约报名申请咨询搜索打开点击浏览阅读观看来去这那请";

/// How many Chinese characters stand at most between a host and the end of an address whose path nothing else tells.
const MAX_NAME: usize = 6;

/// Chinese behind `…/wiki/` or `…?q=`. Behind a host, as in `https://a.example/`, mostly the sentence goes on: what stands
/// there is a path only if it looks like one, or is a short name in front of a gap.
pub(super) fn end(tree: &Tree, link: &Node<'_>) -> Option<Finding> {
    let source = &tree.source.text;
    let address = &source[link.range.clone()];
    if !tree.shows_address(link) || !address.ends_with(['/', '=']) {
        return None;
    }
    let (_, rest) = address.split_once("://").unwrap_or(("", address));
    let (_, path) = rest.split_once('/')?;
    let belongs =
        |c: char| is_wide(c) && c.is_alphanumeric() || c.is_ascii_alphanumeric() || "-_%/.".contains(c);
    let behind = &source[link.range.end..];
    let length = behind.find(|c| !belongs(c)).unwrap_or(behind.len());
    let next = behind[length..].chars().next();
    // A full stop at the end is that of the sentence.
    let behind = behind[..behind.floor_char_boundary(length.min(CONTEXT))].trim_end_matches('.');
    if path.trim_end_matches('/').is_empty() && !address.ends_with('=') && !is_path(behind, next) {
        return None;
    }
    behind.starts_with(is_wide).then(|| Finding {
        code: Code::AddressEnd,
        reason: "chinese",
        range: link.range.clone(),
        written: address.to_owned(),
        mended: format!("<{address}{behind}>"),
        // Which of two ways is meant, nothing tells.
        fix: Vec::new(),
    })
}

/// Whether Chinese right behind a host is a path; `next` is what follows it.
fn is_path(behind: &str, next: Option<char>) -> bool {
    let name = behind.find(|c: char| !is_wide(c)).map_or(behind, |end| &behind[..end]);
    let rest = &behind[name.len()..];
    let goes_on = rest.starts_with(['/', '-', '_', '%'])
        || rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_name = (2..=MAX_NAME).contains(&name.chars().count())
        && rest.is_empty()
        && next.is_none_or(|next| next.is_whitespace() || matches!(next, ')' | '）' | '」' | '”'))
        && !name.contains(|c| OF_SENTENCES.contains(c));
    !name.is_empty() && (goes_on || is_name)
}
