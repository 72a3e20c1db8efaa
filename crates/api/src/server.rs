//! The HTTP server.

use std::time::Duration;

use actix_web::middleware::{self as actix_middleware, from_fn};
use actix_web::{App as ActixApp, HttpServer, web};
use nmrs_app::App;
use tracing_actix_web::TracingLogger;
use utoipa_actix_web::AppExt as _;
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::config::{SecureCookies, ServeConfig, TrustForwarded};
use crate::middleware::{
    RequestLog, SignInRate, limit_sign_ins, security_headers, time_limit, write_problems,
};
use crate::openapi;
use crate::routes::{self, RouteIndex};
use crate::spa::{self, PagePolicy};

/// Time for the headers of a request.
const SLOW_CLIENT: Duration = Duration::from_secs(10);
/// Time that an idle connection is kept open.
const KEEP_ALIVE: Duration = Duration::from_secs(75);
/// Seconds for requests under way after the signal to stop.
const SHUTDOWN: u64 = 30;

/// Interval between two clean-ups.
const TIDY: Duration = Duration::from_hours(1);

async fn tidy_up(app: web::Data<App>, rate: web::Data<SignInRate>) {
    let mut hourly = tokio::time::interval(TIDY);
    loop {
        hourly.tick().await;
        rate.tidy();
        if let Err(error) = nmrs_app::cleanup::run(&app).await {
            tracing::warn!(error = %error, "Could not remove what nobody needs any more");
        }
    }
}

/// Interval between two checks whether today's reminders were sent.
const REMIND: Duration = Duration::from_mins(5);

async fn remind(app: web::Data<App>) {
    let holder = app.process_name();
    let mut often = tokio::time::interval(REMIND);
    loop {
        often.tick().await;
        if let Err(error) = nmrs_app::messages::remind_daily(&app, &holder).await {
            tracing::warn!(error = %error, "Could not remind the offices of what waits too long");
        }
    }
}

/// Serves until the signal to stop.
pub(crate) async fn run(app: App, config: &ServeConfig) -> std::io::Result<()> {
    // The document itself is dropped: it is larger than what is kept of it.
    let (known, document) = {
        let document = openapi::document();
        (RouteIndex::of(&document), openapi::Written::of(&document)?)
    };
    let (known, document) = (web::Data::new(known), web::Data::new(document));
    let policy = web::Data::new(PagePolicy::of(&config.static_dir));
    let trust = web::Data::new(TrustForwarded(config.trust_forwarded));
    let secure = web::Data::new(SecureCookies(config.secure_cookies()));
    let app = web::Data::new(app);
    let limits = web::Data::new(config.limits.time_limits());
    let static_dir = config.static_dir.clone();

    let rate = web::Data::new(SignInRate::default());
    actix_web::rt::spawn(tidy_up(app.clone(), rate.clone()));
    actix_web::rt::spawn(remind(app.clone()));

    let server = HttpServer::new(move || {
        let swagger = SwaggerUi::new("/swagger-ui/{_:.*}").config(
            Config::from(openapi::ADDRESS)
                .persist_authorization(false)
                .try_it_out_enabled(true),
        );
        let (actix_app, _) = ActixApp::new()
            .app_data(app.clone())
            .app_data(known.clone())
            .app_data(document.clone())
            .app_data(policy.clone())
            .app_data(trust.clone())
            .app_data(secure.clone())
            .app_data(rate.clone())
            .app_data(limits.clone())
            .into_utoipa_app()
            .configure(routes::configure)
            .split_for_parts();
        actix_app
            .service(swagger)
            .route(openapi::ADDRESS, web::get().to(openapi::get))
            .service(web::redirect("/swagger-ui", "/swagger-ui/"))
            .service(web::scope("/api").default_service(web::to(routes::fallback)))
            .service(
                web::scope("")
                    .wrap(from_fn(spa::cache_headers))
                    .service(spa::files(static_dir.clone())),
            )
            .wrap(from_fn(time_limit))
            .wrap(from_fn(limit_sign_ins))
            .wrap(from_fn(write_problems))
            .wrap(from_fn(security_headers))
            .wrap(TracingLogger::<RequestLog>::new())
            .wrap(actix_middleware::NormalizePath::new(
                actix_middleware::TrailingSlash::MergeOnly,
            ))
    })
    .client_request_timeout(SLOW_CLIENT)
    .keep_alive(KEEP_ALIVE)
    .shutdown_timeout(SHUTDOWN);
    let server = match config.workers {
        Some(workers) => server.workers(workers),
        None => server,
    };
    let server = server.bind(config.listen)?;
    for address in server.addrs() {
        println!("NMRS listening on http://{address}");
        tracing::info!(address = %address, "Listening");
    }
    server.run().await
}
