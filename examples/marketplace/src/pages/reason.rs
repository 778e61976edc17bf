//! The public reason codes of conditions, in words.

/// What a reason code means to the one who was refused.
#[must_use]
pub fn reason(code: &str) -> Option<&'static str> {
    Some(match code {
        "account_suspended" => "Your account is suspended. Write to support to have it reviewed.",
        "in_person" => "An application cannot do this for you: sign in and do it yourself.",
        "only_sellers" => "Support acts as sellers only.",
        "your_own" => "You cannot do this to what is your own.",
        "not_for_sale" => "This item is not for sale right now.",
        "item_sold" => "This item is sold, so it cannot be changed any more.",
        "not_in_trial" => "The trial that this belongs to is not running.",
        "ask_support_tier_three" => "This is a large amount: ask support, tier three.",
        "already_refunded" => "The buyer has the money back already.",
        "only_customers" => "This can be done to the accounts of shoppers and sellers only.",
        "over_limit" => "This is more than you may transfer at a time.",
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
    fn every_reason_code_of_the_catalogue_has_words_for_people() {
        for action in User::ACTIONS {
            for condition in action.conditions.iter().chain(action.requirements) {
                if let Some(code) = condition.says {
                    assert!(reason(code).is_some(), "`{code}` of `{}`", action.key);
                }
            }
        }
    }
}
