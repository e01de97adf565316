/** Files and folders as people hand them over: dropped, chosen, a whole tree of them. */

export interface Picked {
  file: File;
  /** Where it lay in the folder that was chosen: a label, never a path. */
  folder: string;
}

const HIDDEN = /^(?:\.|Thumbs\.db$|desktop\.ini$)/i;
const folderOf = (path: string): string => path.split("/").slice(0, -1).join("/");

export function pickedFrom(files: Iterable<File>): Picked[] {
  return [...files].filter((file) => !HIDDEN.test(file.name)).map((file) => ({ file, folder: folderOf(file.webkitRelativePath) }));
}

const readSome = (reader: FileSystemDirectoryReader) => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject));

async function walk(entry: FileSystemEntry, folder: string): Promise<Picked[]> {
  if (HIDDEN.test(entry.name)) return [];
  if (entry.isFile) return [{ file: await fileOf(entry as FileSystemFileEntry), folder }];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Picked[] = [];
  const inside = folder ? `${folder}/${entry.name}` : entry.name;
  for (let some = await readSome(reader); some.length > 0; some = await readSome(reader)) {
    for (const each of some) found.push(...(await walk(each, inside)));
  }
  return found;
}

/** The entries must be taken while the event runs; walking them may take longer. */
export async function dropped(transfer: DataTransfer): Promise<Picked[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return pickedFrom(transfer.files);
  return (await Promise.all(entries.map((entry) => walk(entry, "")))).flat();
}
