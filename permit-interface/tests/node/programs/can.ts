import { can, type Abilities, type WithAbilities } from "./abilities.js";
import { actions, Comparison, type Person } from "./person.js";

/** Compares `can` with the decision, on every combination and on invalid answers. */
export function compare(people: readonly Person[]): number {
    const comparison = new Comparison();
    for (const person of people) {
        for (const action of actions(person.could)) {
            const always = person.could[action] === "Always";
            const about = `${person.name}, ${action}`;
            const nothing: unknown[] = [undefined, null, {}, { abilities: null }, { abilities: [] }];
            // A value that only looks like a list is not one.
            nothing.push({ abilities: action }, { abilities: { includes: () => true } }, action, 7);
            for (const item of nothing) {
                const said = can(person.abilities, action, item as WithAbilities);
                comparison.expect(said, always, `${about} on ${JSON.stringify(item)}`);
            }
            const item = { abilities: actions(person.could) };
            const never = person.could[action] === "Never";
            comparison.expect(can(person.abilities, action, item), !never, `${about} on everything`);
            for (const answer of broken(action)) {
                const said = can(answer as Abilities, action, item);
                comparison.expect(said, false, `${about} by ${JSON.stringify(answer)}`);
            }
        }
        for (const { item, decisions } of person.contexts) {
            for (const action of actions(decisions)) {
                const about = `${person.name}, ${action} on ${JSON.stringify(item)}`;
                comparison.expect(can(person.abilities, action, item), decisions[action] === true, about);
            }
        }
    }
    return comparison.compared;
}

/** Answers that a server never gives. */
function broken(action: string): unknown[] {
    const values: unknown[] = [null, true, 1, "", "ALWAYS", "depends", [], {}, { depends: true }];
    values.push(["always"], { depends: "owner" }, { always: [] }, () => true);
    return [null, undefined, {}, [], "always", ...values.map((value) => ({ [action]: value }))];
}
