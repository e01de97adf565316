/** Taking a picture along: its credit line to the clipboard, a copy with its rights to the disk. */
import { ApiProblem, getAttribution, prepareDownload, type Part } from "../api/client";
import { questionBody, questionParams, type Question } from "../url/question";
import { announce } from "./announce.svelte";
import { t } from "./language.svelte";

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    announce(t().creditCopied(text));
    return true;
  } catch {
    return copyThroughSelection(text);
  }
}

/** Without a secure context there is no clipboard API; a selected field still can be copied. */
function copyThroughSelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "bk-offscreen";
  const host = document.querySelector("dialog[open]") ?? document.body;
  host.append(field);
  const before = document.activeElement as HTMLElement | null;
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus();
  announce(done ? t().creditCopied(text) : t().copyFailed);
  return done;
}

export async function copyCredit(asset: string, question: Question | null, known: string | null): Promise<boolean> {
  if (!question) return copyText(known ?? t().noCredit);
  const credit = await getAttribution(asset, questionParams(question));
  return copyText(credit.text || known || t().noCredit);
}

export function save(url: string, filename: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = filename;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Prepare and save; gives null when it worked, else the sentence to show. */
export async function take(asset: string, question: Question, rendition = "full", part: Part = {}): Promise<string | null> {
  try {
    const download = await prepareDownload(asset, questionBody(question), rendition, part);
    save(download.url as string, download.filename);
    announce(t().downloadStarted(download.filename));
    return null;
  } catch (error) {
    const code = error instanceof ApiProblem ? error.code : "";
    const sentence = code === "not-released" ? t().notReleased : t().downloadFailed;
    announce(sentence);
    return sentence;
  }
}
