import { createMongoAbility, type MongoAbility, type RawRuleOf } from "@casl/ability";
import { Comparison } from "./person.js";

type Casl = MongoAbility<[string, "all" | object]>;
type Item = { readonly [field: string]: unknown };

interface Cases {
    readonly items: readonly Item[];
    readonly people: readonly {
        readonly name: string;
        readonly rules: RawRuleOf<Casl>[];
        readonly allowed: readonly { readonly [action: string]: boolean }[];
    }[];
}

/** Compares CASL's answer on the fields of each item with the decision. */
export function compare([{ items, people }]: readonly [Cases]): number {
    const comparison = new Comparison();
    for (const { name, rules, allowed } of people) {
        const ability = createMongoAbility<Casl>(rules);
        items.forEach((item, index) => {
            for (const [action, expected] of Object.entries(allowed[index] ?? {})) {
                const about = `${name}, ${action} on ${JSON.stringify(item)}`;
                comparison.expect(ability.can(action, item), expected, about);
                if (!expected) {
                    for (const lacking of damaged(item)) {
                        const said = ability.can(action, lacking);
                        comparison.expect(said, false, `${about}, reduced to ${JSON.stringify(lacking)}`);
                    }
                }
            }
        });
    }
    return comparison.compared;
}

/** The item without one of its fields, or with one that no server sends: it allows nothing more. */
function damaged(item: Item): Item[] {
    const damages = Object.keys(item).flatMap((field) => {
        const { [field]: _, ...rest } = item;
        return [rest, ...[undefined, {}].map((value) => ({ ...item, [field]: value }))];
    });
    const costs = [null, "text", Number.NaN, []];
    return [...damages, ...costs.map((cost) => ({ ...item, cost }))];
}
