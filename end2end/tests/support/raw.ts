// Requests written byte by byte, as no client library would send them.
import { connect } from "node:net";
import { ADDR } from "./server";

export interface Answer {
  status: number;
  head: string;
  body: string;
}

/** Sends one request and reads everything until the server closes. Status 0: closed without an answer. */
export function raw(target: string, options: { method?: string; headers?: string[]; body?: Buffer | string; addr?: string } = {}): Promise<Answer> {
  const [host, port] = (options.addr ?? ADDR).split(":");
  const body = Buffer.from(options.body ?? "");
  const lines = [`${options.method ?? "GET"} ${target} HTTP/1.1`, `Host: ${host}:${port}`, "Connection: close", ...(options.headers ?? [])];
  if (body.length) lines.push(`Content-Length: ${body.length}`);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(Number(port), host);
    const done = () => resolve(parse(Buffer.concat(parts).toString("utf8")));
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no answer to ${target.slice(0, 80)}`)));
    socket.on("data", (d) => parts.push(d));
    socket.on("end", done);
    // A server that refuses a long request may close before reading it all: what it answered still counts.
    socket.on("error", (e) => (parts.length || (e as NodeJS.ErrnoException).code === "ECONNRESET" ? done() : reject(e)));
    socket.write(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "utf8"), body]));
  });
}

function parse(text: string): Answer {
  const [head, ...rest] = text.split("\r\n\r\n");
  return { status: Number(head.match(/^HTTP\/1\.[01] (\d{3})/)?.[1] ?? 0), head, body: rest.join("\r\n\r\n") };
}
