// Runs a compiled program on the cases in `cases.json`, and prints how many decisions it compared.
import { readFileSync } from "node:fs";

const [program] = process.argv.slice(2);
const people = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8"));
const { compare } = await import(`./compiled/${program}.js`);
const more = program === "react_usage" ? [(await import("react-dom/server")).renderToStaticMarkup] : [];
console.log(compare(people, ...more));
