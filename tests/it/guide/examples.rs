//! The examples of the guide, as parts of sites that build without a word.
