/** Decisions of people: asked for, taken, confirmed. */
import { request } from "./client";
import type { DecisionRecord, QuestionBody } from "./types";

export const askDecision = (asset: string, question: QuestionBody, message: string) =>
  request<DecisionRecord>("/decisions", { method: "POST", body: { asset, question, message } });
export const getDecision = (id: string) => request<DecisionRecord>(`/decisions/${id}`);
export const resolveDecision = (id: string, body: Record<string, unknown>) => request<DecisionRecord>(`/decisions/${id}/resolve`, { method: "POST", body });
export const confirmDecision = (id: string, confirms: boolean) => request<DecisionRecord>(`/decisions/${id}/confirm`, { method: "POST", body: { confirms } });
export const writeAbout = (id: string, text: string) => request<DecisionRecord>(`/decisions/${id}/messages`, { method: "POST", body: { text } });
