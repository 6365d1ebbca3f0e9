import { describe, expect, it } from "vitest";
import { html, withDoiLinks } from "./html.ts";

describe("templates", () => {
  it("escape text, keep markup, and leave nothing for what is not there", () => {
    expect(html`<p>${"<b>"}${html`<i>${"&"}</i>`}${null}${false}${[1, "a"]}</p>`.markup).toBe(
      "<p>&lt;b&gt;<i>&amp;</i>1a</p>",
    );
  });
});

describe("DOIs", () => {
  it("become links, without the sentence's full stop or bracket", () => {
    expect(withDoiLinks("Holm 1979 (doi:10.1000/a(1)b).").markup).toBe(
      'Holm 1979 (<a href="https://doi.org/10.1000/a(1)b">doi:10.1000/a(1)b</a>).',
    );
    expect(withDoiLinks("see https://doi.org/10.1000/xyz, and").markup).toBe(
      'see <a href="https://doi.org/10.1000/xyz">doi:10.1000/xyz</a>, and',
    );
  });

  it("cannot smuggle markup in", () => {
    expect(withDoiLinks(`10.1000/"onclick="x <script>`).markup).not.toMatch(/onclick="|<script/);
  });
});
