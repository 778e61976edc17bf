// The orphan rule allows the implementation, because the state is a type of this crate. `String` stands
// for a subject of another crate, and lacks nothing but a catalogue.

use actix_web::HttpRequest;
use permit::{Authorizer, Caller};
use permit_actix::Authenticate;

struct Shop;

impl Authenticate<Shop> for String {
    type Error = actix_web::Error;
    fn authorizer(_: &Shop) -> &Authorizer<String> {
        unimplemented!()
    }
    async fn authenticate(_: &HttpRequest, _: &Shop) -> Result<Caller<String>, actix_web::Error> {
        unimplemented!()
    }
}

fn main() {}
