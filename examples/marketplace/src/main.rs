//! `marketplace`: starts it, says where, and stops it on ctrl-c.

use std::{io, path::PathBuf, process::ExitCode};

use clap::Parser;
use marketplace::{Config, start};

/// A marketplace whose every endpoint is guarded by permit: a demonstration.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Port to listen on, on this machine only; 0 for any that is free
    #[arg(long, default_value_t = 3000)]
    port: u16,

    /// Database file; created and filled with demonstration data if it is not there
    #[arg(long, value_name = "PATH", default_value = "marketplace.sqlite")]
    database: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments { port, database } = Arguments::parse();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_writer(io::stderr)
        .init();
    match run(Config { port, database }).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(config: Config) -> Result<(), Box<dyn std::error::Error>> {
    // Listened for from the beginning: nobody can stop it too early.
    let told_to_stop = told_to_stop()?;
    let database = config.database.display().to_string();
    let running = start(config).await?;
    let state = if running.created() {
        "created"
    } else {
        "as it was left"
    };
    println!("marketplace: http://{}", running.address());
    println!("database:    {database} ({state})");
    println!("ctrl-c stops it");
    told_to_stop.await;
    running.stop().await?;
    println!("stopped");
    Ok(())
}

/// Ends on ctrl-c, or on the SIGTERM of a supervisor.
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
