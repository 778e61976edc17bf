//! Starts the marketplace in this process, and stops it.

use std::{
    fmt, fs, io,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use permit::{Authorizer, AuthorizerBuilder, Events};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle, time::timeout};

use crate::{
    app,
    database::{self, CannotOpen, Database, Opened},
    domain::User,
    web::State,
};

/// How long a request that is under way may take once the marketplace is to stop.
const GRACE: Duration = Duration::from_secs(5);

/// Of the decisions that allow something every so many is told of. Each denial is.
const SAMPLE: u64 = 100;

/// What has to be said at the start.
#[derive(Clone, Debug)]
pub struct Config {
    /// The port on this machine; 0 is any that is free.
    pub port: u16,
    /// The `SQLite` file.
    pub database: PathBuf,
}

/// Why the marketplace cannot start. It prints as a line that says how to mend it.
#[derive(Debug)]
pub enum CannotStart {
    /// Somebody else listens there.
    PortTaken(u16),
    /// The port cannot be had.
    Port(u16, io::Error),
    /// The file cannot be used.
    Database(CannotOpen),
}

impl fmt::Display for CannotStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MEND: &str = "choose another: `--port PORT`, or `--port 0` for any that is free";
        match self {
            Self::PortTaken(port) => write!(f, "port {port} is taken; {MEND}"),
            Self::Port(port, error) => write!(f, "cannot listen on port {port}: {error}; {MEND}"),
            Self::Database(cannot) => cannot.fmt(f),
        }
    }
}

impl std::error::Error for CannotStart {}

/// A marketplace that runs.
#[must_use = "it runs until it is stopped"]
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    created: bool,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<io::Result<()>>,
    database: Database,
}

/// Starts it: takes the port, opens the database, and serves.
///
/// # Errors
///
/// When the port is taken, or the file cannot be used.
pub async fn start(config: Config) -> Result<Running, CannotStart> {
    start_deciding(config, deciding()).await
}

/// The same, with another clock, or with somebody else who hears of decisions.
///
/// # Errors
///
/// As there.
pub async fn start_deciding(
    config: Config,
    authorizer: AuthorizerBuilder<User>,
) -> Result<Running, CannotStart> {
    let serve = |listener, state, stopped: oneshot::Receiver<()>| {
        let serving = axum::serve(listener, app(state)).with_graceful_shutdown(async {
            // Dropping `Running` stops it as well.
            let _ = stopped.await;
        });
        serving.into_future()
    };
    start_serving(config, authorizer, serve).await
}

/// The same, with whatever serves until it is told to stop.
#[cfg(feature = "actix")]
pub(crate) async fn start_with<S>(
    config: Config,
    serve: impl FnOnce(TcpListener, State, oneshot::Receiver<()>) -> S,
) -> Result<Running, CannotStart>
where
    S: Future<Output = io::Result<()>> + Send + 'static,
{
    start_serving(config, deciding(), serve).await
}

/// By the system's clock, and told to `tracing`.
fn deciding() -> AuthorizerBuilder<User> {
    Authorizer::builder().observer(Events::new().sampling(SAMPLE))
}

/// Opens the database for a job, which makes none where there is none.
///
/// # Errors
///
/// When the file is not there, or cannot be used.
pub async fn open(database: PathBuf) -> Result<State, CannotStart> {
    fs::metadata(&database)
        .map_err(|error| CannotStart::Database(CannotOpen::Unreachable(database.clone(), error)))?;
    let (state, _) = open_or_create(database, deciding()).await?;
    Ok(state)
}

async fn open_or_create(
    path: PathBuf,
    authorizer: AuthorizerBuilder<User>,
) -> Result<(State, bool), CannotStart> {
    let Opened {
        database,
        key,
        created,
    } = Opened::at(&path).await.map_err(CannotStart::Database)?;
    let settings = database::settings::load(database.pool())
        .await
        .map_err(|error| CannotStart::Database(CannotOpen::Database(path, error)))?;
    Ok((State::new(database, key, settings, authorizer), created))
}

async fn start_serving<S>(
    config: Config,
    authorizer: AuthorizerBuilder<User>,
    serve: impl FnOnce(TcpListener, State, oneshot::Receiver<()>) -> S,
) -> Result<Running, CannotStart>
where
    S: Future<Output = io::Result<()>> + Send + 'static,
{
    let port = config.port;
    // The port comes first: a start that fails leaves no database behind.
    let taken = |error: io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => CannotStart::PortTaken(port),
        _ => CannotStart::Port(port, error),
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(taken)?;
    let address = listener.local_addr().map_err(taken)?;
    let (state, created) = open_or_create(config.database, authorizer).await?;
    let database = state.database.clone();
    let (stop, stopped) = oneshot::channel();
    Ok(Running {
        address,
        created,
        stop,
        serving: tokio::spawn(serve(listener, state, stopped)),
        database,
    })
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether the database was made just now.
    #[must_use]
    pub const fn created(&self) -> bool {
        self.created
    }

    /// Takes no more requests, finishes those under way, and closes the database.
    ///
    /// # Errors
    ///
    /// When serving failed.
    pub async fn stop(self) -> io::Result<()> {
        // The receiver is gone only when serving has ended by itself; then there is its result.
        let _ = self.stop.send(());
        let served = timeout(GRACE, self.serving).await;
        self.database.close().await;
        match served {
            Ok(Ok(result)) => result,
            Ok(Err(fault)) => Err(io::Error::other(fault)),
            // Whoever is still waiting has waited long enough.
            Err(_) => Ok(()),
        }
    }
}
