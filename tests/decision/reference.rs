//! The rules of the catalogue again, and the decision procedure, written as plainly as possible.
//! It shares no code with permit's decision.

use permit::matrix::Premise;

use crate::catalogue::{
    Archive, At, Destroy, Edit, Flags, Open, Pay, Publish, Read, Share, UserType, View,
};

/// Everything that a decision may depend on.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    pub user_types: &'a [UserType],
    pub subject_tenant: At,
    pub id: Option<u64>,
    pub marks: u32,
    pub flags: Flags,
    pub owner: Option<u64>,
    /// `None` is global.
    pub tenant: Option<&'static str>,
}

impl World<'_> {
    fn owner(&self) -> bool {
        match (self.id, self.owner) {
            (Some(id), Some(owner)) => id == owner,
            (None, _) | (_, None) => false,
        }
    }

    fn mark(&self, number: u32) -> bool {
        self.marks >> (number - 1) & 1 == 1
    }

    /// Whether what a cell of the matrix depends on holds.
    pub fn holds(&self, premise: &Premise, action: &impl Reference) -> bool {
        match premise {
            Premise::Flag(key) => key == "sharing" && self.flags.sharing == Some(true),
            Premise::Owner(on) => on.is_empty() && self.owner(),
            Premise::Granted(_) => false,
            Premise::Condition { name, .. } => match name.as_str() {
                "first" => self.mark(1),
                "second" => self.mark(2),
                "third" => self.mark(3),
                "fourth" => self.mark(4),
                "fifth" => self.mark(5),
                "in_both_trials" => self.flags.trials == [Some(true), Some(true)],
                // The only requirement of the only action that has it.
                "under_limit" => action.required(self),
                other => panic!("no action of the catalogue asks `{other}`"),
            },
        }
    }

    /// Whether the context is within the reach of this user type.
    pub fn reaches(&self, user_type: UserType) -> bool {
        let Some(tenant) = self.tenant else {
            return true;
        };
        let in_own_tenant = !tenant.is_empty() && self.subject_tenant == At::Tenant(tenant);
        let platform = matches!(user_type, UserType::Auditor | UserType::Operator);
        in_own_tenant || (self.subject_tenant == At::Platform && platform)
    }

    pub fn allows(&self, action: &impl Reference) -> bool {
        if action.behind_sharing() && self.flags.sharing != Some(true) {
            return false;
        }
        let mut some_row_allows = false;
        for user_type in self.user_types {
            if self.reaches(*user_type) && action.row(*user_type, self) {
                some_row_allows = true;
            }
        }
        some_row_allows && action.required(self)
    }
}

/// An action as the reference sees it.
pub trait Reference {
    /// How many of the marks it reads.
    const MARKS: u32;

    fn row(&self, user_type: UserType, world: &World<'_>) -> bool;

    fn behind_sharing(&self) -> bool {
        false
    }

    fn required(&self, _: &World<'_>) -> bool {
        true
    }
}

impl Reference for View {
    const MARKS: u32 = 0;
    fn row(&self, user_type: UserType, _: &World<'_>) -> bool {
        user_type == UserType::Clerk || user_type == UserType::Auditor
    }
}

impl Reference for Read {
    const MARKS: u32 = 0;
    fn row(&self, _: UserType, _: &World<'_>) -> bool {
        true
    }
}

impl Reference for Edit {
    const MARKS: u32 = 0;
    fn row(&self, user_type: UserType, world: &World<'_>) -> bool {
        match user_type {
            UserType::Anonymous | UserType::Auditor => false,
            UserType::Clerk | UserType::Operator => world.owner(),
            UserType::Manager => true,
        }
    }
}

impl Reference for Open {
    const MARKS: u32 = 5;
    fn row(&self, user_type: UserType, world: &World<'_>) -> bool {
        match user_type {
            UserType::Anonymous => world.mark(1),
            UserType::Clerk | UserType::Operator => false,
            UserType::Manager => true,
            UserType::Auditor => world.mark(4) && world.mark(5),
        }
    }
}

impl Reference for Share {
    const MARKS: u32 = 1;
    fn row(&self, user_type: UserType, world: &World<'_>) -> bool {
        match user_type {
            UserType::Anonymous | UserType::Manager => true,
            UserType::Clerk => world.owner() || world.mark(1),
            UserType::Auditor => false,
            UserType::Operator => world.mark(1),
        }
    }
    fn behind_sharing(&self) -> bool {
        true
    }
}

impl Reference for Publish {
    const MARKS: u32 = 2;
    fn row(&self, user_type: UserType, world: &World<'_>) -> bool {
        match user_type {
            UserType::Anonymous | UserType::Auditor => false,
            UserType::Clerk => world.owner() && world.mark(1),
            UserType::Manager => world.mark(1),
            UserType::Operator => true,
        }
    }
    fn behind_sharing(&self) -> bool {
        true
    }
    fn required(&self, world: &World<'_>) -> bool {
        world.mark(2) && world.flags.trials == [Some(true), Some(true)]
    }
}

impl Reference for Pay {
    const MARKS: u32 = 2;
    fn row(&self, user_type: UserType, world: &World<'_>) -> bool {
        match user_type {
            UserType::Anonymous | UserType::Auditor => false,
            UserType::Clerk => world.owner() && world.mark(1),
            UserType::Manager => true,
            UserType::Operator => world.mark(1) || world.mark(2),
        }
    }
    fn required(&self, _: &World<'_>) -> bool {
        self.amount <= 100
    }
}

impl Reference for Archive {
    const MARKS: u32 = 3;
    fn row(&self, user_type: UserType, world: &World<'_>) -> bool {
        let marks = world.marks & 7;
        match user_type {
            UserType::Anonymous => false,
            UserType::Clerk => [3, 5, 7].contains(&marks),
            UserType::Manager => marks == 3 || marks >= 4,
            UserType::Auditor => marks != 0,
            UserType::Operator => marks == 7,
        }
    }
}

impl Reference for Destroy {
    const MARKS: u32 = 5;
    fn row(&self, user_type: UserType, world: &World<'_>) -> bool {
        let first_pair = [world.owner(), world.mark(1)];
        let second_pair = [world.mark(2), world.mark(3)];
        let third_pair = [world.mark(4), world.mark(5)];
        let pairs = [first_pair, second_pair, third_pair];
        match user_type {
            UserType::Anonymous => false,
            UserType::Clerk => pairs.iter().all(|pair| pair[0] && pair[1]),
            UserType::Manager => pairs.iter().any(|pair| pair[0] && pair[1]),
            UserType::Auditor => pairs.iter().any(|pair| pair[0] || pair[1]),
            UserType::Operator => pairs.iter().all(|pair| pair[0] || pair[1]),
        }
    }
    fn required(&self, world: &World<'_>) -> bool {
        world.mark(1)
    }
}
