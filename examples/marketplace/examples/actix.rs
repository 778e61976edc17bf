//! The core of the marketplace on actix-web: `cargo run -p marketplace --example actix`.
//!
//! Its handlers are in `src/actix.rs`. Sign in at the marketplace on axum, `cargo run -p marketplace`: both
//! use the same database file, and a browser's cookies belong to a machine, not to a port.

use std::error::Error;

use marketplace::{Config, actix::start};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let database = "marketplace.sqlite".into();
    let running = start(Config { port: 0, database }).await?;
    println!("marketplace: http://{}", running.address());
    println!("ctrl-c stops it");
    tokio::signal::ctrl_c().await?;
    running.stop().await?;
    Ok(())
}
