//! The program: starts the marketplace, prints its address, and stops on ctrl-c.

use std::{io, path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use marketplace::{Config, jobs, open, policy, start, web::Mode};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::{filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

/// A demonstration: a marketplace in which permit guards every endpoint.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Port to listen on, on this machine only; 0 for any free port
    #[arg(long, default_value_t = 3000)]
    port: u16,

    /// Database file; created with demonstration data if it does not exist
    #[arg(
        long,
        value_name = "PATH",
        default_value = "marketplace.sqlite",
        global = true
    )]
    database: PathBuf,

    /// A host under which browsers reach it, besides this machine: `shop.example:8080`. Requests for
    /// others are refused. It then answers as with `--production`
    #[arg(long = "host", value_name = "HOST")]
    hosts: Vec<String>,

    /// Answer as a production system does: a refusal tells its public reason, and no explanation
    #[arg(long)]
    production: bool,

    /// File of the policy: what operators open and block; beside the database unless it is named
    #[arg(long, value_name = "PATH", global = true)]
    policy: Option<PathBuf>,

    #[command(subcommand)]
    instead: Option<Instead>,
}

/// A command that runs instead of the server.
#[derive(Subcommand)]
enum Instead {
    /// Run the nightly job once: delete connected applications that have expired
    Nightly,
    /// Open and block what the code says, for everyone and at once
    #[command(subcommand)]
    Policy(policy::Command),
}

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments {
        port,
        database,
        hosts,
        production,
        policy,
        instead,
    } = Arguments::parse();
    // Denials are events at `INFO`. A sample of what is allowed is at `DEBUG`, and left out here.
    let told = Targets::new()
        .with_default(LevelFilter::WARN)
        .with_target("permit::decision", LevelFilter::INFO)
        .with_target("marketplace::impersonation", LevelFilter::INFO)
        .with_target("marketplace::denials", LevelFilter::INFO);
    tracing_subscriber::registry()
        .with(tracing_subscriber::fmt::layer().with_writer(io::stderr))
        .with(told)
        .init();
    // What others can reach explains nothing, even if the flag is forgotten.
    let mode = if production || !hosts.is_empty() {
        Mode::Production
    } else {
        Mode::Demonstration
    };
    let config = Config::new(database);
    let config = Config {
        port,
        hosts,
        mode,
        policy: policy.unwrap_or(config.policy),
        ..config
    };
    let done = match instead {
        None => run(config).await,
        Some(Instead::Nightly) => run_nightly(config).await,
        Some(Instead::Policy(command)) => operate(&config, command).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(config: Config) -> Result<(), Box<dyn std::error::Error>> {
    // Listens for signals before the start, so that an early signal is not lost.
    let told_to_stop = told_to_stop()?;
    let database = config.database.display().to_string();
    let running = start(config).await?;
    let state = if running.created() {
        "created"
    } else {
        "existing"
    };
    println!("marketplace: http://{}", running.address());
    println!("database:    {database} ({state})");
    println!("press ctrl-c to stop");
    told_to_stop.await;
    running.stop().await?;
    println!("stopped");
    Ok(())
}

async fn operate(
    config: &Config,
    command: policy::Command,
) -> Result<(), Box<dyn std::error::Error>> {
    println!("{}", policy::run(&config.policy, command).await?);
    Ok(())
}

async fn run_nightly(config: Config) -> Result<(), Box<dyn std::error::Error>> {
    let state = open(&config).await?;
    let done = jobs::nightly(&state).await;
    state.database.close().await;
    state.policy.stop().await;
    println!("{}", done?);
    Ok(())
}

/// Ends on ctrl-c, or when a supervisor sends SIGTERM.
#[cfg(unix)]
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends on ctrl-c.
#[cfg(windows)]
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
