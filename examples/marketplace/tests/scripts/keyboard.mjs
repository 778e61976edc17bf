// Operates the policy in a browser by its keyboard alone, with the scripts of the page turned off, and prints
// what the page showed. It speaks the DevTools protocol over two pipes.
import { spawn } from "node:child_process";

const { browser, origin, cookie, profile } = JSON.parse(process.argv[2]);
const chromium = spawn(browser, [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank",
], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const [, , , commands, answers] = chromium.stdio;

const waiting = new Map();
const loads = [];
let received = "";
answers.setEncoding("utf8");
answers.on("data", (data) => {
    const messages = (received + data).split("\0");
    received = messages.pop();
    for (const message of messages.map((one) => JSON.parse(one))) {
        if (message.method === "Page.loadEventFired") {
            loads.shift()?.();
        }
        waiting.get(message.id)?.(message);
        waiting.delete(message.id);
    }
});

let last = 0;
let sessionId;
const send = (method, params = {}) => new Promise((resolve, reject) => {
    const id = last += 1;
    waiting.set(id, ({ result, error }) => error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result));
    commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
});
const loaded = () => new Promise((resolve) => loads.push(resolve));
const evaluate = async (expression) => (await send("Runtime.evaluate", { expression })).result.value;
const press = async (key, code) => {
    const text = key === "Enter" ? "\r" : undefined;
    await send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", key, code: key, windowsVirtualKeyCode: code, text });
    await send("Input.dispatchKeyEvent", { type: "keyUp", key, code: key, windowsVirtualKeyCode: code });
};
const tabTo = async (id) => {
    for (let pressed = 0; pressed < 80; pressed += 1) {
        if ((await evaluate("document.activeElement.id")).startsWith(id)) {
            return;
        }
        await press("Tab", 9);
    }
    throw new Error(`the keyboard does not reach ${id}`);
};
const choose = async (id, value) => {
    await tabTo(id);
    for (let pressed = 0; pressed < 80; pressed += 1) {
        if (await evaluate("document.activeElement.value") === value) {
            return;
        }
        await press("ArrowDown", 40);
    }
    throw new Error(`the keyboard does not choose ${value} in ${id}`);
};
const write = async (id, text) => {
    await tabTo(id);
    await send("Input.insertText", { text });
};
const submit = async () => {
    const done = loaded();
    await press("Enter", 13);
    await done;
    return evaluate("document.querySelector('main').innerText");
};

const { targetId } = await send("Target.createTarget", { url: "about:blank" });
({ sessionId } = await send("Target.attachToTarget", { targetId, flatten: true }));
await send("Page.enable");
await send("Emulation.setScriptExecutionDisabled", { value: true });
const [name, value] = cookie.split("=");
await send("Network.setCookie", { name, value, url: origin });
const opened = loaded();
await send("Page.navigate", { url: `${origin}/policy` });
await opened;

await choose("block-action", "edit_item");
await choose("block-user_type", "Seller");
await write("message", "Editing is paused.");
await choose("block-ends", "day");
await write("block-reason", "fraud wave");
const blocked = await submit();
await write("reason-unblock", "over");
const lifted = await submit();
await choose("open-action", "edit_item");
await choose("open-user_type", "Shopper");
await choose("open-ends", "hour");
await write("open-reason", "ticket 812");
const shown = await submit();
console.log(JSON.stringify({ blocked, lifted, opened: shown }));
chromium.kill();
process.exit();
