//! The measurements, and the table of what they show against what is to be reached.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::generate::{Holds, ensure};
use crate::history;
use crate::process::Program;
use crate::programs;
use crate::sample::{Pairs, Spread};
use crate::size::{Layout, Size};
use crate::table::{Goal, Row, Table, mebibytes, ratio, seconds};

/// What the command line chooses.
pub struct Options {
    pub sizes: Vec<Size>,
    /// The base that each measurement's own number of rounds is derived from.
    pub rounds: u32,
    pub tiendo: PathBuf,
    pub empty: Option<PathBuf>,
    pub cache: PathBuf,
    pub piped: bool,
}

impl Options {
    pub fn new() -> Self {
        Self {
            sizes: vec![Size::S, Size::M, Size::L],
            rounds: 11,
            tiendo: PathBuf::from(env!("CARGO_BIN_EXE_tiendo")),
            empty: None,
            cache: std::env::temp_dir().join("tiendo-bench"),
            piped: false,
        }
    }

    fn has(&self, size: Size) -> bool {
        self.sizes.contains(&size)
    }

    /// Where a generated workspace is kept.
    pub fn folder(&self, size: Size, layout: Layout) -> PathBuf {
        match layout {
            Layout::Tidy => self.cache.join(size.name()),
            Layout::People => self.cache.join(format!("{}-people", size.name())),
        }
    }

    fn board(&self, size: Size, layout: Layout) -> Program {
        programs::board(&self.tiendo, &self.folder(size, layout)).piped(self.piped)
    }

    /// Short runs are repeated more often, long ones less.
    fn rounds_at(&self, size: Size) -> u32 {
        match size {
            Size::S | Size::Variety => self.rounds * 20,
            Size::M => self.rounds * 3,
            Size::L | Size::V2 | Size::Collection => self.rounds,
            Size::Xl => self.rounds.div_ceil(2),
        }
    }
}

/// Generates what is missing, measures, and prints.
pub fn run(options: Options) -> Result<()> {
    let mut bench = Bench { holds: Vec::new(), ratios: Table::default(), memory: Table::default(), options };
    bench.workspaces()?;
    bench.start_up()?;
    for size in [Size::M, Size::L, Size::Xl, Size::Collection] {
        bench.against_floor(size)?;
    }
    bench.against_ripgrep()?;
    bench.layouts()?;
    bench.history()?;
    bench.processor_time_of_obligations()?;
    bench.second_edition()?;
    bench.peak_memory()?;
    bench.against_python()?;
    bench.print();
    Ok(())
}

struct Bench {
    options: Options,
    holds: Vec<(Size, Layout, Holds)>,
    ratios: Table,
    memory: Table,
}

impl Bench {
    fn workspaces(&mut self) -> Result<()> {
        for size in self.options.sizes.clone() {
            self.workspace(size, Layout::Tidy)?;
            if size == Size::L {
                self.workspace(size, Layout::People)?;
            }
        }
        Ok(())
    }

    fn workspace(&mut self, size: Size, layout: Layout) -> Result<()> {
        let folder = self.options.folder(size, layout);
        eprintln!("workspace {} {} in {}", size.name(), layout.name(), folder.display());
        self.holds.push((size, layout, ensure(&folder, size, layout)?));
        Ok(())
    }

    fn compare(&mut self, what: &str, programs: (&Program, &Program), rounds: u32, goal: Goal) -> Result<()> {
        eprintln!("{what} ({rounds} rounds)");
        let pairs = Pairs::take(programs.0, programs.1, rounds)?;
        let (first, second) = (seconds(pairs.first().middle), seconds(pairs.second().middle));
        self.ratios.push(Row { what: what.to_owned(), first, second, value: pairs.ratio(), goal });
        Ok(())
    }

    fn skip(&mut self, what: &str, why: &str) {
        self.ratios.skip(what, why);
    }

    fn start_up(&mut self) -> Result<()> {
        if !self.options.has(Size::S) {
            return Ok(());
        }
        let what = "board at S ÷ empty program";
        let Some(empty) = self.options.empty.clone().or_else(programs::empty) else {
            self.skip(what, "no empty program: run under cargo, or give --empty PATH");
            return Ok(());
        };
        let board = self.options.board(Size::S, Layout::Tidy);
        let rounds = self.options.rounds_at(Size::S);
        let empty = Program::new(empty);
        self.compare(what, (&board, &empty), rounds, Goal::at_most(2.0, 1.6))?;
        let what = "processor time, board at S ÷ empty program";
        let goal = Goal::at_most(2.0, 1.6);
        self.processor_time(what, (&board, 100, 1.0), (&empty, 100, 1.0), self.options.rounds, goal)
    }

    fn against_floor(&mut self, size: Size) -> Result<()> {
        if !self.options.has(size) {
            return Ok(());
        }
        let goal = match size {
            Size::L => Goal::at_most(4.5, 3.0),
            Size::Xl => Goal::at_most(5.0, 3.0),
            Size::Collection => Goal::at_most(6.0, 4.0),
            _ => Goal::none(),
        };
        let board = self.options.board(size, Layout::Tidy);
        let floor = programs::floor(&self.options.folder(size, Layout::Tidy))?;
        let what = format!("board at {} ÷ reading the files, 2 threads", size.name());
        self.compare(&what, (&board, &floor), self.options.rounds_at(size), goal)
    }

