//! The page for a browser, if the application has none of its own.

use crate::RefusalView;

/// It has no style except the colours of the system, so it needs no exception from a content security
/// policy. It prints permit's own texts only.
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
