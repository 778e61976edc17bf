//! permit and the functions written by hand decide every request alike.

use permit::{Could, Permissions, testing};
use permit_benches::{
    Catalogue,
    generated::{hundred::Hundred, ten::Ten, thousand::Thousand},
    marketplace::Marketplace,
    people::User,
    requests,
};

/// Compares all requests of a catalogue. Returns how many requests there are and how many are
/// allowed.
fn compare<C: Catalogue>() -> (usize, usize)
where
    User<C>: Permissions,
{
    assert_eq!(C::ACTIONS.len(), C::BY_HAND.len());
    assert_eq!(testing::verify::<User<C>>(), C::ACTIONS.len() * 8);
    let (mut all, mut allowed) = (0, 0);
    let answers = |action: usize| {
        let key = User::<C>::ACTIONS.get(action)?.key();
        Some((key, C::ACTIONS.get(action)?, C::BY_HAND.get(action)?))
    };
    for request in requests::every::<C>() {
        assert_eq!(testing::verify_columns(request.item), 1);
        let (key, action, by_hand) = answers(request.action)
            .unwrap_or_else(|| unreachable!("every request is about an action"));
        let can = (action.can)(request.who, request.item);
        let by_hand = by_hand(request.member, request.item);
        assert_eq!(can, by_hand, "{key} by {:?}", request.member);
        assert_eq!(can, (action.check)(request.who, request.item), "{key}");
        assert_eq!(
            can,
            (action.explain)(request.who, request.item).is_allowed(),
            "{key}"
        );
        match (action.could)(request.who) {
            Could::Never => assert!(!can, "{key}"),
            Could::Always => assert!(can, "{key}"),
            Could::Depends => {}
            Could::Unknown => unreachable!("there is no policy"),
        }
        all += 1;
        allowed += usize::from(can);
    }
    (all, allowed)
}

#[test]
fn permit_decides_as_the_functions_written_by_hand() {
    let (all, allowed) = compare::<Marketplace>();
    assert_eq!(all, 14 * 8 * 4);
    assert!(allowed > all / 4 && allowed < all * 3 / 4, "{allowed}");
}

#[test]
fn catalogues_of_any_size_have_the_same_mix_of_requests() {
    let (all, allowed) = compare::<Ten>();
    assert_eq!(compare::<Hundred>(), (all * 10, allowed * 10));
    assert_eq!(compare::<Thousand>(), (all * 100, allowed * 100));
}
