//! No request takes longer than it may: neither the server's work on it, nor a file on its way.

use std::pin::pin;
use std::rc::Rc;
use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::CONTENT_TYPE;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, web};
use futures::StreamExt as _;
use nmrs_domain::error::ErrorCode;

use self::progress::{Progress, TooLong};
use crate::config::TimeLimits;
use crate::error::ApiError;

mod progress;

/// How often it is looked how long a request takes.
const LOOK: Duration = Duration::from_secs(1);

/// Gives up on a request that takes too long. A transaction that was under way is rolled back.
///
/// The time that an upload needs on a slow line is not the server's: it has limits of its own, within
/// which it has to make progress.
pub(crate) async fn time_limit(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let limits = request.app_data::<web::Data<TimeLimits>>().cloned();
    let limits = limits.ok_or_else(|| ApiError::new(ErrorCode::Internal))?;
    let progress = Rc::new(Progress::begin(Instant::now()));
    if is_upload(&request) {
        let payload = observed(request.take_payload(), Rc::clone(&progress));
        request.set_payload(payload);
    }
    let mut call = pin!(next.call(request));
    loop {
        let left = match progress.left(Instant::now(), &limits) {
            Ok(left) => left,
            Err(TooLong::Work) => return Err(ApiError::new(ErrorCode::Timeout).into()),
            Err(TooLong::Upload) => {
                let detail = "文件传得太慢，没有收完。请换个网络或稍后再试，也可以把表格分成几个较小的文件上传。";
                return Err(ApiError::detail(ErrorCode::Timeout, detail).into());
            }
        };
        if let Ok(response) = tokio::time::timeout(left.min(LOOK), &mut call).await {
            return response;
        }
    }
}

/// Whether it carries a file. The handlers of all others read no such body.
fn is_upload(request: &ServiceRequest) -> bool {
    let kind = request.headers().get(CONTENT_TYPE);
    kind.and_then(|kind| kind.to_str().ok())
        .and_then(|kind| kind.get(..10))
        .is_some_and(|kind| kind.eq_ignore_ascii_case("multipart/"))
}

/// A body that tells when it is waited for.
fn observed(mut payload: Payload, progress: Rc<Progress>) -> Payload {
    let stream = futures::stream::poll_fn(move |context| {
        let polled = payload.poll_next_unpin(context);
        if polled.is_pending() {
            progress.waits(Instant::now());
        } else {
            progress.goes_on(Instant::now());
        }
        polled
    });
    Payload::Stream {
        payload: Box::pin(stream),
    }
}
