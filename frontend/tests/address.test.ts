import { describe, expect, it } from "vitest";
import { recognize } from "../src/ledger/address";

const account = (channel: string, name: string, url: string) => ({ id: name, organization: { id: "o", name: "Stadt" }, channel, name, url });
const accounts = [account("instagram", "@stadt", "https://www.instagram.com/stadt"), account("website", "Stadt", "https://stadt.example"), account("newsletter", "Rundbrief", "https://stadt.example/rundbrief")];

describe("the address of a post", () => {
  it.each([
    ["https://instagram.com/stadt/p/1", "instagram", "@stadt"],
    ["https://www.instagram.com/stadtwerke/p/1", "instagram", undefined],
    ["https://stadt.example/rundbrief/10", "newsletter", "Rundbrief"],
    ["https://www.stadt.example/schloss", "website", "Stadt"],
    ["https://fb.watch/abc", "facebook", undefined],
    ["https://zeitung.example/artikel", "website", undefined],
  ])("%s is %s, account %s", (address, channel, name) => {
    const found = recognize(address, accounts);
    expect([found?.channel, found?.account?.name]).toEqual([channel, name]);
  });

  it.each(["", "schloss", "javascript:alert(1)", "ftp://stadt.example/x"])("says nothing about %j", (text) => {
    expect(recognize(text, accounts)).toBeNull();
  });
});
