/** A simple permission as the form has it, and as the API takes it. */
import type { AssetDetail } from "../lib/api/types";

export interface GrantInput {
  licensor: string;
  licensees: string[];
  channels: string[];
  purposes: string[];
  from: string;
  until: string;
  reference: string;
  evidence: string;
}

export const ALL = "*";

export const emptyGrant = (): GrantInput => ({ licensor: "", licensees: [ALL], channels: [], purposes: [], from: "", until: "", reference: "", evidence: "" });

export function grantBody(grant: GrantInput, asset: Pick<AssetDetail, "id" | "organization">) {
  return {
    organization: asset.organization.id,
    asset: asset.id,
    licensor: grant.licensor.trim(),
    licensees: grant.licensees,
    channels: grant.channels,
    purposes: grant.purposes,
    from_on: grant.from,
    ...(grant.until ? { until_on: grant.until } : {}),
    ...(grant.reference.trim() ? { reference: grant.reference.trim() } : {}),
    ...(grant.evidence.trim() ? { evidence: grant.evidence.trim() } : {}),
  };
}
