//! Rules and blocks that a policy states: what they mean, what a caller is told, and when they end.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant, SystemTime},
};

use permit::{
    Authorizer, Cause, Could, Permissions as _, Principal, Refused,
    policy::{Binding, Binds, Block, CoarseClock, Policy, Timeline, Words},
    tenancy::Tenant,
};
use permit_runtime::adapter::refuse_early;

use crate::{
    policies::{Fixed, at_once, load, under},
    readers::{answers, could},
    shop::{Edit, ITEMS, Replace, User, UserType, View},
};

use UserType::{Premium, Seller};

/// The words of the code with a rule that is stated for sellers.
fn stated(key: &str, rule: &str) -> Words<User> {
    let table = User::ACTIONS.iter().find(|one| one.key() == key).unwrap();
    let mut words = Words::of_code();
    words
        .state(key, Seller, &table.state(rule).unwrap())
        .unwrap();
    words
}

fn block(message: &str) -> Arc<Block> {
    Arc::new(Block::new().message(message))
}

fn denial(who: &Principal<User>, item: usize) -> permit::Denial {
    match who.check(View, &ITEMS[item]) {
        Err(Refused::Denied(denial)) => denial,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_stated_rule_decides_as_the_same_rule_in_the_code() {
    for rule in [
        "deny",
        "allow",
        "allow if owner",
        "allow if published",
        "allow if owner && published",
        "allow if published || owner",
    ] {
        let words = stated("view", rule);
        let who = load(&under(Fixed::with(|all| *all = words.clone())), &[Seller]);
        for item in &ITEMS {
            let (owner, published) = (item.seller == 7, item.published);
            let expected = match rule {
                "deny" => false,
                "allow" => true,
                "allow if owner" => owner,
                "allow if published" => published,
                "allow if owner && published" => owner && published,
                _ => owner || published,
            };
            for (reader, answer) in answers::<View>(&who, item) {
                assert_eq!(answer, expected, "{reader} of `{rule}`");
            }
        }
    }
}

#[test]
fn a_rule_has_one_form_for_each_meaning_and_reads_back() {
    let table = User::ACTIONS
        .iter()
        .find(|one| one.key() == "view")
        .unwrap();
    let rule = |text: &str| table.state(text).unwrap();
    let same = rule("allow if published && owner || owner");
    assert_eq!(same.to_string(), "allow if owner");
    assert_eq!(same, rule("allow if owner"));
    assert_eq!(
        table.stated(Seller).to_string(),
        "allow if owner || published"
    );
    for text in [
        "deny",
        "allow",
        "allow if owner",
        "allow if owner && published",
    ] {
        assert_eq!(rule(text).to_string(), text);
        assert_eq!(rule(&rule(text).to_string()), rule(text));
    }
    assert!(rule("allow").is_at_least(&rule("allow if owner")));
    assert!(rule("allow if owner || published").is_at_least(&rule("allow if owner")));
    assert!(!rule("allow if owner").is_at_least(&rule("allow if owner || published")));
    assert!(rule("deny").is_deny() && rule("deny").is_at_least(&rule("deny")));
}

#[test]
fn what_is_not_a_rule_of_the_action_is_refused_with_what_is() {
    let of = |key: &str| User::ACTIONS.iter().find(|one| one.key() == key).unwrap();
    let said = |key: &str, text: &str| of(key).state(text).unwrap_err().to_string();
    assert_eq!(
        said("view", "allow if ownr"),
        "the action has no condition `ownr`; it has `owner`, `published`"
    );
    assert_eq!(
        said("view", "allow if owner &&"),
        "a condition is missing before or after `&&` or `||`"
    );
    assert_eq!(
        said("view", "perhaps"),
        "`perhaps` is not a rule; write `deny`, `allow`, or `allow if CONDITIONS`"
    );
    assert_eq!(
        said("replace", "allow"),
        "an operation has no rules of its own; state those of `view`, `edit`"
    );
    assert!(of("view").state("allow if owner & published").is_err());
    assert!(of("view").state("").is_err());
}

#[test]
fn a_blocked_caller_is_told_the_message_and_nothing_else_of_the_block() {
    let blocked = |message: &str| {
        let message = block(message);
        let policy = Fixed::with(|words| words.block("view", Seller, &message).unwrap());
        load(&under(policy), &[Seller])
    };
    let who = blocked(" viewing is paused ");
    for (index, item) in ITEMS.iter().enumerate() {
        for (reader, answer) in answers::<View>(&who, item) {
            assert!(!answer, "{reader}");
        }
        let denial = denial(&who, index);
        if denial.is_hidden() {
            assert_eq!(denial.message(), None);
            continue;
        }
        assert_eq!(denial.message(), Some("viewing is paused"));
        assert_eq!(denial.to_string(), "`view` is denied: viewing is paused");
    }
    for (reader, answer) in could::<View>(&who) {
        assert_eq!(answer, Could::Never, "{reader}");
    }
    let Some(Refused::Denied(early)) = refuse_early::<View>(&who) else {
        panic!("it is refused before anything is loaded");
    };
    assert_eq!(early.message(), Some("viewing is paused"));
    let silent = refuse_early::<View>(&blocked("  "));
    assert!(
        matches!(silent, Some(Refused::Denied(one)) if one.message().is_none()
        && matches!(one.cause(), Cause::Blocked(_)))
    );
}

#[test]
fn a_block_takes_nothing_from_another_user_type_and_is_no_reason_where_the_rule_denies() {
    let message = block("paused");
    let policy = Fixed::with(|words| words.block("view", Seller, &message).unwrap());
    let both = load(&under(policy), &[Seller, Premium]);
    let premium = load(&under(Fixed::code()), &[Premium]);
    for item in &ITEMS {
        assert_eq!(both.can(View, item), premium.can(View, item));
    }
    let policy = Fixed::with(|words| {
        let rule = User::ACTIONS[0].state("deny").unwrap();
        words.state("view", Seller, &rule).unwrap();
        words.block("view", Seller, &message).unwrap();
    });
    let who = load(&under(policy), &[Seller]);
    let early = refuse_early::<View>(&who);
    assert!(matches!(early, Some(Refused::Denied(one)) if one.cause() == &Cause::Row));
}

#[test]
fn a_blocked_operation_is_denied_although_its_actions_are_allowed() {
    let message = block("no replacing today");
    let policy = Fixed::with(|words| words.block("replace", Seller, &message).unwrap());
    let who = load(&under(policy), &[Seller]);
    let mut allowed_parts = 0;
    for item in &ITEMS {
        for (reader, answer) in answers::<Replace>(&who, item) {
            assert!(!answer, "{reader}");
        }
        allowed_parts += usize::from(who.can(View, item) && who.can(Edit, item));
    }
    assert!(allowed_parts > 0);
    for (reader, answer) in could::<Replace>(&who) {
        assert_eq!(answer, Could::Never, "{reader}");
    }
    let Some(Refused::Denied(early)) = refuse_early::<Replace>(&who) else {
        panic!("it is refused before anything is loaded");
    };
    assert_eq!(early.message(), Some("no replacing today"));
}

/// An open of `view` that ends.
struct Ending {
    open: Words<User>,
    later: Arc<Later>,
    clock: Arc<CoarseClock>,
    end: (Instant, SystemTime),
}

struct Later {
    open: Words<User>,
    after: Words<User>,
    end: SystemTime,
}

impl Timeline<User> for Later {
    fn words_at(&self, time: SystemTime) -> &Words<User> {
        if time < self.end {
            &self.open
        } else {
            &self.after
        }
    }
}

impl Policy<User> for Ending {
    fn bind<'a>(&'a self, _: &'a User, _: Tenant<'a>) -> Binds<'a, User> {
        let fresh = self.clock.fresh(Instant::now(), Duration::from_secs(60));
        let later: Arc<dyn Timeline<User>> = self.later.clone();
        let binding = Binding::new(self.open.clone(), fresh).until(self.end.0, later);
        Box::pin(async { Ok(binding) })
    }
}

