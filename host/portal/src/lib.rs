//! The web portal: citizens apply.
