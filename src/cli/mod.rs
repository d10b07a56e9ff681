//! The command line: one binary, `passerelle`, for everything (see README for each command).

mod admin;
mod bench_file;
mod bench_live;
mod board;
mod doctor;
mod live;
mod load;
mod matching;
mod serve;
mod settings;

use clap::{Parser, Subcommand};
use settings::Settings;
use std::path::PathBuf;
use std::process::ExitCode;

/// Passerelle: the job board and the programmes of the social economy.
#[derive(Parser)]
#[command(name = "passerelle", version, about, long_about = None, propagate_version = true, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site. Applies pending migrations first; Ctrl-C or SIGTERM ends it gracefully.
    Serve {
        /// Load the demo world first if the database holds no offer.
        #[arg(long)]
        demo_if_empty: bool,
    },
    /// Apply pending migrations and stop.
    Migrate,
    /// Fill the database with a world to look at or to measure.
    Seed {
        #[command(subcommand)]
        what: Seed,
    },
    /// Bring a real feed in.
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Rebuild the search index from the database.
    Reindex,
    /// Check the configuration, the data folder, the database, the index and the built assets.
    Doctor,
    /// Print the messages sent through the contact form, most recent first.
    Messages {
        /// Erase every message of this e-mail address instead, as its owner may ask.
        #[arg(long, value_name = "ADDRESS")]
        forget: Option<String>,
    },
    /// The rooms of today's mornings.
    Live {
        #[command(subcommand)]
        what: Live,
    },
    /// Give somebody the administration.
    Admin {
        #[command(subcommand)]
        what: Admin,
    },
    /// The matching engines on files: meetings, attribute, verify, generate, compare, what-if, repair, explain and the
    /// spreadsheets around them. `passerelle match --help` lists them.
    #[command(name = "match", disable_help_flag = true)]
    Matching {
        /// The command of the engines and its options.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<String>,
    },
    /// Measure the search beside SQLite FTS5 on the same generated offers (see `make bench`).
    #[command(hide = true)]
    BenchSearch {
        /// Offers to generate.
        #[arg(long, default_value_t = 100_000)]
        count: usize,
        /// Seed of the generator.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Without SQLite, which takes minutes on a large board.
        #[arg(long)]
        alone: bool,
    },
    /// Measure the live room beside a bare broadcast server (see `make bench`).
    #[command(hide = true)]
    BenchLive {
        /// Streams opened at once.
        #[arg(long, default_value_t = 10_000)]
        streams: usize,
        /// Streams that come back at once.
        #[arg(long, default_value_t = 5_000)]
        storm: usize,
        /// Ratings a second.
        #[arg(long, default_value_t = 2_000)]
        ratings: usize,
        /// Seconds of ratings.
        #[arg(long, default_value_t = 10)]
        seconds: u64,
    },
    /// Kill the server again and again while ratings arrive, and compare what it kept with what it acknowledged.
    #[command(hide = true)]
    HammerLive {
        /// Kills.
        #[arg(long, default_value_t = 200)]
        rounds: u32,
    },
    /// The bare broadcast server the live room is measured beside.
    #[command(hide = true)]
    BenchBareLive,
    /// Measure fields that save themselves beside a bare handler, and files sent at once with the memory they take (see `make bench`).
    #[command(hide = true)]
    BenchFile {
        /// Seconds of each round of writers.
        #[arg(long, default_value_t = 5)]
        seconds: u64,
    },
    /// The bare handler the saves are measured beside: one row, one commit.
    #[command(hide = true)]
    BenchBareSave,
    /// Serve one file's bytes at every path: the bare handler the page benchmark compares with.
    #[command(hide = true)]
    BenchBare {
        /// The file.
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum Admin {
    /// Create an administrator, or make one of somebody who has an account. Prints a link to sign in.
    Create {
        /// The e-mail address.
        email: String,
        /// The name shown to others.
        #[arg(long, default_value = "")]
        name: String,
    },
}

#[derive(Subcommand)]
enum Live {
    /// Print what opens each seat: side, code and name, one a line.
    Codes,
}

#[derive(Subcommand)]
enum Seed {
    /// The demo world: the two source offers and some sixty others, their dates brought to today.
    Demo,
    /// A large, realistic, reproducible board.
    Offers {
        /// How many offers.
        #[arg(long, default_value_t = 1_000)]
        count: usize,
        /// Same seed, same offers.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

#[derive(Subcommand)]
enum Import {
    /// Offers from a file. Idempotent on (source, reference); refused rows are named with their line and reason.
    Offers {
        /// The file.
        file: PathBuf,
        /// Its shape.
        #[arg(long, value_parser = ["json", "jobposting", "rss", "indeed", "france-travail", "csv"])]
        format: String,
        /// The name of the source, when the file does not say it; the format's name by default.
        #[arg(long)]
        source: Option<String>,
    },
}

/// A failure worth one clear sentence.
pub type Outcome = Result<(), String>;

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    // A file somebody sent is read by a process of its own, which limits itself before anything else.
    if std::env::args_os().nth(1).is_some_and(|word| word == crate::files::child::COMMAND) {
        return crate::files::child::child_main();
    }
    let cli = Cli::parse();
    settings::start_logging();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(e) => return fail(&format!("le programme n’a pas pu démarrer : {e}")),
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(sentence) => fail(&sentence),
    }
}

fn fail(sentence: &str) -> ExitCode {
    eprintln!("passerelle: {sentence}");
    ExitCode::FAILURE
}

async fn run(cli: Cli) -> Result<ExitCode, String> {
    let s = cli.settings;
    match cli.command {
        Command::Matching { words } => return Ok(matching::matching(words).await),
        Command::Serve { demo_if_empty } => serve::serve(&s, demo_if_empty).await,
        Command::Migrate => board::migrate(&s).await,
        Command::Seed { what: Seed::Demo } => board::seed_demo(&s).await,
        Command::Seed { what: Seed::Offers { count, seed } } => board::seed_offers(&s, count, seed).await,
        Command::Import { what: Import::Offers { file, format, source } } => board::import(&s, &file, &format, source.as_deref()).await,
        Command::Reindex => board::reindex(&s).await,
        Command::Doctor => doctor::doctor(&s).await,
        Command::Admin { what: Admin::Create { email, name } } => admin::create(&s, &email, &name).await,
        Command::Live { what: Live::Codes } => live::codes(&s).await,
        Command::Messages { forget } => board::messages(&s, forget.as_deref()).await,
        Command::BenchSearch { count, seed, alone } => board::bench_search(count, seed, alone).await,
        Command::BenchBare { file } => serve::bare(&s, &file).await,
        Command::BenchLive { streams, storm, ratings, seconds } => bench_live::bench(&bench_live::Load { streams, storm, ratings, seconds }).await,
        Command::HammerLive { rounds } => bench_live::hammer(rounds).await,
        Command::BenchBareLive => bench_live::bare(&s).await,
        Command::BenchFile { seconds } => bench_file::bench(&s, seconds).await,
        Command::BenchBareSave => bench_file::bare(&s).await,
    }
    .map(|()| ExitCode::SUCCESS)
}
