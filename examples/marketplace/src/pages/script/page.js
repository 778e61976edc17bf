// @ts-check
// Adds links to the cards of the list. The page of an item has the same links without this script.
import { offers } from "./offers.js";

/** @type {NodeListOf<HTMLElement>} */
const cards = document.querySelectorAll("[data-abilities]");
if (cards.length > 0) {
    const answer = await fetch("/me/abilities");
    const abilities = answer.ok ? await answer.json() : null;
    for (const card of cards) {
        const item = { abilities: card.dataset.abilities?.split(" ") ?? null };
        const links = offers(abilities, item, card.querySelector("a")?.getAttribute("href") ?? "");
        if (links.length > 0) {
            const navigation = document.createElement("nav");
            navigation.className = "offers";
            navigation.ariaLabel = card.querySelector("strong")?.textContent ?? null;
            for (const { words, target } of links) {
                const link = document.createElement("a");
                link.href = target;
                link.textContent = words;
                navigation.append(link);
            }
            card.append(navigation);
        }
    }
}
