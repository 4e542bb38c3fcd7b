//! "Did you mean": the known name nearest to an unknown one.

/// The candidate most alike to `name`, when it is alike enough to be a slip of the hand.
///
/// Likeness is Damerau–Levenshtein distance, of at most a third of the longer name's characters (at least one); upper
/// and lower case are alike.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let length = name.chars().count();
    let wanted = name.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        .map(|candidate| {
            let longest = length.max(candidate.chars().count());
            // Two names of one letter have nothing in common but their length.
            let limit = (longest / 3).max(1).min(longest.saturating_sub(1));
            (strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase()), limit, candidate)
        })
        .filter(|(distance, limit, _)| distance <= limit)
        .min_by_key(|(distance, _, candidate)| (*distance, *candidate))
        .map(|(_, _, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_a_slip_but_no_stranger() {
        let known = ["title", "description", "slug"];
        assert_eq!(nearest("tilte", known).as_deref(), Some("title"));
        assert_eq!(nearest("descripton", known).as_deref(), Some("description"));
        assert_eq!(nearest("weather", known), None);
        assert_eq!(nearest("TITLE", known).as_deref(), Some("title"));
        assert_eq!(nearest("a", ["b"]), None);
    }
}
