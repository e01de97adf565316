/** What the page of one picture knows: the picture, the answer for every channel, and the credit line for the chosen one. */
import { ApiProblem, check, getAsset, getAttribution } from "../lib/api/client";
import type { AssetDetail, Attribution, Decision } from "../lib/api/types";
import { questionBody, questionParams, type Question } from "../lib/url/question";

const sameButChannel = ({ channel: _channel, placement: _placement, ...rest }: Question) => JSON.stringify(rest);

export class Medium {
  asset = $state.raw<AssetDetail | null>(null);
  decisions = $state.raw<Record<string, Decision>>({});
  attribution = $state.raw<Attribution | null>(null);
  missing = $state(false);
  problem = $state(false);
  checking = $state(false);
  stale = $state(false);
  busy = $state(false);
  complaint = $state<string | null>(null);
  /** The answer that somebody was looking at has changed: said aloud, at once. */
  changed = $state<{ before: Decision; after: Decision } | null>(null);
  readonly id: string;
  #asked = "";
  #credited = "";

  constructor(id: string) {
    this.id = id;
  }

  async load(): Promise<void> {
    try {
      this.asset = await getAsset(this.id);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.code === "not-signed-in") throw error;
      this.missing = error.status === 404 || error.status === 400;
      this.problem = !this.missing;
    }
  }

  /** All channels at once; asked again only when something other than the channel changes. Placement is asked for alone. */
  async ask(question: Question): Promise<void> {
    const key = sameButChannel(question) + (question.placement ? question.channel + question.placement : "");
    if (key === this.#asked) return;
    this.#asked = key;
    this.changed = null;
    this.checking = true;
    this.complaint = null;
    try {
      const { placement: _placement, ...everywhere } = question;
      const matrix = await check([this.id], questionBody(everywhere), ["*"]);
      const placed = question.placement ? await check([this.id], questionBody(question)) : { decisions: [] };
      if (key !== this.#asked) return;
      this.decisions = Object.fromEntries([...matrix.decisions, ...placed.decisions].map((each) => [each.channel, each]));
      this.stale = false;
    } catch (error) {
      this.#asked = "";
      this.stale = true;
      if (error instanceof ApiProblem && error.code === "not-signed-in") throw error;
    } finally {
      this.checking = false;
    }
  }

  /** Ask the same again while somebody looks; facts may change, and so may the answer. */
  async recheck(question: Question): Promise<void> {
    if (this.checking || this.#asked === "" || document.visibilityState !== "visible") return;
    const key = this.#asked;
    const { placement, ...everywhere } = question;
    const found = await check([this.id], questionBody(everywhere), ["*"]).catch(() => null);
    const placed = placement && found ? await check([this.id], questionBody(question)).catch(() => null) : null;
    if (key !== this.#asked) return;
    if (found === null) {
      this.stale = true;
      return;
    }
    const before = this.decisions[question.channel];
    this.decisions = Object.fromEntries([...found.decisions, ...(placed?.decisions ?? [])].map((each) => [each.channel, each]));
    this.stale = false;
    const after = this.decisions[question.channel];
    if (before && after && before.verdict !== after.verdict) this.changed = { before, after };
  }

  async credit(question: Question | null): Promise<void> {
    const params = question ? questionParams(question) : {};
    const key = JSON.stringify(params);
    if (!question || key === this.#credited) return;
    this.#credited = key;
    const attribution = await getAttribution(this.id, params).catch(() => null);
    if (key === this.#credited) this.attribution = attribution;
  }

  replace(asset: AssetDetail): void {
    this.asset = asset;
    this.#credited = "";
  }

  async reload(question: Question | null): Promise<void> {
    this.#asked = "";
    this.#credited = "";
    await this.load();
    if (question) await Promise.all([this.ask(question), this.credit(question)]);
  }
}
