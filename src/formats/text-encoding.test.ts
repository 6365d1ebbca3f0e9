import { describe, expect, it } from "vitest";
import expected from "../../test/formats/expected.json" with { type: "json" };
import { InputError } from "../problem/mod.ts";
import { decodeCp949 } from "./cp949.ts";
import { decodeAs, decodeText } from "./text-encoding.ts";
import { decodeWindows1252 } from "./windows-1252.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

describe("CP949", () => {
  it("decodes every pair of bytes as Python does", () => {
    let pairs = 0;
    let checksum = 0;
    for (let lead = 0x81; lead < 0xff; lead++) {
      for (let trail = 0x41; trail < 0xff; trail++) {
        const found = decodeCp949(Uint8Array.of(lead, trail));
        // U+327E is in the Encoding Standard's table and not in Python's
        if (!found || found.text === "㉾") continue;
        pairs++;
        const term = ((lead * 256 + trail) * found.text.charCodeAt(0)) % 2147483647;
        checksum = (checksum * 31 + term) % 2147483647;
      }
    }
    expect({ pairs, checksum }).toEqual(expected.cp949);
  });

  it("is refused when a letter's second byte is cut off", () => {
    expect(decodeCp949(Uint8Array.of(0xb0, 0xa1, 0xb0))).toBeUndefined();
  });
});

describe("Windows-1252", () => {
  it("has the euro sign, quotes and dashes that Latin-1 lacks", () => {
    expect(decodeWindows1252(Uint8Array.of(0x80, 0x93, 0x94, 0x96, 0xe9))).toBe("€“”–é");
  });
});

describe("an encoding is guessed by validity", () => {
  it("takes Western text for Western although its bytes would be valid CP949", () => {
    // "Änderung" is C4 6E ..., which CP949 reads as a rare Hangul syllable
    const bytes = Uint8Array.from("Änderung,x\n1,2\n", (letter) => letter.charCodeAt(0));
    expect(decodeCp949(bytes)).toBeDefined();
    expect(decodeText(bytes)).toEqual({ text: "Änderung,x\n1,2\n", note: "Windows-1252 (Western European)" });
  });

  it("drops a byte order mark", () => {
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 97)).text).toBe("a");
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 97, 0))).toEqual({ text: "a", note: "UTF-16 little-endian" });
  });

  it("says nothing of UTF-8", () => {
    expect(decodeText(utf8("가,é")).note).toBeUndefined();
  });

  it("takes UTF-8 with a damaged byte for damaged, not for another encoding", () => {
    const bytes = utf8("가나다라마바사아자차카타파하".repeat(4));
    bytes[4] = 0xff;
    expect(() => decodeText(bytes)).toThrow(/UTF-8 but for a few bytes/);
  });

  it("does not take bytes for text", () => {
    const bytes = Uint8Array.from({ length: 200 }, (_, i) => (i * 37) % 256);
    expect(() => decodeText(bytes)).toThrow(/not text/);
    expect(() => decodeText(Uint8Array.from({ length: 200 }, (_, i) => 1 + (i % 31)))).toThrow(/not text/);
  });
});

describe("an encoding that the user names", () => {
  it("is used, under its usual names too", () => {
    expect(decodeAs(Uint8Array.of(0x82, 0xa0), "shift_jis")).toBe("あ");
    expect(decodeAs(Uint8Array.of(0xb0, 0xa1), "CP949")).toBe("가");
    expect(decodeAs(Uint8Array.of(0xe0), "cp1251")).toBe("а");
  });

  it("is refused when there is none of that name, or the bytes are not valid in it", () => {
    const code = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return error instanceof InputError ? error.problems[0].code : error;
      }
      return undefined;
    };
    expect(code(() => decodeAs(utf8("a"), "klingon"))).toBe("option-invalid");
    expect(code(() => decodeAs(Uint8Array.of(0xff), "utf-8"))).toBe("file-damaged");
    expect(code(() => decodeAs(Uint8Array.of(0xff), "euc-kr"))).toBe("file-damaged");
  });
});
