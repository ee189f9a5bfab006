import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the only container of an engine does. */
export interface OneContainer {
  /** 404: there is none; 409: it does not run. */
  readonly status: 200 | 404 | 409;
  /** What each command in it writes. */
  readonly output?: string;
}

/** Answers as a Docker Engine with one container while something is done. */
export async function withEngineOfOne(container: OneContainer, work: () => Promise<void>): Promise<void> {
  const server = createServer((request, response) => {
    answer(container, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const before = process.env["DOCKER_HOST"];
  process.env["DOCKER_HOST"] = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env["DOCKER_HOST"];
    else process.env["DOCKER_HOST"] = before;
    server.closeAllConnections();
    server.close();
  }
}

function answer(container: OneContainer, request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? "";
  const json = (status: number, body: object): void => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  if (path.includes("/containers/")) {
    if (container.status === 200) json(201, { Id: "run" });
    else json(container.status, { message: "no such container, or it does not run" });
  } else if (path.endsWith("/start")) response.writeHead(200).end(frame(container.output ?? ""));
  else json(200, { ExitCode: 0 });
}

/** As the engine sends output: stream, three zero bytes, length, content. */
function frame(text: string): Buffer {
  const header = Buffer.alloc(8);
  header[0] = 1;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}
