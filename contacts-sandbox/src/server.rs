//! The port: what is addressed, and how connections are served.

use std::error::Error as _;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, any};
use http::header::{DATE, HOST};
use http::{HeaderValue, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::api::{Refused, refuse_unknown, serve};
use crate::control;
use crate::fault::Ending;
use crate::files;
use crate::oauth;
use crate::page;
use crate::refusal::Refusal;
use crate::service::{Service, StartError};

/// The answer to a page of another site whose name was made to lead to this machine.
fn misdirected(service: &Service) -> Response {
    let message = "address the sandbox as 127.0.0.1 or localhost, or by its public address";
    Refused::from(Refusal::other(StatusCode::MISDIRECTED_REQUEST, message)).response(service)
}

/// Everything that can be addressed.
pub(crate) fn router(service: &Arc<Service>) -> Result<Router, StartError> {
    let mut paths: Vec<(&str, MethodRouter<Arc<Service>>)> = Vec::new();
    for (index, operation) in service.operations.iter().enumerate() {
        let method = MethodFilter::try_from(operation.method.clone()).map_err(StartError::document)?;
        let handler =
            move |State(service): State<Arc<Service>>, request: http::Request<Body>| serve(service, index, request);
        let at = paths.iter().position(|(path, _)| *path == operation.path);
        let methods = at.map_or_else(MethodRouter::new, |at| paths.remove(at).1);
        paths.push((&operation.path, methods.on(method, handler)));
    }
    let mut router = Router::new();
    for (path, methods) in paths {
        router = router.route(&format!("{}{path}", service.base_path), methods.fallback(no_method));
    }
    for (path, methods) in files::paths(service)? {
        router = router.route(&path, methods.fallback(no_method));
    }
    let router =
        router.route(control::PATHS, any(control::serve)).merge(oauth::routes(&service.oauth)).merge(page::routes());
    Ok(router.fallback(any(nothing)).with_state(Arc::clone(service)))
}

/// The path is an operation's, the method is not; which are, the framework says in `Allow`.
async fn no_method(State(service): State<Arc<Service>>, request: http::Request<Body>) -> Response {
    let refusal = Refusal::other(StatusCode::METHOD_NOT_ALLOWED, "no operation has this method and this path");
    refuse_unknown(&service, request, refusal)
}

async fn nothing(State(service): State<Arc<Service>>, request: http::Request<Body>) -> Response {
    refuse_unknown(&service, request, Refusal::not_found("no operation has this path"))
}

/// How long a connection may be open without a whole request.
const IDLE: Duration = Duration::from_secs(75);

/// Serves connections until it is told to stop.
pub(crate) async fn run(listener: TcpListener, router: Router, service: Arc<Service>, mut stop: watch::Receiver<bool>) {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.changed() => return,
        };
        let Ok((stream, _)) = accepted else {
            // Most likely there are too many open files: until one is closed, trying again would only burn the processor.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        tokio::spawn(connection(stream, router.clone(), Arc::clone(&service), stop.clone()));
    }
}

/// Serves one connection, up to its end or that which a fault puts to it.
async fn connection(stream: TcpStream, router: Router, service: Arc<Service>, mut stop: watch::Receiver<bool>) {
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |request: http::Request<Incoming>| {
        let is_for_us = service.is_named(request.headers().get(HOST));
        let response = is_for_us.then(|| router.call(request));
        let service = Arc::clone(&service);
        async move {
            let mut response = match response {
                Some(response) => {
                    let Ok(response) = response.await;
                    response
                }
                None => misdirected(&service),
            };
            // Time is the sandbox's everywhere.
            let date = HeaderValue::from_str(&httpdate::fmt_http_date(service.clock.now()));
            response.headers_mut().extend(date.ok().map(|date| (DATE, date)));
            match response.extensions_mut().remove::<Ending>() {
                Some(ending) => Err(ending),
                None => Ok(response),
            }
        }
    });
    let mut http = http1::Builder::new();
    http.auto_date_header(false).timer(TokioTimer::new()).header_read_timeout(IDLE);
    let mut connection = http.serve_connection(TokioIo::new(stream), service);
    let served = tokio::select! {
        served = &mut connection => Some(served),
        _ = stop.changed() => None,
    };
    let served = if let Some(served) = served {
        served
    } else {
        Pin::new(&mut connection).graceful_shutdown();
        (&mut connection).await
    };
    // A client that goes away is no affair of the sandbox's.
    let Err(error) = served else { return };
    let ending = error.source().and_then(|source| source.downcast_ref::<Ending>());
    let mut stream = connection.into_parts().io.into_inner();
    // What cannot be done any more, the client has done before.
    match ending {
        Some(Ending::Reset) => drop(stream.set_zero_linger()),
        Some(Ending::Truncated(bytes)) => drop(stream.write_all(bytes).await),
        Some(Ending::HangUp) | None => {}
    }
}