#[test]
fn an_entry_that_ends_while_a_principal_lives_ends_for_it_and_makes_nothing_indeterminate() {
    const LIFE: Duration = Duration::from_millis(900);
    let end = (Instant::now() + LIFE, SystemTime::now() + LIFE);
    let (open, closed) = (stated("view", "allow"), stated("view", "deny"));
    let clock = Arc::new(CoarseClock::new());
    let policy = Ending {
        open: open.clone(),
        later: Arc::new(Later {
            open,
            after: closed,
            end: end.1,
        }),
        clock: Arc::clone(&clock),
        end,
    };
    let authorizer = Authorizer::builder().policy(policy).build();
    let who = at_once(authorizer.load(User::of(&[Seller])));
    let mut asked = 0;
    // The coarse clock moves only sometimes: the end is exact all the same.
    while SystemTime::now() < end.1 - Duration::from_millis(20) {
        assert!(who.can(View, &ITEMS[0]));
        asked += 1;
        if asked % 10 == 0 {
            clock.tick();
        }
        thread::sleep(Duration::from_millis(15));
    }
    assert!(asked > 10);
    while SystemTime::now() < end.1 {
        thread::sleep(Duration::from_millis(5));
    }
    assert!(who.known().is_ok());
    assert!(!who.can(View, &ITEMS[0]));
    assert!(matches!(
        who.check(View, &ITEMS[0]),
        Err(Refused::Denied(_))
    ));
}
