/** The answer for an action before the item is known. `depends` has the names of conditions. */
export type Ability = "always" | "never" | { readonly depends: readonly string[] };

/** The answer of the server: for every action, whether the caller could do it. */
export interface Abilities {
    // ACTIONS
}

/** The key of an action. */
export type Action = keyof Abilities;

/** An item, with the keys of the actions that the server allows on it. */
export interface WithAbilities {
    readonly abilities?: readonly string[] | null;
}
