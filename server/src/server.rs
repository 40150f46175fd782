//! The server.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use axum::Router;
use data_driver_host::Host;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::app::{App, Tell};
use crate::body::Bodies;
use crate::calls::Calls;
use crate::metrics::Metrics;
use crate::request_id::RequestIds;
use crate::shelf::Shelf;
use crate::{Event, Settings, connections, routes};

/// Answers requests with the drivers of a folder.
pub struct Server {
    app: Arc<App>,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").finish_non_exhaustive()
    }
}

impl Server {
    /// A server of the drivers of a folder, which are loaded here: this takes a while. Drivers that come,
    /// change or go later are noticed as soon as it [serves](Self::serve). `tell` hears what happens.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn new(
        host: Host,
        folder: impl AsRef<Path>,
        settings: Settings,
        tell: impl Fn(&Event<'_>) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let tell: Arc<Tell> = Arc::new(tell);
        let shelf = Shelf::new(host, folder.as_ref());
        shelf.look(&*tell)?;
        Ok(Self {
            app: Arc::new(App {
                shelf,
                calls: Calls::new(&settings),
                bodies: Bodies::new(&settings),
                metrics: Metrics::default(),
                ids: RequestIds::new(),
                tell,
                is_stopping: AtomicBool::new(false),
                connections: AtomicUsize::new(0),
                settings,
            }),
        })
    }

    /// The routes, to be served beside others. What is not a matter of single requests is not part of them: how
    /// many connections there may be, how long they may take, and that the folder is looked at.
    pub fn router(&self) -> Router {
        routes::router(&self.app)
    }

    /// Answers requests until `stop` is done, and then those that have begun.
    pub async fn serve(self, listener: TcpListener, stop: impl Future<Output = ()>) {
        let router = self.router();
        let looking = look(Arc::clone(&self.app));
        connections::serve(&self.app, router, listener, stop).await;
        looking.abort();
    }
}

/// Looks at the folder now and then.
fn look(app: Arc<App>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut reason = String::new();
        loop {
            tokio::time::sleep(app.settings.look_time).await;
            let looking = Arc::clone(&app);
            // Loading compiles.
            let looked = tokio::task::spawn_blocking(move || looking.shelf.look(&*looking.tell));
            let found = match looked.await {
                Ok(Ok(())) => String::new(),
                Ok(Err(error)) => error.to_string(),
                Err(error) => error.to_string(),
            };
            if found != reason && !found.is_empty() {
                (app.tell)(&Event::Unreadable { reason: &found });
            }
            reason = found;
        }
    })
}

/// Serves a folder in this thread and others until the process is told to stop, by SIGTERM or an interrupt.
/// `listening` hears the address at which it does.
///
/// # Errors
/// The folder cannot be read, or nobody can listen at the address.
pub fn run(
    host: Host,
    folder: impl AsRef<Path>,
    address: SocketAddr,
    settings: Settings,
    tell: impl Fn(&Event<'_>) + Send + Sync + 'static,
    listening: impl FnOnce(SocketAddr) -> io::Result<()>,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        // Whoever starts the process may stop it before it listens.
        let stop = stop()?;
        let server = Server::new(host, folder, settings, tell)?;
        let listener = TcpListener::bind(address).await?;
        listening(listener.local_addr()?)?;
        server.serve(listener, stop).await;
        Ok(())
    })
}

#[cfg(unix)]
fn stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
