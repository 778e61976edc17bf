use permit::{Authorizer, Owned, Permit, Refused, Subject, UserTypes};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Shopper,
    Seller,
    #[platform]
    Support,
}

pub struct User {
    id: Option<u64>,
    user_type: UserType,
    region: u8,
}
pub struct Item {
    seller: u64,
    region: u8,
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }
    fn user_types(&self) -> UserTypes<UserType> {
        self.user_type.into()
    }
    fn anonymous() -> Self {
        User {
            id: None,
            user_type: UserType::Anonymous,
            region: 0,
        }
    }
}
impl Owned<User> for Item {
    fn owner(&self) -> Option<&u64> {
        Some(&self.seller)
    }
}

#[permit::condition]
fn in_region(who: &User, item: &Item) -> bool {
    who.region == item.region
}

trait Regional {
    fn archived(&self) -> bool;
}
impl Regional for Item {
    fn archived(&self) -> bool {
        self.region == 99
    }
}

#[permit::condition(says = "project_archived", flags(beta_a))]
fn project_active(_who: &permit::Principal<User>, on: &impl Regional) -> bool {
    !on.archived()
}

/// Change a listing's title.
#[derive(permit::Action)]
#[action(subject = User, context = Item, requires(project_active))]
#[permissions(
    Anonymous => deny,
    Shopper => deny,
    Seller => allow if owner && in_region,
    Support => allow,
)]
pub struct EditItem;

permit::permissions! {
    <User: UserType>

    use EditItem;

    /// Put a listing up.
    pub PostItem { Anonymous | Shopper => deny, Seller => allow, Support => deny }
}

fn rename(permit: &Permit<EditItem>) -> u64 {
    permit.context().seller
}

#[permit::requires(EditItem, who, item)]
fn other(who: &permit::Principal<User>, item: &Item) -> Result<u8, Refused> {
    Ok(item.region)
}

fn main() -> Result<(), Refused> {
    let authorizer = Authorizer::<User>::builder().build();
    let who = authorizer.principal(User {
        id: Some(7),
        user_type: UserType::Seller,
        region: 1,
    });
    let item = Item {
        seller: 7,
        region: 1,
    };
    println!("{}", who.explain(EditItem, &item));
    let permit = who.check(EditItem, &item)?;
    println!("{permit:?} {}", rename(&permit));
    println!("{:?}", who.could(EditItem));
    println!("{:?}", other(&who, &item));
    println!(
        "{:?}",
        other(
            &who,
            &Item {
                seller: 7,
                region: 99
            }
        )
    );
    println!(
        "{}",
        who.explain(
            EditItem,
            &Item {
                seller: 8,
                region: 1
            }
        )
    );
    assert!(who.can(PostItem, &()));
    println!("{}", permit::testing::verify::<User>());
    Ok(())
}
