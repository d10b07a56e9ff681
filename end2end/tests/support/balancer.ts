// One address before several servers: each request goes to the next of them, whoever asks; one that does not answer is passed over.
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";

export interface Balancer {
  /** Answers begun by each server, by its address: "POST /direct/1/gestes" as they came. */
  served: Map<string, string[]>;
  /** Streams open now through each server. */
  streams: Map<string, number>;
  stop: () => void;
}

export async function balancer(addr: string, nodes: string[]): Promise<Balancer> {
  const served = new Map(nodes.map((node) => [node, [] as string[]]));
  const streams = new Map(nodes.map((node) => [node, 0]));
  let turn = 0;

  function pass(asked: IncomingMessage, answer: ServerResponse, body: Buffer, left: string[]): void {
    const node = left[0];
    if (!node) return void answer.writeHead(502).end();
    const [host, port] = node.split(":");
    const stream = (asked.url ?? "").includes("/flux?");
    let begun = false;
    const onward = request({ host, port, method: asked.method, path: asked.url, headers: asked.headers, agent: false }, (came) => {
      begun = true;
      served.get(node)?.push(`${asked.method} ${asked.url?.split("?")[0]}`);
      if (stream) streams.set(node, (streams.get(node) ?? 0) + 1);
      came.once("close", () => {
        if (stream) streams.set(node, (streams.get(node) ?? 0) - 1);
        if (!came.complete) answer.destroy();
      });
      came.on("error", () => answer.destroy());
      answer.writeHead(came.statusCode ?? 502, came.rawHeaders);
      answer.flushHeaders();
      came.pipe(answer);
    });
    onward.on("error", (fault: NodeJS.ErrnoException) => {
      if (begun) return void answer.destroy();
      // What may have been done is not asked of another; what certainly was not is.
      if (fault.code === "ECONNREFUSED" || asked.method === "GET") pass(asked, answer, body, left.slice(1));
      else answer.writeHead(502).end();
    });
    answer.once("close", () => onward.destroy());
    onward.end(body);
  }

  const server = createServer((asked, answer) => {
    const parts: Buffer[] = [];
    asked.on("data", (part: Buffer) => parts.push(part));
    asked.on("end", () => {
      const first = turn++ % nodes.length;
      pass(asked, answer, Buffer.concat(parts), [...nodes.slice(first), ...nodes.slice(0, first)]);
    });
  });
  const [host, port] = addr.split(":");
  await new Promise<void>((ready) => server.listen(Number(port), host, ready));
  return { served, streams, stop: () => { server.close(); server.closeAllConnections(); } };
}
