//! The core of the marketplace on actix-web: `cargo run -p marketplace --example actix`.
//!
//! Its handlers are in `src/actix.rs`. Sign in at the marketplace on axum,
//! `cargo run -p marketplace`: both use the same database file, and a browser sends its cookies to
//! every port of a host.

use std::error::Error;

use marketplace::{Config, actix::start};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let running = start(Config::new("marketplace.sqlite")).await?;
    println!("marketplace: http://{}", running.address());
    println!("press ctrl-c to stop");
    tokio::signal::ctrl_c().await?;
    running.stop().await?;
    Ok(())
}
