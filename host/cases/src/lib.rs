//! Cases of regimes: read, run, show the difference, count what no case touched.
