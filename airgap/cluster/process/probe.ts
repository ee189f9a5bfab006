import { readFileSync } from "node:fs";
import { request as requestHttp } from "node:http";
import { request as requestHttps, type RequestOptions } from "node:https";
import { connect, type NetConnectOpts } from "node:net";
import type { Probe } from "../components/component.ts";

const TIMEOUT_MILLISECONDS = 2000;

/** Asks once; resolves to undefined when it works, else to what is wrong. */
export function ask(probe: Probe): Promise<string | undefined> {
  switch (probe.kind) {
    case "http":
      return get(probe.url);
    case "https":
      return get(probe.url, tls(probe.authority));
    case "tcp":
      return open({ host: probe.host, port: probe.port });
    case "socket":
      return open({ path: probe.path });
  }
}

/** Components without a certificate of their own make one up, on loopback. */
function tls(authority: string | undefined): RequestOptions {
  return authority === undefined ? { rejectUnauthorized: false } : { ca: readFileSync(authority) };
}

function get(url: string, options: RequestOptions = {}): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = url.startsWith("https:") ? requestHttps : requestHttp;
    const call = request(url, { ...options, agent: false, timeout: TIMEOUT_MILLISECONDS }, (response) => {
      response.resume();
      const { statusCode } = response;
      resolve(statusCode === 200 ? undefined : `${url} answers ${statusCode ?? "nothing"}`);
    });
    call.once("timeout", () => call.destroy(new Error("it does not answer")));
    call.once("error", (error) => {
      resolve(`${url}: ${error.message}`);
    });
    call.end();
  });
}

function open(target: NetConnectOpts): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ ...target, timeout: TIMEOUT_MILLISECONDS });
    const end = (answer: string | undefined): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => {
      end(undefined);
    });
    socket.once("timeout", () => {
      end("it does not answer");
    });
    socket.once("error", (error) => {
      end(error.message);
    });
  });
}
