/** What can be said of an action before the item is known: the names are those of conditions. */
export type Ability = "always" | "never" | { readonly depends: readonly string[] };

/** Every action, with what the caller could do: what the server answers. */
export interface Abilities {
    // ACTIONS
}

/** The key of an action. */
export type Action = keyof Abilities;

/** An item, with the keys of those actions that the server allows on it. */
export interface WithAbilities {
    readonly abilities?: readonly string[] | null;
}
