//! The whole idea on a page, without a web framework: `cargo run --example quickstart`.

use permit::{Authorizer, Owned, Permit, Principal, Refused, Subject, UserTypes};

/// The user types of the platform: role and tier, flattened into one list.
#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Shopper,
    Seller,
    Support,
}

/// The application's own user.
pub struct User {
    id: Option<u64>,
    kind: UserType,
    region: &'static str,
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.kind.into()
    }

    fn anonymous() -> Self {
        Self {
            id: None,
            kind: UserType::Anonymous,
            region: "",
        }
    }
}

/// What an action is done to.
pub struct Item {
    seller: u64,
    region: &'static str,
    title: String,
}

impl Owned<User> for Item {
    fn owner(&self) -> Option<&u64> {
        Some(&self.seller)
    }
}

/// A condition: a function that a rule in the table can name, besides `owner`.
#[permit::condition]
fn in_region(who: &User, item: &Item) -> bool {
    who.region == item.region
}

permit::permissions! {
    <User: UserType>

    /// Put something up for sale.
    pub PostItem {
        Anonymous | Shopper => deny,
        Seller              => allow,
        Support             => deny,
    }

    /// Change a listing's title.
    pub EditItem(context = Item) {
        Anonymous => deny,
        Shopper   => deny,
        Seller    => allow if owner && in_region,
        Support   => allow,
    }
}

/// The data layer takes the proof, and works on what was checked: it cannot be called with another
/// item, or with the permit of another action.
fn rename(permit: &Permit<EditItem>, title: &str) -> Item {
    let item = permit.context();
    Item {
        title: title.to_owned(),
        ..*item
    }
}

/// A function that is checked before its body runs.
#[permit::requires(EditItem, who, item)]
fn preview(who: &Principal<User>, item: &Item, title: &str) -> Result<String, Refused> {
    Ok(format!("{} will be {title}", item.title))
}

fn main() -> Result<(), Refused> {
    let authorizer = Authorizer::<User>::builder().build();
    let user = |id, kind| User {
        id: Some(id),
        kind,
        region: "north",
    };
    let bicycle = |title: &str| Item {
        seller: 7,
        region: "north",
        title: title.to_owned(),
    };

    // One principal for a whole request.
    let owner = authorizer.principal(user(7, UserType::Seller));
    println!("may post: {}", owner.can(PostItem, &()));
    println!("{}", preview(&owner, &bicycle("bicycle"), "red bicycle")?);

    // Without this permit there is no way to call `rename`.
    let permit = owner.check(EditItem, bicycle("bicycle"))?;
    println!("renamed to: {}", rename(&permit, "red bicycle").title);

    // Another seller is refused, and learns nothing else. The explanation tells you everything.
    let other = authorizer.principal(user(8, UserType::Seller));
    if let Err(refused) = other.check(EditItem, bicycle("bicycle")) {
        println!("\nto the caller: {refused}\n\nto you:");
    }
    print!("{}", other.explain(EditItem, &bicycle("bicycle")));
    Ok(())
}
