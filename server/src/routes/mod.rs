//! What can be asked.

mod about;
mod convert;
mod health;
mod layer;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};
use data_driver::{Decode, Kind};

use crate::answer::Problem;
use crate::app::App;

/// All routes.
pub(crate) fn router(app: &Arc<App>) -> Router {
    let routes = Router::new()
        .route("/", reading(get(about::server)))
        .route("/drivers", reading(get(about::list)))
        .route("/drivers/{driver}", reading(get(about::driver)))
        .route("/drivers/{driver}/schema", reading(get(about::schema)))
        .route(
            "/drivers/{driver}/openapi.json",
            reading(get(about::openapi)),
        )
        .route(
            "/drivers/{driver}/encode/{function}",
            writing(post(convert::encode)),
        )
        .route("/drivers/{driver}/batch", writing(post(convert::batch)))
        .route("/livez", reading(get(health::live)))
        .route("/readyz", reading(get(health::ready)))
        .route("/metrics", reading(get(health::metrics)));
    let decode = [
        ("/drivers/{driver}/decode/input/{function}", Decode::Input),
        ("/drivers/{driver}/decode/output/{function}", Decode::Output),
        ("/drivers/{driver}/decode/event/{topic}", Decode::Event),
    ];
    let routes = decode.into_iter().fold(routes, |routes, (path, what)| {
        let decode = move |state, path: convert::Named, request: Request| {
            convert::decode(state, path, what, request)
        };
        routes.route(path, writing(post(decode)))
    });
    routes
        .fallback(nothing)
        .layer(from_fn_with_state(Arc::clone(app), layer::around))
        .with_state(Arc::clone(app))
}

fn reading(route: MethodRouter<Arc<App>>) -> MethodRouter<Arc<App>> {
    route.fallback(async |method: Method| not_allowed(&method, "GET, HEAD"))
}

fn writing(route: MethodRouter<Arc<App>>) -> MethodRouter<Arc<App>> {
    route.fallback(async |method: Method| not_allowed(&method, "POST"))
}

fn not_allowed(method: &Method, allow: &'static str) -> Problem {
    let message = format!("{method} is not done here; the methods are {allow}");
    let status = StatusCode::METHOD_NOT_ALLOWED;
    let mut problem = Problem::new(status, Kind::InvalidInput, message);
    problem.allow = Some(allow);
    problem
}

async fn nothing() -> Problem {
    let message = "there is nothing at this path; / lists the paths";
    Problem::new(StatusCode::NOT_FOUND, Kind::InvalidInput, message)
}
