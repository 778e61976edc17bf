import type { ReactElement } from "react";
import { AbilitiesProvider, useAbility } from "./react.js";
import type { Action, WithAbilities } from "./abilities.js";
import { actions, Comparison, type Person } from "./person.js";

function Button({ action, item }: { readonly action: Action; readonly item?: WithAbilities }): ReactElement | null {
    return useAbility(action, item) ? <b>{action}</b> : null;
}

// Code that must not compile.
export function Mistakes(): ReactElement {
    // @ts-expect-error a misspelled key
    useAbility("edit_itm");
    // @ts-expect-error a provider without `abilities`, not even `null`
    return <AbilitiesProvider>nothing</AbilitiesProvider>;
}

/** Compares what is rendered with the decision. `render` is React's own. */
export function compare(people: readonly Person[], render: (element: ReactElement) => string): number {
    const comparison = new Comparison();
    for (const person of people) {
        for (const { item, decisions } of person.contexts) {
            for (const action of actions(decisions)) {
                const button = <Button action={action} item={item} />;
                const about = `${person.name}, ${action} on ${JSON.stringify(item)}`;
                const inside = render(<AbilitiesProvider abilities={person.abilities}>{button}</AbilitiesProvider>);
                const shown = inside === `<b>${action}</b>`;
                comparison.expect(shown, decisions[action] === true, about);
                comparison.expect(render(button) === "", true, `${about} without a provider`);
                const loading = render(<AbilitiesProvider abilities={null}>{button}</AbilitiesProvider>);
                comparison.expect(loading === "", true, `${about} before the answer`);
            }
        }
        for (const action of actions(person.could)) {
            const button = <AbilitiesProvider abilities={person.abilities}><Button action={action} /></AbilitiesProvider>;
            const always = person.could[action] === "Always";
            comparison.expect(render(button) !== "", always, `${person.name}, ${action}`);
        }
    }
    return comparison.compared;
}
