// Runs the script of the pages on the cards of a list, with a minimal `document`, and prints the
// targets of the links that it adds. The script sends its requests to the marketplace.
const { origin, cookie, cards } = JSON.parse(process.argv[2]);
const fetched = globalThis.fetch;
globalThis.fetch = (path) => fetched(origin + path, { headers: { cookie } });

const targets = [];
globalThis.document = {
    querySelectorAll: () => cards.map(({ at, abilities }) => ({
        dataset: { abilities },
        querySelector: (name) => name === "a" ? { getAttribute: () => at } : { textContent: "a title" },
        append: (navigation) => targets.push(...navigation.links.map((link) => link.href)),
    })),
    createElement: () => ({ links: [], append(link) { this.links.push(link); } }),
};
await import("./page.js");
console.log(JSON.stringify(targets));
