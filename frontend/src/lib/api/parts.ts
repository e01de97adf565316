/** Bytes of one part on their way to the store, which is another host with its own rules; told as they go. */

/** What came back: 0 when nothing readable did, which is also how a store says that an address has expired. */
export type Sent = number;

/** A connection that carries nothing for this long is dead, even if nobody said so. */
const DEAD_AFTER_MS = 45_000;

export function putPart(url: string, bytes: Blob, onprogress: (bytes: number) => void, signal: AbortSignal): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    let watch: ReturnType<typeof setTimeout>;
    const stop = () => sending.abort();
    const clean = () => {
      clearTimeout(watch);
      signal.removeEventListener("abort", stop);
    };
    const end = (status: number) => {
      clean();
      resolve(status);
    };
    const alive = () => {
      clearTimeout(watch);
      watch = setTimeout(() => {
        end(0);
        sending.abort();
      }, DEAD_AFTER_MS);
    };
    sending.open("PUT", url);
    sending.upload.onprogress = (event) => {
      alive();
      onprogress(event.loaded);
    };
    sending.onload = () => end(sending.status);
    sending.onerror = () => end(0);
    sending.ontimeout = () => end(0);
    sending.onabort = () => {
      clean();
      reject(new DOMException("stopped", "AbortError"));
    };
    signal.addEventListener("abort", stop);
    if (signal.aborted) return reject(new DOMException("stopped", "AbortError"));
    alive();
    sending.send(bytes);
  });
}
