// Code that is expected not to compile is itself an error if it does compile.
import { can, type Abilities, type Ability, type Action, type WithAbilities } from "./abilities.js";

export function types(abilities: Abilities, item: WithAbilities, known: { seller: number; abilities: Action[] }): void {
    can(abilities, "edit_item");
    can(abilities, "edit_item", item);
    can(abilities, "edit_item", known);
    can(undefined, "constructor", null);
    const action: "view_item" | "transfer" | "export" | "post_item" | "edit_item" | "reprice_item" | "delete_item"
        | "view_order" | "refund_order" | "take_name" | "constructor" | "change_settings" = "view_item" as Action;
    can(abilities, action);

    // @ts-expect-error a misspelled key
    can(abilities, "edit_itm", item);
    // @ts-expect-error an action that a `cfg` removes
    can(abilities, "switched_off", item);
    // @ts-expect-error the name in Rust is not a key
    can(abilities, "EditItem", item);
    // @ts-expect-error any text
    can(abilities, "edit_item" as string, item);
    // @ts-expect-error an item that carries nothing
    can(abilities, "edit_item", { seller: 7 });
    // @ts-expect-error an item that carries something else
    can(abilities, "edit_item", { abilities: "edit_item" });
    // @ts-expect-error an answer for one action only
    const one: Abilities = { view_item: "always" };
    // @ts-expect-error no such answer
    const sometimes: Ability = "sometimes";
    // @ts-expect-error the answer of the server is read-only
    abilities.edit_item = "always";
    void [one, sometimes];
}
