//! The page for a browser, if the application has none of its own.

use permit_runtime::adapter::escaped;

use crate::RefusalView;

/// It has no style except the colours of the system, so it needs no exception from a content security
/// policy. The key of the action and the reason code are the application's texts, so they are escaped.
pub(crate) fn page(view: &RefusalView) -> String {
    let (title, detail, status) = (view.title(), escaped(&view.detail()), view.status);
    let action = view
        .action
        .map(|action| format!("<p><code>{}</code></p>", escaped(action)))
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

#[cfg(test)]
mod tests {
    use super::page;
    use crate::RefusalView;

    #[test]
    fn what_an_action_and_a_condition_are_called_is_text_on_the_page() {
        let mut view = RefusalView::forbidden();
        view.reason = Some("a < b & <b>".into());
        view.action = Some("edit\"'<i>&lt;");
        let page = page(&view);
        assert!(
            page.ends_with(
                "<main><h1>Forbidden</h1><p>you may not do this: a &lt; b &amp; &lt;b&gt;</p>\
                 <p><code>edit&quot;&#39;&lt;i&gt;&amp;lt;</code></p></main></body></html>\n"
            ),
            "{page}"
        );
    }
}
