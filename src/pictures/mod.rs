//! Photographs and other pictures of a site: what they are.

pub mod original;
