// The browser's database: rows of ciphertext. Counting them needs no key; opening them does.
const NAME = "chairside-live";

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

let opened;
export function database() {
  opened ||= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("lines", { keyPath: "id" });
      request.result.createObjectStore("drafts", { keyPath: "id" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function change(store, durability, act) {
  const transaction = (await database()).transaction(store, "readwrite", { durability });
  act(transaction.objectStore(store));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

// A line is on the disk before it is called kept; a draft is written at every key.
export const putRow = (store, row) => change(store, store === "lines" ? "strict" : "relaxed", (s) => s.put(row));
export const deleteRow = (store, id) => change(store, "strict", (s) => s.delete(id));

export async function rowsOf(person) {
  const transaction = (await database()).transaction(["lines", "drafts"]);
  const [lines, drafts] = await Promise.all([
    settled(transaction.objectStore("lines").getAll()),
    settled(transaction.objectStore("drafts").getAll()),
  ]);
  const mine = (row) => row.person === person;
  return { lines: lines.filter(mine), drafts: drafts.filter(mine) };
}

export async function countAll() {
  const transaction = (await database()).transaction(["lines", "drafts"]);
  const [lines, drafts] = await Promise.all([
    settled(transaction.objectStore("lines").count()),
    settled(transaction.objectStore("drafts").count()),
  ]);
  return lines + drafts;
}

export async function discardAll(person) {
  const { lines, drafts } = await rowsOf(person);
  await Promise.all([
    ...lines.map((row) => deleteRow("lines", row.id)),
    ...drafts.map((row) => deleteRow("drafts", row.id)),
  ]);
}
