//! Tables, changed token by token.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| language::tables(bytes));
