//! actix-web's own services: which functions become one, and which routes are listed for them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::requires;

/// Under `#[requires(EditItem)]`.
fn required(function: &TokenStream) -> String {
    requires::actix_handler(quote!(EditItem), function).to_string()
}

/// Under `#[guarded]`.
fn guarded(function: &TokenStream) -> String {
    requires::actix_service(TokenStream::new(), function).to_string()
}

/// The routes that are listed for a service, as methods and paths.
fn routes(service: &str) -> Vec<[&str; 2]> {
    let listed = service.split("__private :: route ::").skip(1);
    let words = listed.map(|route| {
        let mut words = route.split('"').skip(1).step_by(2);
        [words.next(), words.next()].map(Option::unwrap)
    });
    words.collect()
}

#[test]
fn every_attribute_that_makes_a_service_is_known() {
    for method in [
        "connect", "delete", "get", "head", "options", "patch", "post", "put", "query", "trace",
    ] {
        let attribute = format_ident!("{method}");
        for attribute in [quote!(#attribute), quote!(actix_web::#attribute)] {
            let service = quote!(#[#attribute("/items")] async fn edit(body: Bytes) {});
            let service = required(&service);
            assert!(service.contains("Sequenced < ("), "{service}");
            assert_eq!(routes(&service), [[&*method.to_uppercase(), "/items"]]);
        }
    }
}

#[test]
fn a_function_under_another_attribute_stays_a_handler() {
    for attribute in [quote!(instrument), quote!(cfg(feature = "get"))] {
        let handler = required(&quote!(#[#attribute] async fn edit(body: Bytes) {}));
        assert!(!handler.contains("Sequenced"), "{handler}");
        assert!(handler.contains("body : Bytes"), "{handler}");
    }
}

#[test]
fn each_method_and_each_path_of_a_service_is_listed() {
    let several = quote! {
        #[routes]
        #[get("/items")]
        #[put("/items/{id}", wrap = "Logger")]
        async fn items(body: Bytes) {}
    };
    let expected = [["GET", "/items"], ["PUT", "/items/{id}"]];
    assert_eq!(routes(&required(&several)), expected);
    assert_eq!(routes(&guarded(&several)), expected);
    let one = quote! {
        #[route("/items", name = "list", method = "GET", method = "HEAD",)]
        async fn items(body: Bytes) {}
    };
    let expected = [["GET", "/items"], ["HEAD", "/items"]];
    assert_eq!(routes(&required(&one)), expected);
    assert_eq!(routes(&guarded(&one)), expected);
}

#[test]
fn only_a_service_can_be_marked_as_guarded() {
    let handler = guarded(&quote!(
        async fn edit(allowed: Allowed<EditItem>) {}
    ));
    assert!(handler.contains("belongs on a service"), "{handler}");
    let service = guarded(&quote!(
        #[get("/")]
        async fn edit(allowed: Allowed<EditItem>) {}
    ));
    assert!(!service.contains("compile_error"), "{service}");
    assert!(service.contains(":: permit_actix :: GuardedService for edit"));
}

#[test]
fn a_guarded_service_uses_the_given_path_to_permit() {
    let service = quote!(
        #[get("/")]
        async fn edit(allowed: Allowed<EditItem>) {}
    );
    let service = requires::actix_service(quote!(crate = web::permit), &service).to_string();
    assert!(
        service.contains("impl web :: permit :: GuardedService"),
        "{service}"
    );
    assert!(!service.contains("permit_actix"), "{service}");
}
