//! Starts the marketplace in this process, and stops it.

use std::{
    fmt, fs, io,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use permit::{Authorizer, AuthorizerBuilder, observe::Events};
use permit_live::Live;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle, time::timeout};

use crate::{
    app,
    database::{self, CannotOpen, Database, Opened},
    denials::Bounded,
    domain::User,
    policy::{self, CannotOperate},
    serving::serve,
    web::{Mode, Setup, State, TimeLimits},
};

/// How long requests in progress may take when the marketplace stops.
const GRACE: Duration = Duration::from_secs(5);

/// One in this many allowed decisions is reported. Denials are, up to a number in each second.
const SAMPLE: u64 = 100;

/// The configuration of the marketplace.
#[derive(Clone, Debug)]
pub struct Config {
    /// The port on this machine; 0 is any free port.
    pub port: u16,
    /// The `SQLite` file.
    pub database: PathBuf,
    /// The `SQLite` file of the policy: what operators open and block.
    pub policy: PathBuf,
    /// The hosts that requests may name besides this machine, as browsers send them: `shop.example`, or
    /// `shop.example:8080`.
    pub hosts: Vec<String>,
    /// How long decisions rely on the policy that was last known, when its file cannot be used.
    pub stale: Duration,
    /// How long a request may take to arrive.
    pub limits: TimeLimits,
    /// How much a refusal tells.
    pub mode: Mode,
}

impl Config {
    /// On any free port of this machine, as a production system answers, with the policy beside the database.
    #[must_use]
    pub fn new(database: impl Into<PathBuf>) -> Self {
        let database = database.into();
        Self {
            port: 0,
            policy: policy::beside(&database),
            database,
            hosts: Vec::new(),
            stale: Duration::from_mins(1),
            limits: TimeLimits::default(),
            mode: Mode::default(),
        }
    }

    /// What does not change while it listens on `address`.
    fn setup(&self, address: SocketAddr) -> Setup {
        let port = address.port();
        let here = ["127.0.0.1", "localhost"].into_iter();
        // A browser leaves out the usual port.
        let here = here.flat_map(|host| {
            let bare = (port == 80).then(|| host.to_owned());
            bare.into_iter().chain([format!("{host}:{port}")])
        });
        Setup {
            hosts: here.chain(self.hosts.iter().cloned()).collect(),
            limits: self.limits,
            mode: self.mode,
        }
    }
}

/// Why the marketplace cannot start. It prints as one line that says how to fix it.
#[derive(Debug)]
pub enum CannotStart {
    /// Another program listens on it.
    PortTaken(u16),
    /// The port cannot be used.
    Port(u16, io::Error),
    /// The file cannot be used.
    Database(CannotOpen),
    /// The file of the policy cannot be used.
    Policy(CannotOperate),
}

impl fmt::Display for CannotStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const FIX: &str = "choose another port: `--port PORT`, or `--port 0` for any free port";
        match self {
            Self::PortTaken(port) => write!(f, "port {port} is in use; {FIX}"),
            Self::Port(port, error) => write!(f, "cannot listen on port {port}: {error}; {FIX}"),
            Self::Database(cannot) => cannot.fmt(f),
            Self::Policy(cannot) => cannot.fmt(f),
        }
    }
}

impl std::error::Error for CannotStart {}

/// A running marketplace.
#[must_use = "it runs until it is stopped"]
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    created: bool,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<io::Result<()>>,
    database: Database,
    policy: Live<User>,
}

/// Starts the marketplace: takes the port, opens the database, and serves.
///
/// # Errors
///
/// Returns an error if the port or the file cannot be used.
pub async fn start(config: Config) -> Result<Running, CannotStart> {
    start_deciding(config, deciding()).await
}

/// Starts the marketplace like [`start`], but with another clock or another observer of decisions.
///
/// # Errors
///
/// Returns an error if the port or the file cannot be used.
pub async fn start_deciding(
    config: Config,
    authorizer: AuthorizerBuilder<User>,
) -> Result<Running, CannotStart> {
    let head = config.limits.head;
    let serve = |listener, state, stopped| serve(listener, app(state), head, stopped);
    start_serving(config, authorizer, serve).await
}

/// Starts the marketplace with another server, which serves until it is told to stop.
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

/// Decisions use the system's clock and are reported to `tracing`.
fn deciding() -> AuthorizerBuilder<User> {
    Authorizer::builder().observer(Bounded::new(Events::new().sampling(SAMPLE)))
}

/// Opens the database for a job, which does not create a missing file.
///
/// # Errors
///
/// Returns an error if the file does not exist, or if it cannot be used.
pub async fn open(config: &Config) -> Result<State, CannotStart> {
    let database = &config.database;
    fs::metadata(database)
        .map_err(|error| CannotStart::Database(CannotOpen::Unreachable(database.clone(), error)))?;
    let (state, _) = open_or_create(config, deciding(), Setup::default()).await?;
    Ok(state)
}

async fn open_or_create(
    config: &Config,
    authorizer: AuthorizerBuilder<User>,
    setup: Setup,
) -> Result<(State, bool), CannotStart> {
    let path = &config.database;
    let opened = Opened::at(path).await;
    let Opened { database, created } = opened.map_err(CannotStart::Database)?;
    let settings = database::settings::load(database.pool())
        .await
        .map_err(|error| CannotStart::Database(CannotOpen::Database(path.clone(), error)))?;
    let policy = policy::follow(&config.policy, config.stale).await;
    let policy = policy.map_err(CannotStart::Policy)?;
    let state = State::new(database, settings, policy, authorizer, setup);
    Ok((state, created))
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
    // The port comes first, so that a start without a port does not create a database.
    let taken = |error: io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => CannotStart::PortTaken(port),
        _ => CannotStart::Port(port, error),
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(taken)?;
    let address = listener.local_addr().map_err(taken)?;
    let setup = config.setup(address);
    let (state, created) = open_or_create(&config, authorizer, setup).await?;
    let (database, policy) = (state.database.clone(), state.policy.clone());
    let (stop, stopped) = oneshot::channel();
    Ok(Running {
        address,
        created,
        stop,
        serving: tokio::spawn(serve(listener, state, stopped)),
        database,
        policy,
    })
}

impl Running {
    /// The address that it listens on.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether the database was created just now.
    #[must_use]
    pub const fn created(&self) -> bool {
        self.created
    }

    /// Accepts no more requests, finishes those in progress, and closes the database.
    ///
    /// # Errors
    ///
    /// Returns an error if serving failed.
    pub async fn stop(self) -> io::Result<()> {
        // The receiver is gone only if serving has already ended, and its result follows.
        let _ = self.stop.send(());
        let served = timeout(GRACE, self.serving).await;
        self.database.close().await;
        self.policy.stop().await;
        match served {
            Ok(Ok(result)) => result,
            Ok(Err(fault)) => Err(io::Error::other(fault)),
            // The time is over. Requests that are still running are not waited for.
            Err(_) => Ok(()),
        }
    }
}
