//! Checks of codes by officers, as a page and as JSON.