    fn against_ripgrep(&mut self) -> Result<()> {
        if !self.options.has(Size::L) {
            return Ok(());
        }
        let what = "board at L ÷ `rg -c done units/`";
        let Some(ripgrep) = programs::ripgrep(&self.options.folder(Size::L, Layout::Tidy)) else {
            self.skip(what, "rg is not installed");
            return Ok(());
        };
        let board = self.options.board(Size::L, Layout::Tidy);
        let ripgrep = ripgrep.piped(self.options.piped);
        self.compare(what, (&board, &ripgrep), self.options.rounds_at(Size::L), Goal::at_most(2.5, 1.5))
    }

    fn against_python(&mut self) -> Result<()> {
        if !self.options.has(Size::L) {
            return Ok(());
        }
        let what = "Python script ÷ board, at L";
        let Some(python) = programs::python(&self.options.folder(Size::L, Layout::Tidy), programs::AS_OF) else {
            self.skip(what, "no python3 with tomllib");
            return Ok(());
        };
        let board = self.options.board(Size::L, Layout::Tidy);
        let rounds = self.options.rounds.min(3);
        self.compare(what, (&python.piped(self.options.piped), &board), rounds, Goal::at_least(75.0, 125.0))
    }

    fn layouts(&mut self) -> Result<()> {
        if !self.options.has(Size::L) {
            return Ok(());
        }
        let people = self.options.board(Size::L, Layout::People);
        let tidy = self.options.board(Size::L, Layout::Tidy);
        let rounds = self.options.rounds_at(Size::L);
        let what = "board at L, as people write ÷ as a tool writes";
        self.compare(what, (&people, &tidy), rounds, Goal::at_most(1.25, 1.25))?;
        // The figures themselves, a quarter allowed for layouts that no reader can foresee.
        let floor = programs::floor(&self.options.folder(Size::L, Layout::People))?;
        let what = "board at L, as people write ÷ reading the files, 2 threads";
        self.compare(what, (&people, &floor), rounds, Goal::at_most(4.5 * 1.25, 3.0 * 1.25))
    }

    /// Two revisions and a long history, against what git itself takes to name the changed files and the commits.
    fn history(&mut self) -> Result<()> {
        let rounds = self.options.rounds_at(Size::M);
        let Options { tiendo, cache, piped, .. } = &self.options;
        let (tiendo, cache, piped) = (tiendo.clone(), cache.clone(), *piped);
        for size in [Size::S, Size::L] {
            if !self.options.has(size) {
                continue;
            }
            if size == Size::L {
                let kept = history::revisions(&cache, size)?;
                let what =
                    format!("`diff` of two revisions at L, {} files changed ÷ `git diff --stat`", history::CHANGED);
                self.compare(&what, (&kept.diff(&tiendo).piped(piped), &kept.git_diff()), rounds, Goal::none())?;
                continue;
            }
            let kept = history::long(&cache, size, &self.options.folder(size, Layout::Tidy))?;
            let log = kept.log(&tiendo).piped(piped);
            for (follow, name) in [(true, "git log --follow -- FILE"), (false, "git log -- FILE")] {
                let what = format!("`log` of one obligation over {} commits ÷ `{name}`", history::COMMITS);
                self.compare(&what, (&log, &kept.git_log(follow)), rounds, Goal::none())?;
            }
        }
        Ok(())
    }

    /// Processor time for one obligation: many runs at M, then one at XL, and again.
    fn processor_time_of_obligations(&mut self) -> Result<()> {
        if !self.options.has(Size::M) || !self.options.has(Size::Xl) {
            return Ok(());
        }
        let (small, large) = (self.options.board(Size::M, Layout::Tidy), self.options.board(Size::Xl, Layout::Tidy));
        let what = "processor time per obligation, board at XL ÷ at M";
        let (at_xl, at_m) = (self.obligations(Size::Xl)?, self.obligations(Size::M)?);
        let rounds = self.options.rounds_at(Size::Xl);
        self.processor_time(what, (&large, 1, at_xl), (&small, 40, at_m), rounds, Goal::at_most(1.0, 0.8))
    }

    /// Processor time for one obligation, with tasks of every form that the second edition of the format added.
    fn second_edition(&mut self) -> Result<()> {
        if !self.options.has(Size::L) || !self.options.has(Size::V2) {
            return Ok(());
        }
        let sizes = [Size::V2, Size::L];
        let boards = sizes.map(|size| self.options.board(size, Layout::Tidy));
        // Amendments and successors decide how many there are: the program is asked.
        let mut counts = [0.0; 2];
        for (count, size) in counts.iter_mut().zip(sizes) {
            *count = programs::obligations(&self.options.tiendo, &self.options.folder(size, Layout::Tidy))?;
        }
        let what = "processor time per obligation, board at V2 ÷ at L";
        let rounds = self.options.rounds_at(Size::L);
        self.processor_time(
            what,
            (&boards[0], 1, counts[0]),
            (&boards[1], 1, counts[1]),
            rounds,
            Goal::at_most(1.3, 1.1),
        )
    }

