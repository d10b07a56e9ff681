//! The `passerelle` binary: reads its arguments and hands them to `passerelle::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    passerelle::cli::main()
}
