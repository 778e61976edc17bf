import { createMongoAbility, type MongoAbility, type RawRuleOf } from "@casl/ability";
import type { Action } from "./abilities.js";
import { actions, Comparison, type Person } from "./person.js";

type Casl = MongoAbility<[Action | "manage", "all" | object]>;

/** Compares CASL's answer with the decision. */
export function compare(people: readonly Person[]): number {
    const comparison = new Comparison();
    for (const person of people) {
        const rules = person.rules as RawRuleOf<Casl>[];
        const ability = createMongoAbility<Casl>(rules);
        // A rule of another source, put first: it allows what is not denied, and nothing more.
        const opened = createMongoAbility<Casl>([{ action: "manage", subject: "all" }, ...rules]);
        const denied = person.rules.map((rule) => rule.inverted === true);
        const last = denied.indexOf(true);
        comparison.expect(last < 0 || denied.slice(last).every(Boolean), true, `${person.name}: rules that deny are last`);
        for (const action of actions(person.could)) {
            const [never, always] = [person.could[action] === "Never", person.could[action] === "Always"];
            const about = `${person.name}, ${action}`;
            comparison.expect(ability.can(action, "all"), !never, about);
            comparison.expect(opened.can(action, "all"), !never, `${about}, opened`);
            comparison.expect(opened.can(action, {}), !never, `${about}, opened, on something`);
            for (const item of [{}, { abilities: null }, { abilities: [] }, { abilities: action }]) {
                comparison.expect(ability.can(action, item), always, `${about} on ${JSON.stringify(item)}`);
            }
        }
        for (const { item, decisions } of person.contexts) {
            for (const action of actions(decisions)) {
                const about = `${person.name}, ${action} on ${JSON.stringify(item)}`;
                comparison.expect(ability.can(action, item), decisions[action] === true, about);
            }
        }
    }
    return comparison.compared;
}
