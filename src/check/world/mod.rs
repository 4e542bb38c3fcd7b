//! Rules about the world: where places are, what is over, what nobody has looked at for long.

mod days;
mod map;
mod places;

use crate::diagnostics::Diagnostic;
use crate::theme::View;

/// Checks places, events and facts.
pub(super) fn check(view: &View, diagnostics: &mut Vec<Diagnostic>) {
    places::check(view, diagnostics);
    map::check(view, diagnostics);
    days::check(view, diagnostics);
}
