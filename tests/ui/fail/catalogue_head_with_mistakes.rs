permit::permissions! { <"User": UserType> PostItem { Anonymous | Shopper | Seller | Support => deny } }
permit::permissions! { <User: "UserType"> PostItem { Anonymous | Shopper | Seller | Support => deny } }
permit::permissions! { <User: UserType tenants> PostItem { Anonymous | Shopper | Seller | Support => deny } }
permit::permissions! { <User: UserType; tenants> PostItem { Anonymous | Shopper | Seller | Support => deny } }
permit::permissions! { <User: UserType, tenants = true> PostItem { Anonymous | Shopper | Seller | Support => deny } }
permit::permissions! { <User: UserType, tenants(true)> PostItem { Anonymous | Shopper | Seller | Support => deny } }
permit::permissions! { <User: UserType, 3> PostItem { Anonymous | Shopper | Seller | Support => deny } }
permit::permissions! { <User: UserType, crate permit> PostItem { Anonymous | Shopper | Seller | Support => deny } }

fn main() {}
