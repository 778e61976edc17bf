//! What an application says about itself, and the words for what a check came to.
//!
//! Nothing here knows of tables, principals or decisions.

mod block;
mod clock;
mod condition;
mod consent;
mod escaped;
mod id;
mod id_type;
mod known;
mod place;
mod refusal;
mod role;
mod subject;
mod tenant;
mod user_type;

pub(crate) use self::condition::{AskedEarly, Needs};
pub(crate) use self::tenant::{grants_count, is_within_reach, reaching};
pub use self::{
    block::Block,
    clock::{Clock, SystemClock},
    condition::ConditionInfo,
    consent::Consent,
    escaped::escaped,
    id::{AsId, Id},
    id_type::{IdType, NotOptional, assert_known},
    known::{Known, and_place_in, tenant_in, tenant_or_global_in},
    place::{Place, PlaceSet, Placed, Places},
    refusal::{Cause, Denial, Indeterminate, Refused, Unknown},
    role::{NoRole, RoleInfo, Roles},
    subject::{Owned, Subject},
    tenant::{ContextTenant, InTenant, Tenant},
    user_type::{UserType, UserTypes},
};
