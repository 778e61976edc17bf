// Measures the pages in the frames of this one, and writes the result into its only `pre`.
const measured = [];
for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument;
    const height = (element) => Math.round(element.getBoundingClientRect().height * 10) / 10;
    const touched = "button, a.button, nav a, .brand, .path a, td a, summary, .tick, textarea, "
        + ".field input, .field select";
    const low = [...page.querySelectorAll(touched)].filter((one) => height(one) > 0 && height(one) < 44);
    // What the script of the page adds to some of the cards.
    const cards = [...page.querySelectorAll(".cards > li")];
    cards.forEach((card, index) => {
        if (index % 3 === 0) {
            card.insertAdjacentHTML("beforeend", "<nav class=\"offers\"><a href=\"/\">Edit</a></nav>");
        }
    });
    const rows = {};
    for (const card of cards) {
        (rows[Math.round(card.getBoundingClientRect().top)] ??= []).push(height(card));
    }
    measured.push({
        name: frame.name,
        touched: page.querySelectorAll(touched).length,
        low: low.map((one) => `${one.tagName} ${one.textContent.trim()}: ${height(one)}`),
        rows: Object.values(rows),
        offers: [...page.querySelectorAll(".offers a")].map(height),
        wide: page.documentElement.scrollWidth > frame.clientWidth,
    });
}
document.querySelector("pre").textContent = JSON.stringify(measured);
