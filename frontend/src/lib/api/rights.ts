/** Records of rights: grants, batches, people, consents, things shown, rules. */
import { request } from "./client";
import type {
  BatchAnswer, Consent, ConsentEffect, Grant, History, PeopleOnAsset, Permission, Erasure, Person, Policy, Rule,
} from "./types";

type Body = Record<string, unknown>;
interface Page<T> {
  results: T[];
  next: string | null;
}

export const getGrants = (query: Record<string, string>) => request<Page<Grant>>("/grants", { query: { page_size: "50", ...query } });
export const getGrant = (id: string) => request<Grant>(`/grants/${id}`);
export const addGrant = (body: Body) => request<Grant>("/grants", { method: "POST", body });
export const amendGrant = (id: string, body: Body) => request<Grant>(`/grants/${id}/amend`, { method: "POST", body });
export const putInForce = (id: string) => request<Grant>(`/grants/${id}/in-force`, { method: "POST", body: {} });
export const endGrant = (id: string, reason: string) => request<Grant>(`/grants/${id}/revoke`, { method: "POST", body: reason ? { reason } : {} });

interface Batch {
  dryRun: boolean;
  question?: Body;
  /** Somebody has looked at each of them. */
  confirmed?: boolean;
  signal?: AbortSignal;
}

export const changeRights = (assets: string[], change: Body, { dryRun, question, confirmed = false, signal }: Batch) =>
  request<BatchAnswer>("/rights/batch", { method: "POST", body: { assets, change, dry_run: dryRun, confirmed, ...(question ? { question } : {}) }, signal });

export const getPersons = (query: Record<string, string>) => request<Page<Person>>("/persons", { query: { page_size: "50", ...query } });
export const getPerson = (id: string) => request<Person>(`/persons/${id}`);
export const erasePerson = (id: string, removePictures: boolean) =>
  request<Erasure>(`/persons/${id}/erase`, { method: "POST", body: { remove_pictures: removePictures } });
/** Where the browser fetches what is held about a person (Art. 15 GDPR). */
export const exportOf = (id: string) => `/api/v1/persons/${id}/export`;
export const addPerson = (body: Body) => request<Person>("/persons", { method: "POST", body });
export const changePerson = (id: string, body: Body) => request<Person>(`/persons/${id}`, { method: "PATCH", body });

export const getConsents = (query: Record<string, string>) => request<Page<Consent>>("/consents", { query: { page_size: "50", ...query } });
export const getConsent = (id: string) => request<Consent>(`/consents/${id}`);
export const addConsent = (body: Body) => request<Consent>("/consents", { method: "POST", body });
export const getConsentEffect = (id: string) => request<ConsentEffect>(`/consents/${id}/effect`);
export const addConsentEvent = (id: string, body: Body) => request<Consent>(`/consents/${id}/events`, { method: "POST", body });

export const getPeople = (asset: string) => request<PeopleOnAsset>(`/assets/${asset}/people`);
export const setPeople = (asset: string, version: number, body: Body) =>
  request<PeopleOnAsset>(`/assets/${asset}/people`, { method: "PUT", body, headers: { "If-Match": `"${version}"` } });
export const getPermissions = (query: Record<string, string>) => request<Page<Permission>>("/permissions", { query: { page_size: "100", ...query } });
export const addPermission = (body: Body) => request<Permission>("/permissions", { method: "POST", body });

export const getRules = (query: Record<string, string>) => request<Page<Rule>>("/rules", { query: { page_size: "100", ...query } });
export const addRule = (body: Body) => request<Rule>("/rules", { method: "POST", body });
export const endRule = (id: string) => request<Rule>(`/rules/${id}/end`, { method: "POST", body: {} });
export const getPolicy = (organization: string) => request<Policy>(`/organizations/${organization}/policy`);
export const setPolicy = (organization: string, switches: Body) => request<Policy>(`/organizations/${organization}/policy`, { method: "PUT", body: { switches } });

export const getAssetHistory = (asset: string) => request<History>(`/assets/${asset}/history`).then((found) => found.results);