    /// The processor time of two programs in turn, each with the number of runs taken together, since it is counted in
    /// steps of 10 ms, and what it is shared out among.
    fn processor_time(
        &mut self,
        what: &str,
        first: (&Program, u32, f64),
        second: (&Program, u32, f64),
        rounds: u32,
        goal: Goal,
    ) -> Result<()> {
        eprintln!("{what}");
        let mut times = [Vec::new(), Vec::new()];
        for _ in 0..rounds {
            for (times, (program, runs, among)) in times.iter_mut().zip([first, second]) {
                let Some(time) = program.processor_time(runs)? else {
                    self.skip(what, "no /proc/self/stat");
                    return Ok(());
                };
                times.push(time.as_secs_f64() / among);
            }
        }
        let [first, second] = times;
        let ratios = Spread::of(first.iter().zip(&second).map(|(first, second)| first / second));
        let middle = |times: Vec<f64>| seconds(Spread::of(times.into_iter()).middle);
        let row = Row { what: what.to_owned(), first: middle(first), second: middle(second), value: ratios, goal };
        self.ratios.push(row);
        Ok(())
    }

    fn obligations(&self, size: Size) -> Result<f64> {
        let found = self.holds.iter().find(|(held, ..)| *held == size);
        let (.., holds) = found.context("only generated sizes are measured")?;
        #[allow(clippy::cast_precision_loss)] // millions, far from 2^53
        Ok(holds.obligations as f64)
    }

    fn peak_memory(&mut self) -> Result<()> {
        let goals = [
            (Size::S, 8.0, 4.0),
            (Size::M, 8.0, 4.0),
            (Size::L, 16.0, 8.0),
            (Size::Xl, 64.0, 16.0),
            (Size::V2, 16.0, 8.0),
            (Size::Collection, 8.0, 4.0),
        ];
        for (size, commit, stretch) in goals {
            if !self.options.has(size) {
                continue;
            }
            let dir = self.options.folder(size, Layout::Tidy);
            let board = self.options.board(size, Layout::Tidy);
            self.memory_of(&format!("board at {}", size.name()), &board, Goal::at_most(commit, stretch))?;
            if size == Size::Xl {
                let list = programs::list_csv(&self.options.tiendo, &dir).piped(self.options.piped);
                self.memory_of("`list --format csv` at XL", &list, Goal::at_most(commit, stretch))?;
            }
            let floor = programs::floor(&dir)?;
            self.memory_of(&format!("reading the files at {}", size.name()), &floor, Goal::none())?;
        }
        Ok(())
    }

    fn memory_of(&mut self, what: &str, program: &Program, goal: Goal) -> Result<()> {
        eprintln!("memory: {what}");
        let mut peaks = Vec::new();
        for _ in 0..self.options.rounds.min(3) {
            let Some(peak) = program.peak_memory()? else {
                self.memory.skip(what, "neither /usr/bin/time nor /proc tells");
                return Ok(());
            };
            peaks.push(mebibytes(peak));
        }
        let value = Spread::of(peaks.into_iter());
        let (first, second) = (format!("{:.1} MiB", value.middle), String::new());
        self.memory.push(Row { what: what.to_owned(), first, second, value, goal });
        Ok(())
    }

    fn print(&self) {
        let Options { tiendo, piped, rounds, .. } = &self.options;
        let output = if *piped { "a pipe that is read and thrown away" } else { "the null device" };
        let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
        println!("`{}`, {cores} cores, base of {rounds} rounds, output to {output}.\n", tiendo.display());
        println!("| workspace | files | unit files, MB | a file, KB | plan.toml, MB | obligations | records |");
        println!("|---|---:|---:|---:|---:|---:|---:|");
        for (size, layout, holds) in &self.holds {
            let Holds { files, unit_bytes, plan_bytes, obligations, records } = *holds;
            #[allow(clippy::cast_precision_loss)] // hundreds of millions, far from 2^53
            let (unit_mb, plan_mb, count) = (unit_bytes as f64 / 1e6, plan_bytes as f64 / 1e6, files as f64);
            let each = unit_mb * 1e3 / count;
            let (size, layout) = (size.name(), layout.name());
            println!(
                "| {size} {layout} | {files} | {unit_mb:.2} | {each:.2} | {plan_mb:.3} | {obligations} | {records} |"
            );
        }
        println!("\nMedians of wall times, and of the ratios pair by pair (in brackets the middle half of them):\n");
        println!("| ratio | first | second | measured | commit | stretch | |\n|---|---:|---:|---:|---:|---:|---|");
        self.ratios.print(|row| format!("{} | {} | {}", row.first, row.second, ratio(&row.value)));
        println!("\nPeak resident memory:\n");
        println!("| program | measured | commit | stretch | |\n|---|---:|---:|---:|---|");
        self.memory.print(|row| row.first.clone());
    }
}
