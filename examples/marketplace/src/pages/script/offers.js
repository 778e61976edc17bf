// @ts-check
import { can } from "./abilities.js";

/**
 * The links that a card of the list may have, besides the item itself.
 * @type {readonly { action: import("./abilities.js").Action, words: string, end: string }[]}
 */
const OFFERS = [
    { action: "edit_item", words: "Edit", end: "edit" },
    { action: "advise_price", words: "Price advice", end: "advice" },
    { action: "delete_item", words: "Delete", end: "delete" },
];

/**
 * The links for an item at the path `at`: only those that the caller may follow.
 * @param {import("./abilities.js").Abilities | null} abilities
 * @param {import("./abilities.js").WithAbilities} item
 * @param {string} at
 */
export function offers(abilities, item, at) {
    const allowed = OFFERS.filter((offer) => can(abilities, offer.action, item));
    return allowed.map((offer) => ({ words: offer.words, target: `${at}/${offer.end}` }));
}
