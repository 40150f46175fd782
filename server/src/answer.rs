//! What a caller gets when there is nothing else to give.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use data_driver::abi::Code;
use data_driver::{Kind, Report};
use data_driver_host::Error;

pub(crate) type Result<T, E = Problem> = std::result::Result<T, E>;

/// After how many seconds one may ask again where there was no room.
pub(crate) const RETRY: &str = "1";

/// Why there is no answer.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    pub(crate) report: Box<Report>,
    /// The methods that the path has.
    pub(crate) allow: Option<&'static str>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, kind: Kind, message: impl Into<String>) -> Self {
        Self {
            status,
            report: Box::new(Report::new(Code::OperationError, kind, message)),
            allow: None,
        }
    }

    /// The caller's mistake in the form of what was sent.
    pub(crate) fn input(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Kind::InvalidInput, message)
    }

    pub(crate) fn too_large(limit: usize) -> Self {
        let message = format!("the request has more than {limit} bytes");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, Kind::LimitExceeded, message)
    }

    /// There is no room for one more.
    pub(crate) fn full(what: &str) -> Self {
        let message =
            format!("there is no room for one more {what} at the moment; ask again later");
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            Kind::LimitExceeded,
            message,
        )
    }

    /// Our own fault.
    pub(crate) fn own(message: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, Kind::Host, message)
    }
}

/// Whose fault it is decides.
pub(crate) fn status(error: &Error) -> StatusCode {
    StatusCode::from_u16(error.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let status = status(&error);
        Self {
            status,
            report: Box::new(error.into()),
            allow: None,
        }
    }
}

/// The kind of error that an answer reports, for the metrics.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reported(pub(crate) Kind);

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = json(serde_json::to_vec(&self.report).unwrap_or_default());
        *response.status_mut() = self.status;
        response.extensions_mut().insert(Reported(self.report.kind));
        let headers = response.headers_mut();
        match self.status {
            StatusCode::SERVICE_UNAVAILABLE => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY));
            }
            StatusCode::UNAUTHORIZED => {
                headers.insert(
                    header::WWW_AUTHENTICATE,
                    HeaderValue::from_static("Bearer realm=\"data-driver\""),
                );
            }
            _ => {}
        }
        if let Some(allow) = self.allow {
            headers.insert(header::ALLOW, HeaderValue::from_static(allow));
        }
        response
    }
}

/// An answer that is JSON.
pub(crate) fn json(body: impl Into<Body>) -> Response {
    of_type("application/json", body)
}

/// An answer of a type.
pub(crate) fn of_type(kind: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // Texts are a driver's: no browser shall take them for a page.
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}
