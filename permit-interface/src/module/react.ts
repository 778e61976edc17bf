import { createContext, createElement, useContext } from "react";
import type { ReactElement, ReactNode } from "react";
import { can } from "MODULE";
import type { Abilities, Action, WithAbilities } from "MODULE";

const Caller = createContext<Abilities | null | undefined>(null);

/** What the provider is given: `null` until the server has answered. */
export interface AbilitiesProviderProps {
    readonly abilities: Abilities | null | undefined;
    readonly children?: ReactNode;
}

/** Tells everything inside what the caller could do. */
export function AbilitiesProvider({ abilities, children }: AbilitiesProviderProps): ReactElement {
    return createElement(Caller.Provider, { value: abilities }, children);
}

/** Whether to offer an action: `can`, asked of the nearest provider. Without one, nothing is. */
export function useAbility(action: Action, item?: WithAbilities | null): boolean {
    return can(useContext(Caller), action, item);
}
