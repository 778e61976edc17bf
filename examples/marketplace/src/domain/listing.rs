//! A list, page by page.

/// As many rows are on a page.
pub const PAGE_SIZE: u32 = 24;

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Listing<T> {
    /// What is on it.
    pub rows: Vec<T>,
    /// Which page it is; the first is 1.
    pub page: u32,
    /// How many pages there are: at least one.
    pub pages: u32,
    /// How many rows there are on all of them.
    pub total: u32,
}
