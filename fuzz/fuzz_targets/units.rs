#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tiendo_fuzz::targets::units(bytes));
