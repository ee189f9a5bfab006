import { expect } from "vitest";

interface Note {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** The API of notes as its users know it. */
export class NotesClient {
  readonly #url: string;

  /** @param url - where the route is served */
  constructor(url: string) {
    this.#url = url;
  }

  send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  }

  async create(title: string): Promise<Note> {
    const response = await this.send("POST", "/notes", { title });
    expect(response.status).toBe(201);
    return (await response.json()) as Note;
  }

  async titles(): Promise<string[]> {
    const notes = (await (await this.send("GET", "/notes")).json()) as Note[];
    return notes.map(({ title }) => title).sort();
  }
}

/** Creates, reads, changes and deletes a note, and makes the usual mistakes. */
export async function useNotes(url: string): Promise<void> {
  const client = new NotesClient(url);
  const { id } = await client.create("  milk ");
  const path = `/notes/${id}`;
  expect(await (await client.send("GET", path)).json()).toMatchObject({ title: "milk", text: "" });
  const changed = await client.send("PUT", path, { title: "milk", text: "two litres" });
  expect(await changed.json()).toMatchObject({ id, text: "two litres" });
  expect(await (await client.send("GET", path)).json()).toMatchObject({ text: "two litres" });
  expect((await client.send("DELETE", path)).status).toBe(204);

  expect((await client.send("GET", path)).status).toBe(404);
  expect((await client.send("DELETE", path)).status).toBe(404);
  const empty = await client.send("POST", "/notes", { title: " " });
  expect(empty.status).toBe(422);
  expect(await empty.text()).toContain("title");
  const unknown = await client.send("POST", "/notes", { title: "milk", colour: "white" });
  expect(unknown.status).toBe(422);
  expect(await unknown.text()).toContain("colour");
  expect((await client.send("GET", "/notes/no-id")).status).toBe(422);
}
