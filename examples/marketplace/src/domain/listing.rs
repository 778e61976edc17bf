//! Lists, page by page.

/// The number of rows on a page.
pub const PAGE_SIZE: u32 = 24;

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Listing<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// The number of this page. The first page is 1.
    pub page: u32,
    /// The number of pages, at least one.
    pub pages: u32,
    /// The number of rows on all pages.
    pub total: u32,
}
