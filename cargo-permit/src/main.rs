//! The program `cargo permit`.

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_permit::run(std::env::args_os())
}
