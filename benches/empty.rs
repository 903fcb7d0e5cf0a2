//! An empty program built like the benchmark: what starting and ending any Rust process costs.
fn main() {}
