//! The benchmark of the board: writes workspaces, times whole processes and prints a table (see benches/README.md).

// A benchmark is a shell of its own: it prints, and it looks at the clock, the disk and the environment.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::print_stdout, clippy::print_stderr)]
// The writing of workspaces is not measured: there, plain words are worth more than a saved allocation.
#![allow(clippy::format_push_string)]

mod chance;
mod check;
mod day;
mod deadline;
mod duty;
mod edition2;
mod floor;
mod generate;
mod history;
mod people;
mod plan;
mod plan_text;
mod process;
mod programs;
mod record;
mod run;
mod sample;
mod size;
mod table;
mod tidy;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

use crate::size::{Layout, Size};

const USAGE: &str = "\
cargo bench --bench board -- generate DIR --size S|M|L|XL|V2|C|V [--layout tidy|people]
cargo bench --bench board -- floor DIR THREADS
cargo bench --bench board -- check [--sizes V,S,M] [--tiendo PATH] [--cache DIR]
cargo bench --bench board -- compare DIR [--as-of DAY] [--tiendo PATH]
cargo bench --bench board -- run [--sizes S,M,L] [--rounds N] [--tiendo PATH] [--empty PATH] [--cache DIR] [--piped]
";

fn main() -> ExitCode {
    match command(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(mut words: Vec<String>) -> Result<()> {
    // `cargo bench` adds this word; `cargo test --benches` does not, and then nothing is to be measured.
    let bench = take_word(&mut words, "--bench");
    if words.is_empty() {
        if bench {
            return run::run(run::Options::new());
        }
        print!("{USAGE}");
        return Ok(());
    }
    match words.remove(0).as_str() {
        "generate" => {
            let size = take_value(&mut words, "--size")?.context("generate needs --size")?;
            let layout = take_value(&mut words, "--layout")?.unwrap_or_else(|| "tidy".to_owned());
            let [dir] = words.as_slice() else { bail!("generate needs one folder, not {words:?}") };
            let (dir, size) = (Path::new(dir), Size::parse(&size)?);
            let layout = Layout::parse(&layout)?;
            let make = if size == Size::Collection { generate::ensure } else { generate::generate };
            let holds = make(dir, size, layout)?;
            let dir = dir.display();
            println!("{dir}: {holds:?}");
            Ok(())
        }
        "floor" => {
            let [dir, threads] = words.as_slice() else { bail!("floor needs a folder and a number, not {words:?}") };
            println!("{}", floor::bytes_read(Path::new(dir), threads.parse().context("the number of threads")?)?);
            Ok(())
        }
        "check" => {
            let options = options(&mut words, "V,S,M")?;
            nothing_left(&words)?;
            check::check(&options)
        }
        "compare" => {
            let day = take_value(&mut words, "--as-of")?.unwrap_or_else(|| programs::AS_OF.to_owned());
            let options = options(&mut words, "")?;
            let [dir] = words.as_slice() else { bail!("compare needs one folder, not {words:?}") };
            check::compare(&options, Path::new(dir), &day)
        }
        "run" => {
            let options = options(&mut words, "S,M,L")?;
            nothing_left(&words)?;
            run::run(options)
        }
        other => bail!("no command {other:?}\n{USAGE}"),
    }
}

fn options(words: &mut Vec<String>, sizes: &str) -> Result<run::Options> {
    let mut options = run::Options::new();
    let sizes = take_value(words, "--sizes")?.unwrap_or_else(|| sizes.to_owned());
    options.sizes = sizes.split(',').filter(|size| !size.is_empty()).map(Size::parse).collect::<Result<_>>()?;
    if let Some(rounds) = take_value(words, "--rounds")? {
        options.rounds = rounds.parse().context("the number of rounds")?;
    }
    if let Some(path) = take_value(words, "--tiendo")? {
        options.tiendo = PathBuf::from(path);
    }
    options.empty = take_value(words, "--empty")?.map(PathBuf::from);
    if let Some(path) = take_value(words, "--cache")? {
        options.cache = PathBuf::from(path);
    }
    options.piped = take_word(words, "--piped");
    Ok(options)
}

fn take_word(words: &mut Vec<String>, name: &str) -> bool {
    let found = words.iter().position(|word| word == name);
    found.map(|place| words.remove(place)).is_some()
}

fn take_value(words: &mut Vec<String>, name: &str) -> Result<Option<String>> {
    let Some(place) = words.iter().position(|word| word == name) else { return Ok(None) };
    if place + 1 >= words.len() {
        bail!("{name} needs a value");
    }
    words.remove(place);
    Ok(Some(words.remove(place)))
}

fn nothing_left(words: &[String]) -> Result<()> {
    if words.is_empty() { Ok(()) } else { bail!("not understood: {words:?}\n{USAGE}") }
}
