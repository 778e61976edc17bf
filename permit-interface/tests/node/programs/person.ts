import type { Abilities, Action, WithAbilities } from "./abilities.js";

/** A person, with the answer of the server and the decision on every context. */
export interface Person {
    readonly name: string;
    readonly abilities: Abilities;
    readonly rules: readonly { readonly action: string; readonly inverted?: boolean }[];
    readonly could: { readonly [action in Action]: "Never" | "Depends" | "Always" };
    readonly contexts: readonly Context[];
}

export interface Context {
    readonly item: WithAbilities;
    readonly decisions: { readonly [action in Action]?: boolean };
}

/** The keys of an object whose keys are actions. */
export function actions(of: object): Action[] {
    return Object.keys(of) as Action[];
}

/** Counts the expected answers, and throws at an unexpected one. */
export class Comparison {
    compared = 0;

    expect(said: boolean, expected: boolean, about: string): void {
        if (said !== expected) {
            throw new Error(`${about}: said ${said}, expected ${expected}`);
        }
        this.compared += 1;
    }
}
