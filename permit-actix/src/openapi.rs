//! The routes of actix-web, with their paths as an OpenAPI document writes them.

use permit_web::{Differences, Head, RouteInfo};
use utoipa::openapi::OpenApi;

/// Adds the answers of the guards of `routes` to `document`.
pub(crate) fn describe(routes: &[RouteInfo], document: &mut OpenApi) -> Differences {
    let written = routes.iter().cloned().map(|mut route| {
        route.path = template(&route.path);
        route
    });
    // actix-web answers HEAD by a route of its own only.
    permit_web::describe(&written.collect::<Vec<_>>(), Head::ByNothing, document)
}

/// A path without the patterns of its parameters: `/{id:\d+}/{tail}*` is `/{id}/{tail}`.
fn template(path: &str) -> String {
    // Outside of a scope, an empty path answers `/`.
    if path.is_empty() {
        return "/".to_owned();
    }
    let path = match path.strip_suffix('*') {
        Some(before) if before.ends_with('}') => before,
        _ => path,
    };
    let (mut template, mut depth, mut named) = (String::new(), 0_usize, true);
    for letter in path.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            // In a parameter, the expression that it has to match follows.
            ':' => named = false,
            _ => {}
        }
        if depth == 0 {
            named = true;
        }
        if named {
            template.push(letter);
        }
    }
    template
}

#[cfg(test)]
mod tests {
    use super::template;

    #[test]
    fn a_path_loses_the_patterns_of_its_parameters_and_nothing_else() {
        for (path, written) in [
            ("", "/"),
            ("/", "/"),
            ("/items/{id}", "/items/{id}"),
            (r"/items/{id:\d+}/edit", "/items/{id}/edit"),
            (
                r"/items/{id:[[:digit:]]{6}}/{part:a|b}",
                "/items/{id}/{part}",
            ),
            ("/files/{tail:.*}", "/files/{tail}"),
            ("/files/{tail}*", "/files/{tail}"),
            ("/v{major}.{minor:[0-9]}/a:b", "/v{major}.{minor}/a:b"),
            ("*", "*"),
            ("/shop/{shop}/*", "/shop/{shop}/*"),
        ] {
            assert_eq!(template(path), written, "{path}");
        }
    }
}
