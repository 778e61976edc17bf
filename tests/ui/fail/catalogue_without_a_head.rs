permit::permissions! {
    PostItem { Anonymous | Shopper | Seller | Support => deny }
}

permit::permissions! { <User> PostItem { Anonymous | Shopper | Seller | Support => deny } }

fn main() {}
