const PRINTED = ["print", "poster", "merchandise", "press"];

/** Print wants every pixel; a screen is served well by the large copy. */
export const renditionFor = (channel: string): "full" | "large" => (PRINTED.includes(channel) ? "full" : "large");
