import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A database that does nothing: reads the request and answers what one stored row would. */
const REPLY = Buffer.from(
  JSON.stringify({
    baton: null,
    base_url: null,
    results: [
      {
        type: "ok",
        response: {
          type: "execute",
          result: {
            cols: [{ name: "rev", decltype: "INTEGER" }],
            rows: [[{ type: "integer", value: "0" }]],
            affected_row_count: 1,
            last_insert_rowid: "1",
          },
        },
      },
      { type: "ok", response: { type: "close" } },
    ],
  }),
);

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response
      .writeHead(200, { "content-type": "application/json", "content-length": REPLY.length })
      .end(REPLY);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit(0));
