// Written by permit from a catalogue of actions. Do not change it: write it again.

/** What can be said of an action before the item is known: the names are those of conditions. */
export type Ability = "always" | "never" | { readonly depends: readonly string[] };

/** Every action, with what the caller could do: what the server answers. */
export interface Abilities {
    /** Look at an item. Whoever may not is told that there is none: a draft is nobody's business. */
    readonly "view_item": Ability;
    /** Put an item up for sale. */
    readonly "post_item": Ability;
    /** Change an item's title, description or price. */
    readonly "edit_item": Ability;
    /** Change only the price, right on the item's page: an experiment, behind a flag. */
    readonly "reprice_item": Ability;
    /** Take an item off the marketplace. */
    readonly "delete_item": Ability;
    /** Put an item at the top of the list, or back into its place. */
    readonly "feature_item": Ability;
    /** Buy an item. */
    readonly "buy_item": Ability;
    /** Be advised on a price by what others paid: for those who are in both trials. */
    readonly "advise_price": Ability;
    /** Make one listing of two: change the one that stays, and take the other off the marketplace. */
    readonly "bundle_items": Ability;
    /** Move credit from one account to another. */
    readonly "transfer_funds": Ability;
    /** See the applications that act for an account, and connect others. Whoever may not is told that there is no such account. */
    readonly "manage_apps": Ability;
    /** Disconnect an application. Whoever may not is told that there is none. */
    readonly "disconnect_app": Ability;
    /** Forget an application whose time is over. */
    readonly "forget_app": Ability;
    /** Act as a seller, to see what they see. */
    readonly "act_as_seller": Ability;
    /** Look at an order. Whoever may not is told that there is none. */
    readonly "view_order": Ability;
    /** Give a buyer the money back. */
    readonly "refund_order": Ability;
    /** Look at an account and its credit. */
    readonly "view_account": Ability;
    /** Suspend a user, or lift the suspension. */
    readonly "suspend_user": Ability;
    /** See who is on the marketplace, and what was bought last. */
    readonly "open_support_desk": Ability;
    /** Change the notice that every page shows, and turn experiments on and off. */
    readonly "change_settings": Ability;
}

/** The key of an action. */
export type Action = keyof Abilities;

/** An item, with the keys of those actions that the server allows on it. */
export interface WithAbilities {
    readonly abilities?: readonly string[] | null;
}

/**
 * Whether to offer an action. It may depend on the item; then the item has to say that it is
 * allowed. What is missing or unknown is not offered. The server decides again when it is done.
 */
export function can(abilities: Abilities | null | undefined, action: Action, item?: WithAbilities | null): boolean {
    const ability: Ability | undefined = abilities?.[action];
    if (ability === "always") {
        return true;
    }
    const depends = typeof ability === "object" && Array.isArray(ability?.depends);
    return depends && Array.isArray(item?.abilities) && item.abilities.includes(action);
}
