// The HTML the server sends, before any script, judged by html-validate.
import { HtmlValidate, type ConfigData } from "html-validate";
import { expect, test } from "./support/fixtures";
import { PLACES } from "./support/pages";

const RULES: ConfigData = {
  extends: ["html-validate:recommended"],
  rules: {
    // Written by a machine: how void elements and attributes are spelt does not matter, what they mean does.
    "void-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    "no-inline-style": "error",
    // A button without a type submits its form, which is what these do.
    "no-implicit-button-type": "off",
    // The title of a document may be longer than a search engine shows.
    "long-title": "off",
    // Telephone numbers and narrow spaces are wrapped by the style sheet.
    "tel-non-breaking": "off",
    // `role=status` on a heading is deliberate: the number of results is announced when it changes.
    "no-redundant-role": "error",
    "require-sri": "off",
    // A field without a type is a text field.
    "no-implicit-input-type": "off",
    // Several answers to one question share its name; so do the three buttons of the theme, of which one is sent.
    "form-dup-name": "off",
  },
};
const judge = new HtmlValidate(RULES);

/**
 * Two habits of the renderer that browsers read as meant, and the judge does not: `<!>` between texts is an empty comment, and
 * the nonce it writes in `crossorigin` counts as "anonymous".
 */
function plain(html: string): string {
  return html.replaceAll("<!>", "<!---->").replace(/ crossorigin="[\w-]{22}"/g, ' crossorigin="anonymous"');
}

for (const place of PLACES) {
  test(`${place.name}: the HTML is clean`, async ({ request }) => {
    const answer = await request.get(place.path);
    expect(answer.status()).toBe(place.status ?? 200);
    const html = plain(await answer.text());
    const report = await judge.validateString(html);
    const lines = html.split("\n");
    const found = report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId}: ${m.message} ${lines[m.line - 1]?.slice(Math.max(0, m.column - 60), m.column + 80)}`));
    expect(found).toEqual([]);
  });
}

test("ids are unique and every label, description and form reference leads somewhere, once the application runs", async ({ page }) => {
  for (const place of PLACES.filter((p) => !p.status && !p.still)) {
    await page.goto(place.path);
    await expect(page.locator("html[data-hydrated]")).toBeAttached();
    const wrong = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
      const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
      const named = ["for", "form", "list", "aria-describedby", "aria-labelledby"];
      const lost = named.flatMap((a) => [...document.querySelectorAll(`[${a}]`)].flatMap((e) => (e.getAttribute(a) ?? "").split(/\s+/)).filter((id) => id && !ids.includes(id)));
      return { twice, lost };
    });
    expect(wrong, place.path).toEqual({ twice: [], lost: [] });
  }
});
