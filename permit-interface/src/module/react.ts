import { createContext, createElement, useContext } from "react";
import type { ReactElement, ReactNode } from "react";
import { can } from "MODULE";
import type { Abilities, Action, WithAbilities } from "MODULE";

const Caller = createContext<Abilities | null | undefined>(null);

/** The properties of the provider. `abilities` is `null` until the server has answered. */
export interface AbilitiesProviderProps {
    readonly abilities: Abilities | null | undefined;
    readonly children?: ReactNode;
}

/** Gives every component inside it the answer of the server. */
export function AbilitiesProvider({ abilities, children }: AbilitiesProviderProps): ReactElement {
    return createElement(Caller.Provider, { value: abilities }, children);
}

/** Whether to offer an action, by the nearest provider. Without a provider, no action is offered. */
export function useAbility(action: Action, item?: WithAbilities | null): boolean {
    return can(useContext(Caller), action, item);
}
