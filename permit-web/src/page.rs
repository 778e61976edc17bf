//! The page that a browser gets when the application has none of its own.

use crate::RefusalView;

/// Without a style of its own but for the colours of the system, so that it needs no exception
/// from a content security policy. All that it prints is permit's, and plain.
pub(crate) fn page(view: &RefusalView) -> String {
    let (title, detail, status) = (view.title(), view.detail(), view.status);
    let action = view
        .action
        .map(|action| format!("<p><code>{action}</code></p>"))
        .unwrap_or_default();
    format!(
        "<!doctype html>\n\
         <html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <title>{status} {title}</title></head>\
         <body><main><h1>{title}</h1><p>{detail}</p>{action}</main></body></html>\n"
    )
}
