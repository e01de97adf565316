/** What stands on the map: places, drawn by us, and clusters of the result. Leaflet moves it. */
import { control, divIcon, map, marker, polygon, tileLayer, layerGroup, latLngBounds, type LatLngBounds, type Map } from "leaflet";
import "leaflet/dist/leaflet.css";
import type { MapAnswer } from "../lib/api/types";
import type { Box } from "../lib/url/search-state";

type Cluster = MapAnswer["clusters"][number];

interface Words {
  zoomIn: string;
  zoomOut: string;
  /** What happens on a cluster, for who does not see it. */
  cluster: (cluster: Cluster) => string;
  count: (count: number) => string;
}

export interface Drawn {
  show: (answer: MapAnswer) => void;
  look: (bounds: LatLngBounds, animate: boolean) => void;
  readonly box: Box;
  readonly zoom: number;
  remove: () => void;
}

const MOST_ZOOM = 17;
/** A single spot is shown with its surroundings at first. */
const FIRST_ZOOM = 12;
const FEWEST_PX = 30;
const STEPS_PX = 9;
/** Six digits are a decimetre. */
const DIGITS = 6;
/** Where to look until it is known where the pictures lie. */
const GERMANY: [number, number] = [51.2, 10.4];

export const boundsOf = (cluster: Cluster["bounds"]) => latLngBounds([cluster.south, cluster.west], [cluster.north, cluster.east]);
/** About 100 metres: to go nearer would show nothing more, as the cells of the closest look are hardly smaller. */
export const isSpot = ({ south, west, north, east }: Cluster["bounds"]) => Math.max(north - south, east - west) < 1e-3;
export const everything = (clusters: Cluster[]) => clusters.reduce((all, each) => all.extend(boundsOf(each.bounds)), latLngBounds([]));

function clusterIcon(cluster: Cluster, words: Words) {
  const size = FEWEST_PX + Math.round(STEPS_PX * Math.log10(cluster.count));
  const said = document.createElement("span");
  said.textContent = words.count(cluster.count);
  return divIcon({ html: said, className: "bk-cluster", iconSize: [size, size] });
}

function placesOf(places: NonNullable<MapAnswer["places"]>, withNames: boolean) {
  const drawn = layerGroup();
  for (const place of places) {
    if (place.outline.length > 0) {
      polygon(place.outline.map((line) => line.map(([x, y]) => [y, x] as [number, number])), { className: "bk-outline", interactive: false }).addTo(drawn);
    }
    if (!withNames || place.kind === "district" || place.latitude === null || place.longitude === null) continue;
    const name = document.createElement("span");
    name.textContent = place.label;
    const icon = divIcon({ html: name, className: `bk-placename is-${place.kind}`, iconSize: [140, 20], iconAnchor: [70, -20] });
    marker([place.latitude, place.longitude], { icon, interactive: false, keyboard: false }).addTo(drawn);
  }
  return drawn;
}

/** A map in `element`; `onmove` after each move by hand or key, `onchoose` for a cluster. */
export function draw(element: HTMLElement, words: Words, onmove: () => void, onchoose: (cluster: Cluster) => void): Drawn {
  const isLively = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const shown: Map = map(element, { zoomControl: false, maxZoom: MOST_ZOOM, minZoom: 3, zoomSnap: 0.5, zoomAnimation: isLively, markerZoomAnimation: isLively, fadeAnimation: isLively, maxBounds: [[-85, -180], [85, 180]] });
  shown.attributionControl.setPrefix(false);
  control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(shown);
  shown.setView(GERMANY, 6).on("moveend", onmove);
  const clusters = layerGroup().addTo(shown);
  const places = layerGroup().addTo(shown);
  let isTiled = false;
  return {
    show(answer) {
      if (answer.tiles && !isTiled) tileLayer(answer.tiles.url, { attribution: answer.tiles.credit, maxZoom: MOST_ZOOM, referrerPolicy: "no-referrer" }).addTo(shown);
      isTiled ||= answer.tiles !== null;
      if (answer.places) places.clearLayers().addLayer(placesOf(answer.places, !isTiled));
      const focused = document.activeElement?.getAttribute("aria-label");
      clusters.clearLayers();
      for (const cluster of answer.clusters) {
        const one = marker([cluster.latitude, cluster.longitude], { icon: clusterIcon(cluster, words) }).on("click", () => onchoose(cluster)).addTo(clusters);
        const button = one.getElement();
        button?.setAttribute("aria-label", words.cluster(cluster));
        button?.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          onchoose(cluster);
        });
      }
      if (focused) element.querySelector<HTMLElement>(`.bk-cluster[aria-label="${CSS.escape(focused)}"]`)?.focus();
    },
    look: (bounds, animate) => void shown.fitBounds(bounds, { padding: [36, 36], maxZoom: animate ? MOST_ZOOM : FIRST_ZOOM, animate }),
    get box() {
      const bounds = shown.getBounds();
      const short = (value: number) => Number(value.toFixed(DIGITS));
      return { south: short(Math.max(-90, bounds.getSouth())), west: short(Math.max(-180, bounds.getWest())), north: short(Math.min(90, bounds.getNorth())), east: short(Math.min(180, bounds.getEast())) };
    },
    get zoom() {
      return Math.round(shown.getZoom());
    },
    remove: () => void shown.remove(),
  };
}
