//! Texts for the public reason codes of conditions.

/// The text of a reason code, for the caller who was refused.
#[must_use]
pub fn reason(code: &str) -> Option<&'static str> {
    Some(match code {
        "account_suspended" => "Your account is suspended. Write to support to have it reviewed.",
        "in_person" => "An application cannot do this for you. Sign in and do it yourself.",
        "only_sellers" => "Support can act only as sellers.",
        "your_own" => "You cannot do this for yourself: it is your own account, item or purchase.",
        "another_seller" => "Only listings of one seller can be joined.",
        "price_changed" => "The price has changed. Nothing was bought.",
        "not_for_sale" => "This item is not for sale right now.",
        "item_sold" => "This item is sold, so it can no longer be changed.",
        "not_in_trial" => "This is part of a trial that is not running.",
        "ask_support_tier_three" => "This is a large amount. Ask support, tier three.",
        "already_refunded" => "The buyer already got the money back.",
        "only_customers" => "This is possible only for accounts of shoppers and sellers.",
        "over_limit" => "This is more than you may transfer at once.",
        "not_enough_credit" => "There is not enough credit on this account.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use permit::Permissions;

    use super::reason;
    use crate::domain::User;

    #[test]
    fn every_reason_code_of_the_catalogue_has_a_text() {
        for action in User::ACTIONS {
            for condition in action.conditions().iter().chain(action.requirements()) {
                if let Some(code) = condition.says {
                    assert!(reason(code).is_some(), "`{code}` of `{}`", action.key());
                }
            }
        }
    }
}
