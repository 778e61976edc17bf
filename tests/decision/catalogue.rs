//! A synthetic application with tenants, which uses every feature of a table in every form.

use permit::{Authorizer, Subject, UserTypes, tenancy::Tenant};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Clerk,
    Manager,
    #[platform]
    Auditor,
    #[platform]
    Operator,
}

pub const ALL: [UserType; 5] = [
    UserType::Anonymous,
    UserType::Clerk,
    UserType::Manager,
    UserType::Auditor,
    UserType::Operator,
];

/// The tenant of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Platform,
    Tenant(&'static str),
    Nowhere,
}

impl From<At> for Tenant<'static> {
    fn from(at: At) -> Self {
        match at {
            At::Platform => Tenant::Platform,
            At::Tenant(tenant) => Tenant::of(tenant),
            At::Nowhere => Tenant::Unknown,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Person {
    pub id: Option<u64>,
    pub user_types: UserTypes<UserType>,
    pub subject_tenant: At,
    /// One bit for each of the conditions `first` to `fifth`.
    pub marks: u32,
}

impl Subject for Person {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }
    fn user_types(&self) -> UserTypes<UserType> {
        self.user_types
    }
    fn anonymous() -> Self {
        Self {
            id: None,
            user_types: UserType::Anonymous.into(),
            subject_tenant: At::Nowhere,
            marks: 0,
        }
    }
    fn tenant(&self) -> Tenant<'_> {
        self.subject_tenant.into()
    }
}

#[derive(permit::Columns, Clone, Debug, PartialEq, Eq)]
pub struct Document {
    #[column(owner = Person)]
    pub owner: Option<u64>,
    /// `None` is global.
    #[column(tenant_or_global)]
    pub tenant: Option<&'static str>,
}

#[permit::condition]
fn first(who: &Person) -> bool {
    who.marks & 1 != 0
}

#[permit::condition(filter, says = "second_is_missing")]
fn second(who: &Person, _: &Document) -> bool {
    who.marks & 2 != 0
}

#[permit::condition]
fn third(who: &permit::Principal<Person>) -> bool {
    who.subject().marks & 4 != 0
}

#[permit::condition(filter)]
fn fourth<C: ?Sized>(who: &Person, _: &C) -> bool {
    who.marks & 8 != 0
}

#[permit::condition]
fn fifth(who: &Person) -> bool {
    who.marks & 16 != 0
}

/// Reads the action's own field.
#[permit::condition(filter, says = "over_the_limit")]
fn under_limit(action: &Pay, _: &Person, _: &Document) -> bool {
    action.amount <= 100
}

/// Reads two flags that no action has.
#[permit::condition(flags(trial_a, trial_b), says = "not_in_both_trials")]
fn in_both_trials(who: &permit::Principal<Person>) -> bool {
    who.flag("trial_a") && who.flag("trial_b")
}

/// Pay an invoice.
#[derive(permit::Action, Clone)]
#[action(subject = Person, context = Document, requires(under_limit))]
#[permissions(
    Anonymous => deny,
    Clerk => allow if owner && first,
    Manager => allow,
    Auditor => deny,
    Operator => allow if second || first,
)]
pub struct Pay {
    pub amount: u64,
}

permit::permissions! {
    <Person: UserType, tenants>

    use Pay;

    /// No conditions, and no two equal rows next to each other.
    pub View(context = Document) {
        Anonymous => deny,
        Clerk => allow,
        Manager => deny,
        Auditor => allow,
        Operator => deny,
    }

    /// Allowed for every user type.
    pub Read(context = Document) {
        Anonymous | Clerk | Manager | Auditor | Operator => allow,
    }

    /// Only the built-in condition.
    pub Edit(context = Document) {
        Anonymous => deny,
        Clerk => allow if owner,
        Manager => allow,
        Auditor => deny,
        Operator => allow if owner,
    }

    /// Without a context.
    pub Open {
        Anonymous => allow if first,
        Clerk => deny,
        Manager => allow,
        Auditor => allow if fifth && fourth,
        Operator => deny,
    }

    /// Behind a flag.
    pub Share(context = Document, flag = "sharing") {
        Anonymous => allow,
        Clerk => allow if owner || first,
        Manager => allow,
        Auditor => deny,
        Operator => allow if first,
    }

    /// Behind a flag, with requirements, one of which reads flags.
    pub Publish(context = Document, flag = "sharing", requires(second, in_both_trials)) {
        Anonymous => deny,
        Clerk => allow if owner && first,
        Manager => allow if first,
        Auditor => deny,
        Operator => allow,
    }

    /// Three conditions of the application.
    pub Archive(context = Document) {
        Anonymous => deny,
        Clerk => allow if first && (second || third),
        Manager => allow if (first && second) || third,
        Auditor => allow if third || second || first,
        Operator => allow if first && second && third,
    }

    /// Six conditions.
    pub Destroy(context = Document, requires(first)) {
        Anonymous => deny,
        Clerk => allow if owner && first && second && third && fourth && fifth,
        Manager => allow if (owner && first) || (second && third) || (fourth && fifth),
        Auditor => allow if owner || first || second || third || fourth || fifth,
        Operator => allow if (owner || first) && (second || third) && (fourth || fifth),
    }
}

/// The state of each flag.
#[derive(Clone, Copy, Debug)]
pub struct Flags {
    pub sharing: Option<bool>,
    pub trials: [Option<bool>; 2],
}

pub const ALL_ON: Flags = Flags {
    sharing: Some(true),
    trials: [Some(true); 2],
};

pub fn authorizer(flags: Flags) -> Authorizer<Person> {
    let answer = move |flag: &str, _: &Person| match flag {
        "sharing" => flags.sharing,
        "trial_a" => flags.trials[0],
        "trial_b" => flags.trials[1],
        other => panic!("no action or condition names the flag {other}"),
    };
    Authorizer::builder().flags(answer).build()
}
