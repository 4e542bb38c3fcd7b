//! "Did you mean": the known name nearest to an unknown one, looked for when a diagnostic is shown.

use std::fmt;
use std::sync::Arc;

use super::names::{Certainty, Names};

/// The name that an author probably meant. It is looked for when [`Suggestion::name`] is called, not when the mistake
/// is found: of thousands of mistakes only some are shown.
#[derive(Clone)]
pub struct Suggestion(Origin);

#[derive(Clone)]
enum Origin {
    Known(Arc<str>),
    Nearest { name: Arc<str>, known: Names },
    Computed(Arc<dyn Fn(Certainty) -> Option<String> + Send + Sync>),
}

impl Suggestion {
    /// A suggestion that needs more than a list of names; `find` is called each time that the diagnostic is shown, and told
    /// how sure the name has to be.
    pub fn computed(find: impl Fn(Certainty) -> Option<String> + Send + Sync + 'static) -> Self {
        Self(Origin::Computed(Arc::new(find)))
    }

    /// The name, if one is near enough.
    pub fn name(&self) -> Option<String> {
        self.find(Certainty::Likely)
    }

    /// The name, if no other one can be meant.
    pub fn certain_name(&self) -> Option<String> {
        self.find(Certainty::Certain)
    }

    fn find(&self, certainty: Certainty) -> Option<String> {
        match &self.0 {
            Origin::Known(name) => Some(name.to_string()),
            Origin::Nearest { name, known } => known.find(name, certainty).map(ToOwned::to_owned),
            Origin::Computed(find) => find(certainty),
        }
    }
}

impl Names {
    /// The nearest of these names as a suggestion. The names are shared, not copied.
    pub fn suggest(&self, name: &str) -> Suggestion {
        Suggestion(Origin::Nearest { name: name.into(), known: self.clone() })
    }
}

impl From<String> for Suggestion {
    fn from(name: String) -> Self {
        Self(Origin::Known(name.into()))
    }
}

impl fmt::Debug for Suggestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Suggestion").field(&self.name()).finish()
    }
}

/// The nearest of a few names, which are copied. For a list that grows with the site and is asked more than once, keep
/// [`Names`] and call [`Names::suggest`].
pub fn nearest<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Suggestion {
    Names::new(candidates).suggest(name)
}
