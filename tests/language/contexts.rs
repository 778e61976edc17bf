//! What a check accepts as a context, and what the data layer receives.

use std::sync::Arc;

use permit::{Owned, Permit, Refused};

use crate::{principal, subject};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Clerk,
}

subject!(UserType);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    number: u64,
}

impl Owned<User> for Item {
    fn owner(&self) -> Option<&UserType> {
        (self.number == 7).then_some(&UserType::Clerk)
    }
}

impl Owned<User> for [Item] {
    fn owner(&self) -> Option<&UserType> {
        self.first().and_then(Owned::owner)
    }
}

permit::permissions! {
    <User: UserType>

    Edit(context = Item) { Anonymous => deny, Clerk => allow if owner }
    Name(context = str) { Anonymous => deny, Clerk => allow }
    Sort(context = [Item]) { Anonymous => deny, Clerk => allow if owner }
    Pair(context = (u8, Option<Box<dyn Fn() -> u8>>)) { Anonymous => deny, Clerk => allow }
    Text(context = String) { Anonymous => deny, Clerk => allow }
    Many(context = Vec<Item>) { Anonymous => deny, Clerk => allow }
    Rest { Anonymous => deny, Clerk => allow }
}

/// The data layer takes one type, however the item was passed to the check.
fn save(permit: &Permit<Edit>) -> u64 {
    permit.context().number
}

fn rename(permit: &Permit<Name>) -> usize {
    permit.context().len()
}

fn sort(permit: &Permit<Sort>) -> usize {
    permit.context().len()
}

#[test]
fn owned_borrowed_boxed_and_shared_contexts_give_one_type() -> Result<(), Refused> {
    let who = principal(User(UserType::Clerk));
    let item = Item { number: 7 };
    assert_eq!(save(&who.check(Edit, &item)?), 7);
    assert_eq!(save(&who.check(Edit, item.clone())?), 7);
    assert_eq!(save(&who.check(Edit, Box::new(item.clone()))?), 7);
    assert_eq!(save(&who.check(Edit, Arc::new(item.clone()))?), 7);
    let permit = who.check(Edit, item.clone())?;
    assert_eq!(save(&who.check(Edit, permit.into_context())?), 7);
    let foreign = Item { number: 8 };
    assert!(who.check(Edit, &foreign).is_err());
    assert!(who.check(Edit, Box::new(foreign.clone())).is_err());
    assert!(who.check(Edit, Arc::new(foreign.clone())).is_err());
    assert!(who.check(Edit, foreign).is_err());
    Ok(())
}

#[test]
fn a_permit_of_an_owned_context_outlives_the_function_that_checked() {
    fn checked(number: u64) -> Result<Permit<'static, Edit>, Refused> {
        principal(User(UserType::Clerk)).check(Edit, Item { number })
    }
    assert_eq!(save(&checked(7).unwrap()), 7);
    assert!(checked(8).is_err());
}

#[test]
fn unsized_contexts_are_borrowed_boxed_or_shared() -> Result<(), Refused> {
    let who = principal(User(UserType::Clerk));
    let name = String::from("lamp");
    assert_eq!(rename(&who.check(Name, "lamp")?), 4);
    assert_eq!(rename(&who.check(Name, name.as_str())?), 4);
    assert_eq!(rename(&who.check(Name, name.clone().into_boxed_str())?), 4);
    assert_eq!(rename(&who.check(Name, Arc::<str>::from(name))?), 4);
    let items = [Item { number: 7 }, Item { number: 8 }];
    assert_eq!(sort(&who.check(Sort, items.as_slice())?), 2);
    assert_eq!(
        sort(&who.check(Sort, Box::<[Item]>::from(items.clone()))?),
        2
    );
    assert!(who.check(Sort, &items[1..]).is_err());
    Ok(())
}

#[test]
fn any_type_is_a_context() -> Result<(), Refused> {
    let who = principal(User(UserType::Clerk));
    let seven: Box<dyn Fn() -> u8> = Box::new(|| 7);
    let permit = who.check(Pair, (1, Some(seven)))?;
    assert_eq!(permit.context().1.as_ref().map(|seven| seven()), Some(7));
    assert_eq!(*who.check(Text, String::from("a"))?.context(), "a");
    assert!(who.check(Many, vec![]).is_ok() && who.check(Rest, ()).is_ok());
    Ok(())
}

#[test]
fn partition_returns_permits_and_the_refused_contexts() {
    let who = principal(User(UserType::Clerk));
    let items = [7, 8, 7, 9].map(|number| Item { number });
    let parted = who.partition(Edit, items).unwrap();
    let (permits, refused) = (parted.permits, parted.denied);
    assert_eq!(permits.iter().map(save).collect::<Vec<_>>(), [7, 7]);
    let numbers: Vec<_> = refused.iter().map(|(item, _)| item.number).collect();
    assert_eq!(numbers, [8, 9]);
    assert_eq!(permit::testing::verify::<User>(), 7 * 2);
}
