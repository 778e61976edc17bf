import { createMongoAbility, type MongoAbility, type RawRuleOf } from "@casl/ability";
import { can, type Abilities, type Action } from "./abilities.js";
import { Comparison } from "./person.js";

type Casl = MongoAbility<[string, "all" | object]>;

interface Member {
    readonly name: string;
    readonly abilities: Abilities;
    readonly rules: RawRuleOf<Casl>[];
    readonly could: readonly (readonly [Action, "Never" | "Depends" | "Always"])[];
}

// Code that must compile: the keys are types like all others.
export const keys: readonly Action[] = ["manage", "all", "constructor", "__proto__", "prototype", "abilities"];

/** Compares `can` and CASL with what the server said, for keys and fields with odd names. */
export function compare(people: readonly Member[]): number {
    const comparison = new Comparison();
    for (const { name, abilities, rules, could } of people) {
        const ability = createMongoAbility<Casl>(rules);
        const every = could.map(([action]) => action);
        for (const [action, answer] of could) {
            const about = `${name}, ${action}`;
            const [always, possible] = [answer === "Always", answer !== "Never"];
            comparison.expect(can(abilities, action), always, about);
            comparison.expect(can(abilities, action, { abilities: every }), possible, `${about} on an item that carries it`);
            const others = every.filter((other) => other !== action);
            comparison.expect(can(abilities, action, { abilities: others }), always, `${about} on an item that carries others`);
            // A key that the server did not send, also where each object has such a property.
            const { [action]: _, ...rest } = abilities;
            for (const unsent of [rest, {}, [], () => true, "text"]) {
                const said = can(unsent as Abilities, action, { abilities: every });
                comparison.expect(said, false, `${about} is not sent`);
            }
            for (const inherited of ["always", { depends: [] }]) {
                const above = Object.create({ [action]: inherited });
                comparison.expect(can(above, action, { abilities: every }), false, `${about} is inherited`);
            }
            // CASL takes the key `manage` as every action, so no rule is about it.
            const ruled = action !== "manage";
            comparison.expect(ability.can(action, { abilities: every }), possible && ruled, `${about} by CASL`);
            const items: readonly object[] = [{}, { abilities: [] }, { abilities: others }];
            for (const item of items) {
                comparison.expect(ability.can(action, item), always && ruled, `${about} by CASL on ${JSON.stringify(item)}`);
            }
        }
        // The key `manage` in an item opens nothing else, and nothing denies every action.
        comparison.expect(ability.can("another", { abilities: every }), false, `${name}, another action`);
        const opened = createMongoAbility<Casl>([{ action: "another", subject: "all" }, ...rules]);
        comparison.expect(opened.can("another", {}), true, `${name}, another action of another source`);
    }
    return comparison.compared;
}
